import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { Principal } from '../../common/access.js';
import { contactIdOf, type MessageId, newId, type OperatorId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import type { InboundContent, OutboundContent } from '../../messaging/content.js';
import { Outbox } from '../../messaging/outbox.js';
import { Cases } from '../cases/cases.js';
import { HandoffEvents } from '../events/handoff-events.js';
import { Operators } from '../operators/operators.js';
import { CaseLabels } from '../cases/case-labels.js';
import { CaseOriginals, type RevealedCase } from './case-originals.js';
import type { OperatorAddress, RelayedCase } from './relayed-case.js';
import { toOperatorContents } from './relayed-content.js';

/** Something that an operator is told, about a case of his. */
export interface DeskWords {
  handoff: Pick<RelayedCase, 'id'> & RevealedCase;
  /** Either words of the service, or what somebody sent. */
  text?: string;
  content?: OutboundContent;
  /** Whether it holds what the contact wrote: the operator who has the case reads the originals, if he may. */
  isContactsWords?: boolean;
  /** The message of the conversation that this shows. */
  messageId?: MessageId;
  /** Told once, however often it is asked for. */
  key?: string;
  requestId: string;
}

/** A contact's message. */
export interface ContactMessage {
  messageId: MessageId;
  content: InboundContent;
  /** As it came, where what `content` lacks is in no vault: of a contact who is an operator himself. */
  original?: InboundContent;
  requestId: string;
}

/** What an operator says to a contact. */
export interface OperatorMessage {
  content: OutboundContent;
  actor: Principal;
  requestId: string;
  /** Given where the same message must never be added twice. */
  messageId?: MessageId;
}

/** The line between a contact and the operator who has claimed the case. The case is locked while words are added. */
@Injectable()
export class DeskLine {
  constructor(
    private readonly outbox: Outbox,
    private readonly cases: Cases,
    private readonly operators: Operators,
    private readonly events: HandoffEvents,
    private readonly labels: CaseLabels,
    private readonly originals: CaseOriginals,
    private readonly audit: AuditLog,
  ) {}

  /** Words to an operator; they are part of no conversation. */
  async tell(tx: Tx, operator: OperatorAddress, words: DeskWords): Promise<void> {
    const content = await this.shown(tx, operator, words);
    const { accountId, memberId } = operator;
    await this.outbox.forward(tx, {
      to: { contactId: contactIdOf(accountId, memberId), accountId, externalId: memberId },
      conversationId: words.handoff.conversationId,
      requestId: words.requestId,
      content,
      ...(words.messageId !== undefined && { messageId: words.messageId }),
      ...(words.key !== undefined && { key: words.key }),
    });
  }

  /**
   * A contact's message goes to the operator who has the case now. False: nobody has it any more, and nothing was sent.
   * A message is passed on once to one operator.
   */
  async toOperator(tx: Tx, { id }: Pick<RelayedCase, 'id'>, message: ContactMessage): Promise<boolean> {
    const handoff = await this.cases.lock(tx, id);
    const operator = this.operators.byId(handoff?.operatorId ?? '');
    if (handoff?.state !== 'claimed' || operator === undefined) {
      return false;
    }
    const { messageId, requestId } = message;
    const content = operator.seesOriginals ? (message.original ?? message.content) : message.content;
    if (await hasBeenPassedOn(tx, messageId, operator)) {
      return true;
    }
    const all = await this.cases.claimedBy(tx, operator.id);
    const contents = toOperatorContents(messageId, content, this.labels.of(handoff, all), all.length > 1);
    for (const [part, shown] of contents.entries()) {
      const key = `relay/${messageId}/${operator.id}/${part}`;
      await this.tell(tx, operator, { handoff, content: shown, isContactsWords: true, messageId, key, requestId });
    }
    if (contents.length > 0) {
      await this.note(tx, handoff, messageId, 'inbound');
    }
    return true;
  }

  /**
   * What an operator says becomes part of the conversation and is sent to the contact. Undefined: the case is not his,
   * or no longer, and nothing was sent.
   */
  async toContact(
    tx: Tx,
    { id }: Pick<RelayedCase, 'id'>,
    operatorId: OperatorId,
    message: OperatorMessage,
  ): Promise<MessageId | undefined> {
    const handoff = await this.cases.lock(tx, id);
    if (handoff?.state !== 'claimed' || handoff.operatorId !== operatorId) {
      return undefined;
    }
    const { contactId, accountId, externalId, conversationId } = handoff;
    const messageId = await this.outbox.add(tx, {
      id: message.messageId ?? newId<MessageId>(),
      contactId,
      accountId,
      externalId,
      conversationId,
      turnId: null, // a turn of the operator's is none of this conversation
      requestId: message.requestId,
      sender: 'operator',
      actor: message.actor,
      content: message.content,
    });
    const { actor, requestId } = message;
    const scope = { actor, requestId, accountId, contactId, conversationId, messageId };
    const details = { handoffId: handoff.id, operatorId, messageId };
    await this.audit.record(tx, scope, { action: 'handoff.replied', details });
    await this.note(tx, handoff, messageId, 'outbound');
    return messageId;
  }

  /** That he is shown what nobody else is is written down, in the transaction that sends it. */
  private async shown(tx: Tx, operator: OperatorAddress, words: DeskWords): Promise<OutboundContent> {
    const { handoff, text = '', content = { type: 'text', text }, isContactsWords = false, requestId } = words;
    if (!isContactsWords || content.type !== 'text') {
      return content;
    }
    const revealed = await this.originals.fill(tx, operator.id, handoff, content.text);
    const to: Principal = { kind: 'contact', id: contactIdOf(operator.accountId, operator.memberId) };
    await this.originals.record(tx, { actor: to, requestId }, handoff, revealed);
    return { type: 'text', text: revealed.text };
  }

  /** The clock looks at the case again: who was silent until now is so no longer. */
  private async note(tx: Tx, handoff: RelayedCase, messageId: MessageId, direction: string): Promise<void> {
    const { id: handoffId, conversationId, accountId, groupId, operatorId } = handoff;
    await tx.run(
      direction === 'inbound'
        ? 'update handoffs set last_contact_at = clock_timestamp(), due_at = clock_timestamp() where id = $1'
        : `update handoffs set last_operator_at = clock_timestamp(), due_at = clock_timestamp(), held_at = null,
                  first_response_at = coalesce(first_response_at, clock_timestamp()) where id = $1`,
      [handoffId],
    );
    const details = { direction };
    await this.events.record(tx, {
      type: 'handoff.message',
      handoffId,
      conversationId,
      accountId,
      groupId,
      operatorId,
      messageId,
      details,
    });
  }
}

async function hasBeenPassedOn(tx: Tx, messageId: MessageId, operator: OperatorAddress): Promise<boolean> {
  const { accountId, memberId } = operator;
  const rows = await tx.rows('select 1 from outbox where message_id = $1 and contact_id = $2 and forwarded limit 1', [
    messageId,
    contactIdOf(accountId, memberId),
  ]);
  return rows.length > 0;
}
