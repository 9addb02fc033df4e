import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/access.js';
import type { OperatorId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import type { Case } from './case.js';
import type { CaseState } from './case-states.js';

/** A case went from one state to another. */
export interface CaseStep {
  /** As it is now. */
  case: Case;
  from: CaseState;
  /** Who had claimed it before, where that is over. */
  formerOperatorId: OperatorId | undefined;
  actor: Principal;
  requestId: string;
}

export interface CaseObserver {
  /** In the transaction of the step, under the lock of the case. Nothing remote. */
  stepped(tx: Tx, step: CaseStep): Promise<void>;
}

/** Who is told of each step of a case: the desk of its operator, the question how it was. */
@Injectable()
export class CaseObservers {
  private readonly observers: CaseObserver[] = [];

  register(observer: CaseObserver): void {
    this.observers.push(observer);
  }

  async stepped(tx: Tx, step: CaseStep): Promise<void> {
    for (const observer of this.observers) {
      await observer.stepped(tx, step);
    }
  }
}
