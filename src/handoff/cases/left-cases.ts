import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SYSTEM } from '../../common/access.js';
import type { OperatorId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { type OperatorObserver, Operators } from '../operators/operators.js';
import { Presence } from '../operators/presence.js';
import { operatorTexts } from '../texts/operator-texts.js';
import type { QueueReason } from './case-queue.js';
import { CaseSteps, type Doer, NOW } from './case-steps.js';
import { Cases } from './cases.js';
import { Claims } from './claims.js';
import { Offers } from './offers.js';
import { Waiting } from './waiting.js';

/** Nobody keeps a case who cannot answer any more: all that he has claimed waits for somebody else. */
@Injectable()
export class LeftCases implements OperatorObserver, OnModuleInit {
  constructor(
    private readonly operators: Operators,
    private readonly presence: Presence,
    private readonly cases: Cases,
    private readonly claims: Claims,
    private readonly offers: Offers,
    private readonly steps: CaseSteps,
    private readonly waiting: Waiting,
  ) {}

  onModuleInit(): void {
    this.operators.register(this);
  }

  /** He was disabled: what he writes from now on is his own, and somebody else is asked what he was asked. */
  async disabled(tx: Tx, operatorId: OperatorId, by: Doer): Promise<void> {
    await this.release(tx, operatorId, 'disabled', by);
    for (const offer of await this.offers.openOf(tx, operatorId)) {
      await this.cases.lock(tx, offer.handoffId);
      if (await this.offers.close(tx, offer, 'withdrawn')) {
        await this.offers.supersede(tx, [offer], operatorTexts.cases.replaced.gone);
        await this.steps.set(tx, { id: offer.handoffId }, { offer_at: NOW });
        this.waiting.nudgeAfter(tx);
      }
    }
  }

  /**
   * Nothing reaches him, and he is away. Cases before presence: whoever claims locks them in this order.
   * @param why such as `errcode-60111`.
   */
  async unreachable(tx: Tx, operatorId: OperatorId, why: string): Promise<void> {
    await this.release(tx, operatorId, 'unreachable', {});
    await this.presence.lost(tx, operatorId, why);
  }

  /** In the order of ids, so that two who do it do not wait for each other. */
  private async release(tx: Tx, operatorId: OperatorId, reason: QueueReason, by: Partial<Doer>): Promise<void> {
    const claimed = await this.cases.claimedBy(tx, operatorId);
    for (const { id: handoffId, requestId } of claimed.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
      await this.claims.releaseIn(tx, { handoffId, operatorId, actor: SYSTEM, requestId, ...by, reason });
    }
  }
}
