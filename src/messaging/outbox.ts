import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { AuditLog } from '../audit/audit-log.js';
import { type Principal, SYSTEM } from '../common/access.js';
import { carriesAiLabel } from '../common/ai-label.js';
import { AppError } from '../common/app-error.js';
import {
  type AccountId,
  type ContactId,
  type ConversationId,
  type MessageId,
  newId,
  type TurnId,
} from '../common/ids.js';
import { SecretBox } from '../common/secret-box.js';
import { Database, type Tx } from '../database/database.js';
import { Nudges } from '../queue/nudges.js';
import { Accounts } from '../settings/accounts.js';
import { Settings } from '../settings/settings.js';
import { ChannelRegistry } from './channel.js';
import type { OutboundContent } from './content.js';
import { ERASED } from './delivery.js';
import { MessageForms } from './message-forms.js';
import { insertion, nextSequences, type PartRequest } from './parcel.js';
import { messageContent, toStorableJson } from './storable-json.js';

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
  /** Who says it; left out: nobody but the system. */
  actor?: Principal;
  /** The contact's own placeholders are filled in before it is sent; what is stored has no personal data. */
  content: OutboundContent;
  /**
   * What is sent in the content's place, as it is: to an operator at work, who may see what is a contact's. What is stored
   * has its personal data masked without a number, and nothing of it goes into the operator's own vault.
   */
  shown?: OutboundContent;
  /** Kept back once an operator has claimed the conversation. Left out: what no operator says is. */
  yields?: boolean;
  /** A model wrote it, and whether it says so. Left out: none did. */
  generated?: { isLabelled: boolean };
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

/** Where what is said becomes durable: one row a part, each with the request bytes that will be sent. */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly settings: Settings,
    private readonly channels: ChannelRegistry,
    private readonly nudges: Nudges,
    private readonly audit: AuditLog,
    private readonly forms: MessageForms,
    private readonly box: SecretBox,
  ) {}

  /**
   * Adds a message in the caller's transaction, which holds the contact's lease or locks the row of the case, so that
   * messages keep their order. Nothing happens for an `id` that is there already.
   */
  async add(tx: Tx, message: OutboundMessage): Promise<MessageId> {
    const { stored, sent } = await this.forms.of(tx, message.contactId, message.content, message.shown);
    const messageId = message.id ?? newId<MessageId>();
    const { contactId, accountId, conversationId, requestId } = message;
    const yields = message.yields ?? message.sender !== 'operator';
    const parcel = { messageId, partOf: messageId, yields, isForwarded: false };
    const [isAdded, requests] = await Promise.all([
      this.addToHistory(tx, messageId, message, stored),
      this.render(tx, message, sent),
    ]);
    if (isAdded) {
      await this.recordSent(tx, messageId, message, stored);
      const where = { contactId, accountId, conversationId, requestId };
      tx.atCommit(...insertion(this.box, { ...where, ...parcel }, requests));
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
    await tx.run(...insertion(this.box, { ...to, conversationId, requestId, ...parcel }, requests));
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
         update outbox o set state = 'withheld', done_at = clock_timestamp(), ${ERASED} from waiting w where o.id = w.id
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

  private async addToHistory(
    tx: Tx,
    id: MessageId,
    message: OutboundMessage,
    content: OutboundContent,
  ): Promise<boolean> {
    const added = await tx.run(
      `insert into messages (id, conversation_id, contact_id, turn_id, direction, sender, content, generated, labelled)
       values ($1, $2, $3, $4, 'outbound', $5, $6, $7, $8) on conflict (id) do nothing`,
      [
        id,
        message.conversationId,
        message.contactId,
        message.turnId,
        message.sender,
        toStorableJson(content),
        message.generated !== undefined,
        message.generated?.isLabelled ?? this.isLabelled(content),
      ],
    );
    if (added === 1 && 'media' in content) {
      await tx.run(
        `insert into media_conversations (media_id, conversation_id) select id, $2 from media where id = $1
         on conflict do nothing`,
        [content.media, message.conversationId],
      );
    }
    return added === 1;
  }

  /** What no model wrote should not say that one did. */
  private isLabelled(content: OutboundContent): boolean {
    return content.type === 'text' && carriesAiLabel(content.text, this.settings.get('dialog.aiLabel'));
  }

  private recordSent(tx: Tx, messageId: MessageId, message: OutboundMessage, content: OutboundContent): Promise<void> {
    const { actor = SYSTEM, accountId, contactId, conversationId, requestId, turnId, sender } = message;
    const scope = { actor, accountId, contactId, conversationId, messageId, requestId };
    const details = { sender, type: content.type, ...(turnId !== null && { turnId }) };
    return this.audit.record(tx, scope, { action: 'message.sent', details }, messageContent(content));
  }

  /** The request of each part, with its sequence. */
  private async render(tx: Tx, { accountId, externalId }: Addressee, content: OutboundContent): Promise<PartRequest[]> {
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

interface WithheldRow {
  id: string;
  account_id: AccountId;
  contact_id: ContactId;
  message_id: MessageId;
  request_id: string;
  turn_id: TurnId | null;
}
