import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { AuditLog } from '../audit/audit-log.js';
import { SYSTEM } from '../common/access.js';
import { AppError } from '../common/app-error.js';
import {
  type AccountId,
  type ContactId,
  type ConversationId,
  type MessageId,
  newId,
  type TurnId,
} from '../common/ids.js';
import { Database, type Tx } from '../database/database.js';
import { Nudges } from '../queue/nudges.js';
import { Accounts } from '../settings/accounts.js';
import { ChannelRegistry } from './channel.js';
import type { OutboundContent } from './content.js';
import { toStorableJson } from './storable-json.js';

/** Whom it goes to. */
export interface Addressee {
  contactId: ContactId;
  accountId: AccountId;
  externalId: string;
}

/** A message to a contact. `sender` is `system` for what is said about the service itself. */
export interface OutboundMessage extends Addressee {
  /** Given where the same message must never be added twice; made anew otherwise. */
  id?: MessageId;
  conversationId: ConversationId;
  /** The turn that it answers, if it answers one. */
  turnId: TurnId | null;
  requestId: string;
  sender: 'bot' | 'operator' | 'system';
  content: OutboundContent;
  /** Kept back once an operator has claimed the conversation. Left out: what no operator says is. */
  yields?: boolean;
}

/** Something for somebody who is not the conversation's contact, such as the operator who has claimed it. */
export interface ForwardedMessage {
  to: Addressee;
  /** The conversation that it is about. */
  conversationId: ConversationId;
  /** The message of the conversation that is passed on, if it is one. */
  messageId?: MessageId;
  requestId: string;
  content: OutboundContent;
  /** Given where the same must never be forwarded twice: any name that no other forwarding has. */
  key?: string;
}

/** A message that a claim kept back. */
export interface WithheldMessage {
  messageId: MessageId;
  turnId: TurnId | null;
}

const FORWARD_NAMESPACE = '5d1c7c8e-6f5e-5d0f-9a53-0c2f1b7a4e66';

/** What all parts of a message have in common. */
interface Parcel extends Addressee {
  conversationId: ConversationId;
  messageId: MessageId | null;
  requestId: string;
  /** Names the whole: its parts stand or fall together. */
  partOf: string;
  yields: boolean;
  isForwarded: boolean;
}

