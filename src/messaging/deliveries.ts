import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { SYSTEM } from '../common/access.js';
import type { ContactId } from '../common/ids.js';
import { isDatabaseAway } from '../common/database-away.js';
import { Metrics } from '../common/metrics.js';
import { Database, type Tx } from '../database/database.js';
import type { NextStep } from './delivery-policy.js';
import { type Delivery, type DeliveryRow, ERASED, HAS_WORDS, NEXT_DELIVERY, toDelivery } from './delivery.js';
import { type DeliveryEnd, DeliveryObservers } from './delivery-observers.js';
import { type Lease, Leases } from './leases.js';

type Tell = (tx: Tx, delivery: Delivery, end: DeliveryEnd, reason: string | null) => Promise<void>;

/** The outbox rows, and what becomes of each. */
@Injectable()
export class Deliveries {
  private readonly logger = new Logger(Deliveries.name);
  private readonly results;

  constructor(
    private readonly database: Database,
    private readonly leases: Leases,
    private readonly audit: AuditLog,
    private readonly observers: DeliveryObservers,
    metrics: Metrics,
  ) {
    this.results = metrics.counter('deliveries_total', 'Attempts to send a message, by what came of them.', [
      'result',
      'reason',
    ]);
  }

  /** The contact's open row with the lowest sequence: nothing behind it is sent before it. */
  async next(contactId: ContactId): Promise<Delivery | undefined> {
    const [row] = await this.database.rows<DeliveryRow>(NEXT_DELIVERY, [contactId]);
    return row === undefined ? undefined : toDelivery(row);
  }

  /**
   * Marks the row as being sent; one that yields only while the bot owns the conversation: the last moment at which a
   * claim can keep it back. A row that is kept back ends `withheld`; one is `closed` whose slow sender ended it, or that
   * a claim kept back, a moment ago.
   */
  async markSending(lease: Lease, delivery: Delivery): Promise<'sending' | 'withheld' | 'closed' | 'lost'> {
    return (await this.markAtOnce(lease, delivery)) ? 'sending' : this.markOrWithhold(lease, delivery);
  }

  /**
   * The usual case in one statement, with the same locks: of the lease, so that nobody takes it meanwhile, and, where
   * the row yields, of the conversation, whose owner is read once a claim that is under way has committed.
   */
  private async markAtOnce(lease: Lease, { id, conversationId, yields }: Delivery): Promise<boolean> {
    const owned = yields
      ? `, owned as materialized (
             select 1 from conversations where id = $5 and owner = 'bot' and exists (select 1 from held) for share)`
      : '';
    const marked = await this.database.run(
      `with held as materialized (
         select 1 from leases where contact_id = $1 and kind = $2 and token = $3 for update)
       ${owned}
       update outbox set state = 'sending', attempts = attempts + 1
        where id = $4 and state in ('pending', 'sending') and ${HAS_WORDS} and exists (select 1 from ${yields ? 'owned' : 'held'})`,
      [lease.contactId, lease.kind, lease.token, id, ...(yields ? [conversationId] : [])],
    );
    return marked === 1;
  }

  private async markOrWithhold(lease: Lease, delivery: Delivery): Promise<'sending' | 'withheld' | 'closed' | 'lost'> {
    const marked = await this.database.transaction(async (tx) => {
      const [isHeld, mayBeSent] = await Promise.all([this.leases.holds(tx, lease), this.mayBeSent(tx, delivery)]);
      if (!isHeld) {
        return 'lost';
      }
      return mayBeSent ? this.mark(tx, delivery) : 'kept-back';
    });
    return marked === 'kept-back' ? this.withhold(lease, delivery) : marked;
  }

  /** Locked, so that a claim comes either before, and is seen here, or after, and sees what is being sent. */
  private async mayBeSent(tx: Tx, { conversationId, yields }: Delivery): Promise<boolean> {
    if (!yields) {
      return true;
    }
    const [conversation] = await tx.rows<{ owner: 'bot' | 'operator' }>(
      'select owner from conversations where id = $1 for share',
      [conversationId],
    );
    return conversation?.owner === 'bot';
  }

  private async mark(tx: Tx, { id }: Delivery): Promise<'sending' | 'closed'> {
    const marked = await tx.run(
      `update outbox set state = 'sending', attempts = attempts + 1
        where id = $1 and state in ('pending', 'sending') and ${HAS_WORDS}`,
      [id],
    );
    if (marked === 0) {
      await this.cancelErased(tx, id);
    }
    return marked === 1 ? 'sending' : 'closed';
  }

  /** What was erased while somebody sent it who ended meanwhile, or who was told to try it again. */
  private async cancelErased(tx: Tx, id: string): Promise<void> {
    await tx.run(
      `update outbox set state = 'cancelled', done_at = clock_timestamp()
        where id = $1 and state = 'sending' and not ${HAS_WORDS}`,
      [id],
    );
  }

