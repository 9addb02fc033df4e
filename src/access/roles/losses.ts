import { Injectable } from '@nestjs/common';
import type { StaffId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';

/** In the transaction in which a member lost something: his sessions end with it. */
export type LossObserver = (tx: Tx, id: StaffId) => Promise<void>;

/** Where those listen who gave a member something that lasts. */
@Injectable()
export class Losses {
  private readonly observers: LossObserver[] = [];

  register(observer: LossObserver): void {
    this.observers.push(observer);
  }

  async tell(tx: Tx, id: StaffId): Promise<void> {
    for (const observer of this.observers) {
      await observer(tx, id);
    }
  }
}