/** Where what is said becomes durable: one row a part, each with the request bytes that will be sent. */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly channels: ChannelRegistry,
    private readonly nudges: Nudges,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Adds a message in the caller's transaction, which holds the contact's lease or locks the row of the case, so that
   * messages keep their order. Nothing happens for an `id` that is there already.
   */
  async add(tx: Tx, message: OutboundMessage): Promise<MessageId> {
    const messageId = message.id ?? newId<MessageId>();
    const { contactId, accountId, externalId, conversationId, requestId } = message;
    const yields = message.yields ?? message.sender !== 'operator';
    const parcel = { messageId, partOf: messageId, yields, isForwarded: false };
    const [isAdded, requests] = await Promise.all([
      this.addToHistory(tx, messageId, message),
      this.render(tx, message, message.content),
    ]);
    if (isAdded) {
      const sql = insertion({ contactId, accountId, externalId, conversationId, requestId, ...parcel }, requests);
      tx.atCommit(...sql);
      tx.afterCommit(() => this.nudges.nudge('outbox.deliver', contactId));
    }
    return messageId;
  }

  /** Sends something to somebody else than the contact. It is no message of the conversation, and never yields. */
  async forward(tx: Tx, { to, conversationId, messageId, requestId, content, key }: ForwardedMessage): Promise<void> {
    const partOf = key === undefined ? newId() : v5(key, FORWARD_NAMESPACE);
    const [requests] = await Promise.all([
      this.render(tx, to, content),
      tx.run('insert into contacts (id, account_id, external_id) values ($1, $2, $3) on conflict (id) do nothing', [
        to.contactId,
        to.accountId,
        to.externalId,
      ]),
    ]);
    const parcel = { messageId: messageId ?? null, partOf, yields: false, isForwarded: true };
    await tx.run(...insertion({ ...to, conversationId, requestId, ...parcel }, requests));
    tx.afterCommit(() => this.nudges.nudge('outbox.deliver', to.contactId));
  }

  /**
   * Keeps back all that waits in a conversation and yields. The caller has claimed the conversation in this
   * transaction, so that nothing begins to be sent meanwhile; what is being sent already is not touched, and ends
   * `withheld` by itself if it has to be tried again. Observers of deliveries are not told.
   * @returns the messages of which a part was kept back, oldest first.
   */
  async withholdPending(tx: Tx, conversationId: ConversationId): Promise<WithheldMessage[]> {
    // A row that is locked is being cancelled by whoever waits for our conversation: waiting for it would be a deadlock.
    const rows = await tx.rows<WithheldRow>(
      `with waiting as (
         select id from outbox where conversation_id = $1 and state = 'pending' and yields
          order by sequence for update skip locked),
       withheld as (
         update outbox o set state = 'withheld', done_at = clock_timestamp() from waiting w where o.id = w.id
         returning o.id, o.sequence, o.account_id, o.contact_id, o.message_id, o.request_id)
       select w.id, w.account_id, w.contact_id, w.message_id, w.request_id, m.turn_id
         from withheld w join messages m on m.id = w.message_id order by w.sequence`,
      [conversationId],
    );
    for (const row of rows) {
      const { account_id: accountId, contact_id: contactId, message_id: messageId, request_id: requestId } = row;
      await this.audit.record(
        tx,
        { actor: SYSTEM, accountId, contactId, conversationId, messageId, requestId },
        { action: 'delivery.withheld', details: { outboxId: row.id } },
      );
    }
    return [...new Map(rows.map((row) => [row.message_id, row.turn_id]))].map(([messageId, turnId]) => ({
      messageId,
      turnId,
    }));
  }

  /** Whether something that yields is on its way right now: a claim waits for it before it is confirmed. */
  async isBeingSent(conversationId: ConversationId): Promise<boolean> {
    const rows = await this.database.rows(
      `select 1 from outbox where conversation_id = $1 and state = 'sending' and yields limit 1`,
      [conversationId],
    );
    return rows.length > 0;
  }

  private async addToHistory(tx: Tx, id: MessageId, message: OutboundMessage): Promise<boolean> {
    const added = await tx.run(
      `insert into messages (id, conversation_id, contact_id, turn_id, direction, sender, content)
       values ($1, $2, $3, $4, 'outbound', $5, $6) on conflict (id) do nothing`,
      [id, message.conversationId, message.contactId, message.turnId, message.sender, toStorableJson(message.content)],
    );
    return added === 1;
  }

  /** The request of each part, with its sequence. */
  private async render(tx: Tx, { accountId, externalId }: Addressee, content: OutboundContent): Promise<Request[]> {
    const account = this.accounts.byId(accountId);
    if (account === undefined) {
      throw new AppError('request.not-found', `account ${accountId} was removed`);
    }
    const channel = this.channels.get(account.kind);
    const parts = channel.split(content);
    const sequences = await nextSequences(tx, parts.length);
    return parts.map((part, index) => {
      const sequence = sequences[index] ?? 0n;
      return { sequence, request: channel.render({ account, externalId }, part, sequence) };
    });
  }
}

interface Request {
  sequence: bigint;
  request: string;
}

interface WithheldRow {
  id: string;
  account_id: AccountId;
  contact_id: ContactId;
  message_id: MessageId;
  request_id: string;
  turn_id: TurnId | null;
}

/** Ascending. Where the message is there already they are not used: a gap in the sequence means nothing. */
async function nextSequences(tx: Tx, count: number): Promise<bigint[]> {
  const rows = await tx.rows<{ sequence: string }>(
    `select nextval('outbox_sequence') as sequence from generate_series(1, $1::integer)`,
    [count],
  );
  return rows.map(({ sequence }) => BigInt(sequence));
}

/** All parts in one statement. The ids follow from what they are parts of, so that a second time adds nothing. */
function insertion(parcel: Parcel, requests: readonly Request[]): [sql: string, parameters: unknown[]] {
  const { partOf, contactId, accountId, conversationId, messageId, requestId, yields, isForwarded } = parcel;
  return [
    `insert into outbox (id, sequence, request, contact_id, account_id, conversation_id, message_id, request_id, part_of,
                         yields, forwarded)
     select part.*, $4::uuid, $5::uuid, $6::uuid, $7::uuid, $8, $9::uuid, $10, $11
       from unnest($1::uuid[], $2::bigint[], $3::text[]) as part
     on conflict (id) do nothing`,
    [
      requests.map((_, index) => v5(`${index}`, partOf)),
      requests.map(({ sequence }) => sequence.toString()),
      requests.map(({ request }) => request),
      contactId,
      accountId,
      conversationId,
      messageId,
      requestId,
      partOf,
      yields,
      isForwarded,
    ],
  ];
}
