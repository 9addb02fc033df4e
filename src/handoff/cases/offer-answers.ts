import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { HandoffId, OfferId, OperatorId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import type { FailedNotification } from '../../notifications/notification.js';
import { NotificationObservers } from '../../notifications/notification-observers.js';
import { Presence } from '../operators/presence.js';
import { isUnreachable } from '../operators/unreachable.js';
import { CaseSteps, NOW } from './case-steps.js';
import { Cases } from './cases.js';
import { LeftCases } from './left-cases.js';
import { type Offer, Offers } from './offers.js';
import { Waiting } from './waiting.js';

export type OfferAnswer =
  | { kind: 'done'; handoffId: HandoffId }
  /** It was answered before, ran out or was withdrawn. */
  | { kind: 'over'; handoffId: HandoffId; state: Offer['state'] }
  /** Somebody else was asked, not this operator; or there is no such offer. */
  | { kind: 'not-asked' };

/** What operators answer to an offer other than yes. */
@Injectable()
export class OfferAnswers implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly cases: Cases,
    private readonly steps: CaseSteps,
    private readonly offers: Offers,
    private readonly waiting: Waiting,
    private readonly presence: Presence,
    private readonly leftCases: LeftCases,
    private readonly observers: NotificationObservers,
  ) {}

  onModuleInit(): void {
    this.observers.register({ failed: (tx, notification, reason) => this.failed(tx, notification, reason) });
  }

  /** No, or not now: somebody else is asked at once. Whoever says not now may be asked again with the whole group. */
  async decline(offerId: OfferId, operatorId: OperatorId, how: 'passed' | 'postponed'): Promise<OfferAnswer> {
    return this.database.transaction(async (tx) => {
      const asked = await this.find(tx, offerId, operatorId);
      if (asked === undefined) {
        return { kind: 'not-asked' };
      }
      const { handoffId } = asked;
      await this.cases.lock(tx, handoffId);
      if (!(await this.offers.close(tx, asked, how))) {
        const now = await this.find(tx, offerId, operatorId);
        return { kind: 'over', handoffId, state: now?.state ?? asked.state };
      }
      await this.presence.responded(tx, operatorId);
      await this.askNext(tx, handoffId);
      return { kind: 'done', handoffId };
    });
  }

  /** The case that an offer is about; undefined: there is no such offer. */
  async handoffOf(offerId: OfferId): Promise<HandoffId | undefined> {
    const [offer] = await this.offers.ofId(this.database, offerId);
    return offer?.handoffId;
  }

  /** A card that never arrives is no offer. */
  private async failed(tx: Tx, notification: FailedNotification, reason: string): Promise<void> {
    const { id, handoffId, operatorId } = notification;
    if (handoffId === null || operatorId === null || notification.event !== 'handoff.offered') {
      return;
    }
    await this.cases.lock(tx, handoffId);
    const offers = await this.offers.ofCase(tx, handoffId);
    const lost = offers.find(({ notificationId, state }) => notificationId === id && state === 'open');
    if (lost !== undefined && (await this.offers.close(tx, lost, 'failed'))) {
      await this.askNext(tx, handoffId);
    }
    if (isUnreachable(reason)) {
      await this.leftCases.unreachable(tx, operatorId, reason);
    }
  }

  private async askNext(tx: Tx, id: HandoffId): Promise<void> {
    await this.steps.set(tx, { id }, { offer_at: NOW });
    this.waiting.nudgeAfter(tx);
  }

  private async find(tx: Tx, offerId: OfferId, operatorId: OperatorId): Promise<Offer | undefined> {
    return (await this.offers.ofId(tx, offerId)).find((offer) => offer.operatorId === operatorId);
  }
}
