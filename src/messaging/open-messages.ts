import { Injectable } from '@nestjs/common';
import type { AccountId, ContactId, ConversationId, MessageId, TurnId } from '../common/ids.js';
import { newId } from '../common/ids.js';
import { Database, type Tx } from '../database/database.js';
import { type Conversation, Conversations } from './conversations.js';
import type { InboundContent } from './content.js';
import { type Lease, Leases } from './leases.js';
import type { OpenMessage } from './open-message.js';
import { MediaFetching } from './media/media-fetching.js';

/** What waits for a contact, and who answers it. */
export interface Waiting {
  owner: 'bot' | 'operator';
  messages: readonly OpenMessage[];
}

/** The messages that one turn answers, in order, and where they belong. */
export interface TakenMessages {
  turnId: TurnId;
  contactId: ContactId;
  conversation: Conversation;
  messages: readonly [OpenMessage, ...OpenMessage[]];
  /** How many times this turn was tried, this time included. */
  attempts: number;
  /** Since the first of these attempts began, by database time. */
  ageMs: number;
}

export type Outcome = 'answered' | 'relayed' | 'handed-off' | 'refused' | 'ignored';

/** A turn never takes more. */
const TAKE_MAX = 10;

interface Row {
  id: MessageId;
  account_id: AccountId;
  external_id: string;
  content: InboundContent;
  sent_at: Date;
  age_ms: number;
  due_in_ms: number;
  request_id: string;
  attempts: number;
  owner: 'bot' | 'operator' | null;
  turn_id: TurnId | null;
}

/** The working side of the inbox. */
@Injectable()
export class OpenMessages {
  constructor(
    private readonly database: Database,
    private readonly leases: Leases,
    private readonly conversations: Conversations,
    private readonly media: MediaFetching,
  ) {}

  /** The contact's open messages in order, also those of a burst that is still open or that wait for a retry. */
  async of(contactId: ContactId): Promise<Waiting> {
    const rows = await this.database.rows<Row>(
      `select id, account_id, external_id, content, sent_at, request_id, attempts, turn_id,
              (extract(epoch from clock_timestamp() - received_at) * 1000)::float8 as age_ms,
              (extract(epoch from due_at - clock_timestamp()) * 1000)::float8 as due_in_ms,
              (select c.owner from conversations c where c.contact_id = inbox.contact_id and c.state = 'open') as owner
         from inbox
        where contact_id = $1 and state = 'open'
        order by sent_at, id
        limit $2`,
      [contactId, TAKE_MAX],
    );
    return { owner: rows[0]?.owner ?? 'bot', messages: rows.map(toOpenMessage) };
  }

  /**
   * Counts the attempt, finds or opens the conversation and puts the messages into its history: in one transaction,
   * before anything remote is called. Undefined when the lease is lost.
   */
  take(lease: Lease, messages: readonly [OpenMessage, ...OpenMessage[]]): Promise<TakenMessages | undefined> {
    const [first] = messages;
    return this.database.transaction(async (tx) => {
      if (!(await this.leases.holds(tx, lease))) {
        return undefined;
      }
      const { contactId } = lease;
      const conversation = await this.conversations.current(tx, { contactId, ...first });
      const turnId = first.turnId ?? newId<TurnId>();
      const counting = tx.rows<{ attempts: number; age_ms: number }>(
        `with counted as (
           update inbox set attempts = attempts + 1, turn_id = $2,
                            first_attempt_at = coalesce(first_attempt_at, clock_timestamp())
            where id = any($1) returning attempts, first_attempt_at)
         select max(attempts) as attempts,
                (extract(epoch from clock_timestamp() - min(first_attempt_at)) * 1000)::float8 as age_ms from counted`,
        [messages.map(({ id }) => id), turnId],
      );
      const recording = this.recordHistory(tx, contactId, conversation.id, turnId, messages);
      const [[counted]] = await Promise.all([counting, recording]);
      if (counted === undefined) {
        return undefined;
      }
      const { attempts, age_ms: ageMs } = counted;
      return { turnId, contactId, conversation, messages, attempts, ageMs };
    });
  }

  /** Their one outcome. */
  async finish(tx: Tx, taken: TakenMessages, outcome: Outcome, reason: string): Promise<void> {
    await tx.run(
      `update inbox set state = 'done', outcome = $2, reason = $3, done_at = statement_timestamp() where id = any($1)`,
      [taken.messages.map(({ id }) => id), outcome, reason],
    );
  }

  /** Tries again later; the rows stay open. */
  async postpone(lease: Lease, taken: TakenMessages, delayMs: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (await this.leases.holds(tx, lease)) {
        await tx.run(
          `update inbox set due_at = clock_timestamp() + make_interval(secs => $2) where id = any($1) and state = 'open'`,
          [taken.messages.map(({ id }) => id), delayMs / 1_000],
        );
      }
    });
  }

  private async recordHistory(
    tx: Tx,
    contactId: ContactId,
    conversationId: ConversationId,
    turnId: TurnId,
    messages: readonly OpenMessage[],
  ): Promise<void> {
    await tx.run(
      `insert into messages (id, conversation_id, contact_id, turn_id, direction, sender, content, created_at)
       select id, $2, $3, $4, 'inbound', 'contact', content, received_at
         from inbox where id = any($1) order by sent_at, id
       on conflict (id) do nothing`,
      [messages.map(({ id }) => id), conversationId, contactId, turnId],
    );
    await this.media.request(tx, messages);
  }
}

function toOpenMessage(row: Row): OpenMessage {
  return {
    id: row.id,
    accountId: row.account_id,
    externalId: row.external_id,
    content: row.content,
    sentAt: row.sent_at,
    ageMs: row.age_ms,
    dueInMs: row.due_in_ms,
    requestId: row.request_id,
    attempts: row.attempts,
    turnId: row.turn_id ?? undefined,
  };
}
