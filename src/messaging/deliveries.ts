import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { SYSTEM } from '../common/access.js';
import type { AccountId, ContactId, ConversationId, MessageId } from '../common/ids.js';
import { Metrics } from '../common/metrics.js';
import { Database, type Tx } from '../database/database.js';
import type { NextStep } from './delivery-policy.js';
import { type Lease, Leases } from './leases.js';

/** One part of a message that is to be sent. */
export interface Delivery {
  id: string;
  contactId: ContactId;
  accountId: AccountId;
  externalId: string;
  conversationId: ConversationId;
  messageId: MessageId;
  requestId: string;
  request: string;
  attempts: number;
  ageMs: number;
  /** How long it must still wait; 0 or less: it is due. */
  dueInMs: number;
  /** Nothing waited behind it when it was read. */
  isLast: boolean;
}

interface Row {
  id: string;
  contact_id: ContactId;
  account_id: AccountId;
  external_id: string;
  conversation_id: ConversationId;
  message_id: MessageId;
  request_id: string;
  request: string;
  attempts: number;
  age_ms: number;
  due_in_ms: number;
  is_last: boolean;
}

/** The outbox rows, and what becomes of each. */
@Injectable()
export class Deliveries {
  private readonly results;

  constructor(
    private readonly database: Database,
    private readonly leases: Leases,
    private readonly audit: AuditLog,
    metrics: Metrics,
  ) {
    this.results = metrics.counter('deliveries_total', 'Attempts to send a message, by what came of them.', [
      'result',
      'reason',
    ]);
  }

  /** The contact's open row with the lowest sequence: nothing behind it is sent before it. */
  async next(contactId: ContactId): Promise<Delivery | undefined> {
    const [row] = await this.database.rows<Row>(
      `select o.id, o.contact_id, o.account_id, c.external_id, o.conversation_id, o.message_id, o.request_id, o.request,
              o.attempts,
              (extract(epoch from clock_timestamp() - o.created_at) * 1000)::float8 as age_ms,
              (extract(epoch from o.not_before - clock_timestamp()) * 1000)::float8 as due_in_ms,
              not exists (select 1 from outbox behind
                           where behind.contact_id = o.contact_id and behind.state in ('pending', 'sending')
                             and behind.sequence > o.sequence) as is_last
         from outbox o join contacts c on c.id = o.contact_id
        where o.contact_id = $1 and o.state in ('pending', 'sending')
        order by o.sequence limit 1`,
      [contactId],
    );
    return row === undefined ? undefined : toDelivery(row);
  }

  /**
   * Marks the row as being sent, while the bot owns the conversation: the last moment at which a claim can keep a
   * message back. A row that is kept back ends `withheld`; one is `closed` whose slow sender ended it a moment ago.
   */
  async markSending(lease: Lease, delivery: Delivery): Promise<'sending' | 'withheld' | 'closed' | 'lost'> {
    return (await this.markAtOnce(lease, delivery)) ? 'sending' : this.markOrWithhold(lease, delivery);
  }

  /**
   * The usual case in one statement, with the same locks: of the lease, so that nobody takes it meanwhile, and of the
   * conversation, whose owner is read once a claim that is under way has committed.
   */
  private async markAtOnce(lease: Lease, { id, conversationId }: Delivery): Promise<boolean> {
    const marked = await this.database.run(
      `with held as materialized (
         select 1 from leases where contact_id = $1 and kind = $2 and token = $3 for update),
       owned as materialized (
         select 1 from conversations where id = $4 and owner = 'bot' and exists (select 1 from held) for share)
       update outbox set state = 'sending', attempts = attempts + 1
        where id = $5 and state in ('pending', 'sending') and exists (select 1 from owned)`,
      [lease.contactId, lease.kind, lease.token, conversationId, id],
    );
    return marked === 1;
  }

