import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { type Principal, SYSTEM } from '../common/access.js';
import { type AccountId, type ContactId, type ConversationId, newId, type TurnId } from '../common/ids.js';
import { AppConfig } from '../config/app-config.js';
import { Database, type Tx } from '../database/database.js';
import type { InboundContent, OutboundContent } from './content.js';

export interface Conversation {
  id: ConversationId;
  contactId: ContactId;
  accountId: AccountId;
  /** Who answers. Only an operator's claim silences the bot. */
  owner: 'bot' | 'operator';
  /** What the contact was last answered in; null before the first answer. */
  language: string | null;
  /** The contact wants no answers of a machine. */
  isMachineRefused?: boolean;
}

/** One earlier message, as context for the next answer. */
export interface HistoryEntry {
  direction: 'inbound' | 'outbound';
  content: InboundContent | OutboundContent;
}

interface Writer {
  contactId: ContactId;
  accountId: AccountId;
  externalId: string;
}

interface Row {
  id: ConversationId;
  owner: 'bot' | 'operator';
  language: string | null;
  idle: boolean;
}

const ENDED_PER_SWEEP = 200;
const CONTEXT_MESSAGES_MAX = 60;
const CHANGE_OWNER = `update conversations set owner = $2, last_activity_at = now()
  where id = $1 and state = 'open' and owner = $3`;

