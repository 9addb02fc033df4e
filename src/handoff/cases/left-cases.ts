import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Principal, SYSTEM } from '../../common/access.js';
import type { OperatorId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { type OperatorObserver, Operators } from '../operators/operators.js';
import { Presence } from '../operators/presence.js';
import type { QueueReason } from './case-queue.js';
import { Cases } from './cases.js';
import { Claims } from './claims.js';

/** Nobody keeps a case who cannot answer any more: all that he has claimed waits for somebody else. */
@Injectable()
export class LeftCases implements OperatorObserver, OnModuleInit {
  constructor(
    private readonly operators: Operators,
    private readonly presence: Presence,
    private readonly cases: Cases,
    private readonly claims: Claims,
  ) {}

  onModuleInit(): void {
    this.operators.register(this);
  }

  /** He was disabled: what he writes from now on is his own. */
  disabled(tx: Tx, operatorId: OperatorId, actor: Principal): Promise<void> {
    return this.release(tx, operatorId, 'disabled', actor);
  }

  /**
   * Nothing reaches him, and he is away. Cases before presence: whoever claims locks them in this order.
   * @param why such as `errcode-60111`.
   */
  async unreachable(tx: Tx, operatorId: OperatorId, why: string): Promise<void> {
    await this.release(tx, operatorId, 'unreachable', SYSTEM);
    await this.presence.lost(tx, operatorId, why);
  }

  /** In the order of ids, so that two who do it do not wait for each other. */
  private async release(tx: Tx, operatorId: OperatorId, reason: QueueReason, actor: Principal): Promise<void> {
    const claimed = await this.cases.claimedBy(tx, operatorId);
    for (const { id: handoffId, requestId } of claimed.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
      await this.claims.releaseIn(tx, { handoffId, operatorId, actor, requestId, reason });
    }
  }
}