  private markOrWithhold(lease: Lease, delivery: Delivery): Promise<'sending' | 'withheld' | 'closed' | 'lost'> {
    return this.database.transaction(async (tx) => {
      const [isHeld, isOurs] = await Promise.all([this.leases.holds(tx, lease), this.botOwns(tx, delivery)]);
      if (!isHeld) {
        return 'lost';
      }
      if (isOurs) {
        const sending = await tx.run(
          `update outbox set state = 'sending', attempts = attempts + 1 where id = $1 and state in ('pending', 'sending')`,
          [delivery.id],
        );
        return sending === 1 ? 'sending' : 'closed';
      }
      if (!(await this.close(tx, delivery, 'withheld', null, null))) {
        return 'closed';
      }
      await this.record(tx, delivery, { action: 'delivery.withheld', details: { outboxId: delivery.id } });
      return 'withheld';
    });
  }

  /** Locked, so that a claim comes either before, and is seen here, or after, and sees what is being sent. */
  private async botOwns(tx: Tx, { conversationId }: Delivery): Promise<boolean> {
    const [conversation] = await tx.rows<{ owner: 'bot' | 'operator' }>(
      'select owner from conversations where id = $1 for share',
      [conversationId],
    );
    return conversation?.owner === 'bot';
  }

  /** What an attempt came to. True whoever holds the lease by now: it is what happened. */
  async settle(delivery: Delivery, step: NextStep): Promise<void> {
    this.results.inc({ result: step.kind, reason: step.kind === 'delivered' ? '' : step.reason });
    await this.database.transaction((tx) => this.apply(tx, delivery, step));
  }

  private async apply(tx: Tx, delivery: Delivery, step: NextStep): Promise<void> {
    const attempts = delivery.attempts + 1;
    switch (step.kind) {
      case 'later':
        await tx.run(
          `update outbox set state = 'pending', reason = $2, attempts = attempts - $3,
                  not_before = clock_timestamp() + make_interval(secs => $4)
            where id = $1 and state = 'sending'`,
          [delivery.id, step.reason, step.countsAsAttempt ? 0 : 1, step.afterMs / 1_000],
        );
        return;
      case 'delivered':
        if (await this.close(tx, delivery, 'delivered', null, step.externalId)) {
          await this.record(tx, delivery, {
            action: 'delivery.delivered',
            details: { outboxId: delivery.id, externalId: step.externalId, attempts },
          });
        }
        return;
      case 'rejected':
        if (await this.close(tx, delivery, 'rejected', step.reason, null)) {
          await tx.run(
            `update outbox set state = 'cancelled', reason = 'an earlier part was rejected', done_at = clock_timestamp()
              where message_id = $1 and state = 'pending'`,
            [delivery.messageId],
          );
          await this.record(tx, delivery, {
            action: 'delivery.rejected',
            details: { outboxId: delivery.id, reason: step.reason, attempts },
          });
        }
    }
  }

  private async close(
    tx: Tx,
    delivery: Delivery,
    state: 'delivered' | 'rejected' | 'withheld',
    reason: string | null,
    externalId: string | null,
  ): Promise<boolean> {
    const closed = await tx.run(
      `update outbox set state = $2, reason = $3, external_id = $4, done_at = clock_timestamp()
        where id = $1 and state in ('pending', 'sending')`,
      [delivery.id, state, reason, externalId],
    );
    return closed === 1;
  }

  private record(tx: Tx, delivery: Delivery, deed: Parameters<AuditLog['record']>[2]): Promise<void> {
    const { accountId, contactId, conversationId, messageId, requestId } = delivery;
    return this.audit.record(tx, { actor: SYSTEM, accountId, contactId, conversationId, messageId, requestId }, deed);
  }
}

function toDelivery(row: Row): Delivery {
  return {
    id: row.id,
    contactId: row.contact_id,
    accountId: row.account_id,
    externalId: row.external_id,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    requestId: row.request_id,
    request: row.request,
    attempts: row.attempts,
    ageMs: row.age_ms,
    dueInMs: row.due_in_ms,
    isLast: row.is_last,
  };
}