/** A contact has one open conversation at most. It ends by the contact's word or by silence, and stays readable. */
@Injectable()
export class Conversations {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
  ) {}

  /** The open conversation, or a new one where there is none or the old one fell silent. */
  async current(tx: Tx, { contactId, accountId, externalId }: Writer): Promise<Conversation> {
    const [[contact], [open]] = await Promise.all([
      tx.rows<{ refused: boolean }>(
        // Whoever was erased and writes again is known again, from now on.
        `insert into contacts (id, account_id, external_id) values ($1, $2, $3)
         on conflict (id) do update set last_seen_at = now(), external_id = excluded.external_id, erased_at = null
         returning ai_refused_at is not null as refused`,
        [contactId, accountId, externalId],
      ),
      tx.rows<Row>(
        `select c.id, c.owner, c.language, ${this.isIdle('c')} as idle from conversations c
          where c.contact_id = $1 and c.state = 'open' for update`,
        [contactId],
      ),
    ]);
    const refusal = contact?.refused === true && { isMachineRefused: true };
    if (open !== undefined && !open.idle) {
      await tx.run('update conversations set last_activity_at = now() where id = $1', [open.id]);
      return { id: open.id, contactId, accountId, owner: open.owner, language: open.language, ...refusal };
    }
    if (open !== undefined) {
      await this.end(tx, { id: open.id, contactId, accountId }, 'idle', SYSTEM);
    }
    return { ...(await this.start(tx, contactId, accountId)), ...refusal };
  }

  async end(
    tx: Tx,
    { id, contactId, accountId }: Pick<Conversation, 'id' | 'contactId' | 'accountId'>,
    reason: 'idle' | 'contact-left' | 'erased',
    actor: Principal,
  ): Promise<void> {
    const ended = await tx.run(
      `update conversations set state = 'ended', end_reason = $2, ended_at = clock_timestamp()
        where id = $1 and state = 'open'`,
      [id, reason],
    );
    if (ended === 1) {
      await this.audit.record(
        tx,
        { actor, accountId, contactId, conversationId: id },
        { action: 'conversation.ended', details: { reason } },
      );
    }
  }

  /** An open handoff keeps its conversation open, however long it is silent. */
  async keepOpen(tx: Tx, id: ConversationId, keptOpen: boolean): Promise<void> {
    await tx.run('update conversations set kept_open = $2 where id = $1', [id, keptOpen]);
  }

  /**
   * From now on an operator answers, and what yields is kept back. The row is locked, so that whoever marks a message
   * as being sent has done so before, or sees the claim.
   * @returns false when the conversation has ended or an operator owned it already.
   */
  async claim(tx: Tx, id: ConversationId): Promise<boolean> {
    return (await tx.run(CHANGE_OWNER, [id, 'operator', 'bot'])) === 1;
  }

  /**
   * The bot answers again.
   * @returns false when the conversation has ended or the bot owned it already.
   */
  async release(tx: Tx, id: ConversationId): Promise<boolean> {
    return (await tx.run(CHANGE_OWNER, [id, 'bot', 'operator'])) === 1;
  }

  /** The language that the contact is answered in from now on. */
  async speak(tx: Tx, { id, language }: Conversation, now: string): Promise<void> {
    if (language !== now) {
      await tx.run('update conversations set language = $2 where id = $1', [id, now]);
    }
  }

  /** What was said before is no context any more; it stays in the history. */
  async clearContext(tx: Tx, { id, contactId, accountId }: Conversation, actor: Principal): Promise<void> {
    await tx.run(
      `update conversations set context_from = clock_timestamp(),
              context_after = (select max(sequence) from messages where conversation_id = $1)
        where id = $1`,
      [id],
    );
    await this.audit.record(
      tx,
      { actor, accountId, contactId, conversationId: id },
      { action: 'conversation.context-cleared', details: {} },
    );
  }

  /**
   * What was said in the last rounds (a burst and its answer) before this turn, oldest first. A turn of long ago, from
   * before the context was cleared, has the context that it had then.
   */
  context(conversationId: ConversationId, turnId: TurnId, rounds: number): Promise<HistoryEntry[]> {
    return this.database.rows<HistoryEntry>(
      `with turn as (
         select min(sequence) as sequence from messages where conversation_id = $1 and turn_id = $2),
       said as (
         select m.turn_id, m.direction, m.content, m.sequence
           from messages m join conversations c on c.id = m.conversation_id cross join turn t
          where m.conversation_id = $1 and m.sequence < t.sequence and m.sender <> 'system'
            and (m.sequence > c.context_after or t.sequence <= c.context_after)
          order by m.sequence desc limit ${CONTEXT_MESSAGES_MAX}),
       rounds as (select turn_id from said group by turn_id order by max(sequence) desc limit $3)
       select direction, content from said where turn_id in (select turn_id from rounds) order by sequence`,
      [conversationId, turnId, rounds],
    );
  }

  /** Ends what fell silent; called by the sweeper. */
  async endIdle(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const idle = await tx.rows<{ id: ConversationId; contact_id: ContactId; account_id: AccountId }>(
        `select c.id, c.contact_id, c.account_id from conversations c
          where c.state = 'open' and ${this.isIdle('c')}
            and not exists (select 1 from inbox i where i.contact_id = c.contact_id and i.state = 'open')
          order by c.last_activity_at limit ${ENDED_PER_SWEEP} for update skip locked`,
      );
      for (const { id, contact_id: contactId, account_id: accountId } of idle) {
        await this.end(tx, { id, contactId, accountId }, 'idle', SYSTEM);
      }
    });
  }

  private isIdle(alias: string): string {
    const minutes = this.config.environment.CONVERSATION_IDLE_MINUTES;
    return `(not ${alias}.kept_open and ${alias}.last_activity_at < now() - interval '${minutes} minutes')`;
  }

  private async start(tx: Tx, contactId: ContactId, accountId: AccountId): Promise<Conversation> {
    const id = newId<ConversationId>();
    // Its first messages were received before it began, and are its context all the same.
    await Promise.all([
      tx.run(`insert into conversations (id, contact_id, account_id, context_from) values ($1, $2, $3, '-infinity')`, [
        id,
        contactId,
        accountId,
      ]),
      this.audit.record(
        tx,
        { actor: { kind: 'contact', id: contactId }, accountId, contactId, conversationId: id },
        { action: 'conversation.started', details: {} },
      ),
    ]);
    return { id, contactId, accountId, owner: 'bot', language: null };
  }
}
