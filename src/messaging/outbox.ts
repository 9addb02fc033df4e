import { Injectable } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import {
  type AccountId,
  type ContactId,
  type ConversationId,
  type MessageId,
  newId,
  type TurnId,
} from '../common/ids.js';
import type { Tx } from '../database/database.js';
import { Nudges } from '../queue/nudges.js';
import { Accounts } from '../settings/accounts.js';
import { ChannelRegistry } from './channel.js';
import type { OutboundContent } from './content.js';
import { toStorableJson } from './storable-json.js';

/** A message to a contact. `sender` is `system` for what is said about the service itself. */
export interface OutboundMessage {
  /** Given where the same message must never be added twice; made anew otherwise. */
  id?: MessageId;
  contactId: ContactId;
  accountId: AccountId;
  externalId: string;
  conversationId: ConversationId;
  turnId: TurnId;
  requestId: string;
  sender: 'bot' | 'system';
  content: OutboundContent;
}

/** Where a message to a contact becomes durable: one row a part, each with the request bytes that will be sent. */
@Injectable()
export class Outbox {
  constructor(
    private readonly accounts: Accounts,
    private readonly channels: ChannelRegistry,
    private readonly nudges: Nudges,
  ) {}

  /**
   * Adds a message in the caller's transaction, which holds the contact's lease, so that parts keep their order.
   * Nothing happens for an `id` that is there already.
   */
  async add(tx: Tx, message: OutboundMessage): Promise<MessageId> {
    const account = this.accounts.byId(message.accountId);
    if (account === undefined) {
      throw new AppError('request.not-found', `account ${message.accountId} was removed`);
    }
    const messageId = message.id ?? newId<MessageId>();
    const channel = this.channels.get(account.kind);
    const parts = channel.split(message.content);
    const [isAdded, sequences] = await Promise.all([
      this.addToHistory(tx, messageId, message),
      this.nextSequences(tx, parts.length),
    ]);
    if (!isAdded) {
      return messageId;
    }
    const to = { account, externalId: message.externalId };
    parts.forEach((part, index) => {
      const sequence = sequences[index] ?? 0n;
      this.addPart(tx, messageId, message, sequence, channel.render(to, part, sequence));
    });
    tx.afterCommit(() => this.nudges.nudge('outbox.deliver', message.contactId));
    return messageId;
  }

  private async addToHistory(tx: Tx, id: MessageId, message: OutboundMessage): Promise<boolean> {
    const added = await tx.run(
      `insert into messages (id, conversation_id, contact_id, turn_id, direction, sender, content)
       values ($1, $2, $3, $4, 'outbound', $5, $6) on conflict (id) do nothing`,
      [id, message.conversationId, message.contactId, message.turnId, message.sender, toStorableJson(message.content)],
    );
    return added === 1;
  }

  /** Ascending. Where the message is there already they are not used: a gap in the sequence means nothing. */
  private async nextSequences(tx: Tx, count: number): Promise<bigint[]> {
    const rows = await tx.rows<{ sequence: string }>(
      `select nextval('outbox_sequence') as sequence from generate_series(1, $1::integer)`,
      [count],
    );
    return rows.map(({ sequence }) => BigInt(sequence));
  }

  private addPart(
    tx: Tx,
    messageId: MessageId,
    { contactId, accountId, conversationId, requestId }: OutboundMessage,
    sequence: bigint,
    request: string,
  ): void {
    tx.atCommit(
      `insert into outbox (id, sequence, contact_id, account_id, conversation_id, message_id, request_id, request)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [newId(), sequence.toString(), contactId, accountId, conversationId, messageId, requestId, request],
    );
  }
}