  /**
   * In a transaction that does not lock the conversation: an observer locks the case, and a claim locks first the case
   * and then the conversation.
   */
  private withhold(lease: Lease, delivery: Delivery): Promise<'withheld' | 'closed' | 'lost'> {
    return this.ending(async (tx, tell) => {
      if (!(await this.leases.holds(tx, lease))) {
        return 'lost';
      }
      if (!(await this.close(tx, delivery, 'withheld', null, null))) {
        return 'closed';
      }
      await this.record(tx, delivery, { action: 'delivery.withheld', details: { outboxId: delivery.id } });
      await tell(tx, delivery, 'withheld', null);
      return 'withheld';
    });
  }

  /** What an attempt came to. True whoever holds the lease by now: it is what happened. */
  async settle(delivery: Delivery, step: NextStep): Promise<void> {
    this.results.inc({ result: step.kind, reason: step.kind === 'delivered' ? '' : step.reason });
    await this.ending((tx, tell) => this.apply(tx, tell, delivery, step));
  }

  /** An observer that fails twice is left out: else the message would be sent again for as long as it fails. */
  private async ending<T>(work: (tx: Tx, tell: Tell) => Promise<T>): Promise<T> {
    const tell: Tell = (...told) => this.observers.tell(...told);
    for (const attempt of [1, 2]) {
      try {
        return await this.database.transaction((tx) => work(tx, tell));
      } catch (error) {
        if (isDatabaseAway(error)) {
          throw error;
        }
        this.logger.error({ err: error, attempt }, 'the end of a delivery could not be recorded');
      }
    }
    return this.database.transaction((tx) => work(tx, () => Promise.resolve()));
  }

  private async apply(tx: Tx, tell: Tell, delivery: Delivery, step: NextStep): Promise<void> {
    const { id: outboxId } = delivery;
    const attempts = delivery.attempts + 1;
    switch (step.kind) {
      case 'later':
        await this.cancelErased(tx, outboxId);
        if (await this.postpone(tx, outboxId, step)) {
          const details = { outboxId, reason: step.reason, attempts };
          await this.record(tx, delivery, { action: 'delivery.postponed', details });
        }
        return;
      case 'delivered':
        if (await this.close(tx, delivery, 'delivered', null, step.externalId)) {
          const details = { outboxId, externalId: step.externalId, attempts };
          await this.record(tx, delivery, { action: 'delivery.delivered', details });
          await tell(tx, delivery, 'delivered', null);
        }
        return;
      case 'rejected':
        if (await this.close(tx, delivery, 'rejected', step.reason, null)) {
          await this.cancelRest(tx, delivery);
          const details = { outboxId, reason: step.reason, attempts };
          await this.record(tx, delivery, { action: 'delivery.rejected', details });
          await tell(tx, delivery, 'rejected', step.reason);
        }
    }
  }

  /** @returns whether it is for another reason than before, if it was tried before. */
  private async postpone(tx: Tx, outboxId: string, step: Extract<NextStep, { kind: 'later' }>): Promise<boolean> {
    const [row] = await tx.rows<{ before: string | null }>(
      `with row as materialized (select reason from outbox where id = $1)
       update outbox set state = 'pending', reason = $2, attempts = attempts - $3,
              not_before = clock_timestamp() + make_interval(secs => $4)
        where id = $1 and state = 'sending'
       returning (select reason from row) as before`,
      [outboxId, step.reason, step.countsAsAttempt ? 0 : 1, step.afterMs / 1_000],
    );
    return row !== undefined && row.before !== step.reason;
  }

  private async cancelRest(tx: Tx, { contactId, partOf }: Delivery): Promise<void> {
    await tx.run(
      `update outbox set state = 'cancelled', reason = 'an earlier part was rejected', done_at = clock_timestamp(),
              ${ERASED}
        where contact_id = $1 and coalesce(part_of, message_id) = $2 and state = 'pending'`,
      [contactId, partOf],
    );
  }

  private async close(
    tx: Tx,
    delivery: Delivery,
    state: 'delivered' | 'rejected' | 'withheld',
    reason: string | null,
    externalId: string | null,
  ): Promise<boolean> {
    const closed = await tx.run(
      `update outbox set state = $2, reason = $3, external_id = $4, done_at = clock_timestamp(), ${ERASED}
        where id = $1 and state in ('pending', 'sending')`,
      [delivery.id, state, reason, externalId],
    );
    return closed === 1;
  }

  private record(tx: Tx, delivery: Delivery, deed: Parameters<AuditLog['record']>[2]): Promise<void> {
    const { accountId, contactId, conversationId, messageId, requestId } = delivery;
    const scope = { actor: SYSTEM, accountId, contactId, conversationId, requestId };
    return this.audit.record(tx, messageId === undefined ? scope : { ...scope, messageId }, deed);
  }
}
