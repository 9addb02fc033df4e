import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { AccountId, ContactId, ConversationId, MessageId, TurnId } from '../common/ids.js';
import { newId } from '../common/ids.js';
import { AppError } from '../common/app-error.js';
import { SecretBox } from '../common/secret-box.js';
import { Database, type Tx } from '../database/database.js';
import { type Conversation, Conversations } from './conversations.js';
import { PersonalData } from '../privacy/detection/personal-data.js';
import { Vault } from '../privacy/vault/vault.js';
import type { InboundContent } from './content.js';
import { type Lease, Leases } from './leases.js';
import type { OpenMessage, TakenMessage } from './open-message.js';
import { MediaFetching } from './media/media-fetching.js';
import { maskContents, protectContents } from './personal-content.js';
import { openPayload } from './sealed-content.js';
import { messageContent, toStorableJson } from './storable-json.js';

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
  /** Who wrote them: an operator's personal data is in no vault. */
  writer: 'contact' | 'operator';
  messages: readonly [TakenMessage, ...TakenMessage[]];
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
  content: InboundContent | null;
  payload: Buffer | null;
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
  private readonly logger = new Logger(OpenMessages.name);

  constructor(
    private readonly database: Database,
    private readonly leases: Leases,
    private readonly conversations: Conversations,
    private readonly media: MediaFetching,
    private readonly vault: Vault,
    private readonly personalData: PersonalData,
    private readonly box: SecretBox,
    private readonly audit: AuditLog,
  ) {}

  /** The contact's open messages in order, also those of a burst that is still open or that wait for a retry. */
  async of(contactId: ContactId): Promise<Waiting> {
    const rows = await this.database.rows<Row>(
      `select id, account_id, external_id, content, payload, sent_at, request_id, attempts, turn_id,
              (extract(epoch from clock_timestamp() - received_at) * 1000)::float8 as age_ms,
              (extract(epoch from due_at - clock_timestamp()) * 1000)::float8 as due_in_ms,
              (select c.owner from conversations c where c.contact_id = inbox.contact_id and c.state = 'open') as owner
         from inbox
        where contact_id = $1 and state = 'open'
        order by sent_at, id
        limit $2`,
      [contactId, TAKE_MAX],
    );
    return { owner: rows[0]?.owner ?? 'bot', messages: rows.map((row) => this.toOpenMessage(row)) };
  }

  /**
   * Counts the attempt, finds or opens the conversation and puts the messages into its history: in one transaction,
   * before anything remote is called. Personal data goes into the contact's vault; an operator's words do not go into
   * his own, because what he writes is a contact's. Undefined when the lease is lost.
   */
  take(
    lease: Lease,
    [first, ...others]: readonly [OpenMessage, ...OpenMessage[]],
    writer: 'contact' | 'operator' = 'contact',
  ): Promise<TakenMessages | undefined> {
    return this.database.transaction(async (tx) => {
      if (!(await this.leases.holds(tx, lease))) {
        return undefined;
      }
      const { contactId } = lease;
      const conversation = await this.conversations.current(tx, { contactId, ...first });
      const turnId = first.turnId ?? newId<TurnId>();
      const messages = await this.withoutPersonalData(tx, contactId, [first, ...others], writer);
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
      return { turnId, contactId, conversation, writer, messages, attempts, ageMs };
    });
  }

  /** Their one outcome. What they said stands nowhere but in the history from then on. */
  async finish(tx: Tx, taken: TakenMessages, outcome: Outcome, reason: string): Promise<void> {
    await tx.run(
      `update inbox
          set state = 'done', outcome = $2, reason = $3, done_at = statement_timestamp(),
              payload = null, content = null
        where id = any($1)`,
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
    messages: readonly TakenMessage[],
  ): Promise<void> {
    const ids = messages.map(({ id }) => id);
    const contents = messages.map(({ content }) => toStorableJson(content));
    const added = await tx.rows<{ id: MessageId }>(
      `insert into messages (id, conversation_id, contact_id, turn_id, direction, sender, content, created_at)
       select id, $3, $4, $5, 'inbound', 'contact', said.content::jsonb, received_at
         from unnest($1::uuid[], $2::text[]) as said (id, content) join inbox using (id) order by sent_at, id
       on conflict (id) do nothing
       returning id`,
      [ids, contents, conversationId, contactId, turnId],
    );
    await this.media.request(tx, messages);
    for (const { id: messageId, accountId, requestId, content } of messages) {
      if (added.some(({ id }) => id === messageId)) {
        const actor = { kind: 'contact', id: contactId } as const;
        const scope = { actor, accountId, contactId, conversationId, messageId, requestId };
        const details = { turnId, type: content.type };
        await this.audit.record(tx, scope, { action: 'message.received', details }, messageContent(content));
      }
    }
  }

  private async withoutPersonalData(
    tx: Tx,
    contactId: ContactId,
    messages: readonly [OpenMessage, ...OpenMessage[]],
    writer: 'contact' | 'operator',
  ): Promise<readonly [TakenMessage, ...TakenMessage[]]> {
    const originals = messages.map(({ original }) => original);
    const contents =
      (writer === 'contact' ? await this.protect(tx, contactId, originals) : undefined) ??
      maskContents((text) => this.personalData.maskForAll(text), originals);
    const taken = (message: OpenMessage, index: number): TakenMessage => {
      const content = contents[index];
      if (content === undefined) {
        throw new TypeError('a message lost its content'); // the original must not slip through in its place
      }
      return { ...message, content };
    };
    const [first, ...others] = messages;
    return [taken(first, 0), ...others.map((message, index) => taken(message, index + 1))];
  }

  /** Undefined: his key cannot be opened. What he writes is answered all the same, and its originals are lost. */
  private async protect(
    tx: Tx,
    contactId: ContactId,
    originals: readonly InboundContent[],
  ): Promise<InboundContent[] | undefined> {
    try {
      return await protectContents(this.vault, tx, contactId, originals);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'secret.undecipherable') {
        throw error;
      }
      this.logger.error({ contactId, err: error }, 'the vault of a contact cannot be opened');
      return undefined;
    }
  }

  private toOpenMessage(row: Row): OpenMessage {
    return {
      id: row.id,
      accountId: row.account_id,
      externalId: row.external_id,
      original: this.originalOf(row),
      sentAt: row.sent_at,
      ageMs: row.age_ms,
      dueInMs: row.due_in_ms,
      requestId: row.request_id,
      attempts: row.attempts,
      turnId: row.turn_id ?? undefined,
    };
  }

  /** One that nobody can read has an outcome as well: the contact is told that it was not understood. */
  private originalOf({ id, content, payload, request_id: requestId }: Row): InboundContent {
    const unreadable: InboundContent = { type: 'unknown', originalType: 'unreadable', raw: '' };
    if (payload === null) {
      return content ?? unreadable;
    }
    try {
      return openPayload(this.box, id, payload);
    } catch (error) {
      this.logger.error({ requestId, err: error }, 'a stored message cannot be opened');
      return unreadable;
    }
  }
}
