import { Injectable, type OnModuleInit } from '@nestjs/common';
import { contactIdOf, type ConversationId, type HandoffId, type MessageId, type TurnId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import type { InboundContent } from '../../messaging/content.js';
import type { Delivery } from '../../messaging/delivery.js';
import { type DeliveryEnd, type DeliveryObserver, DeliveryObservers } from '../../messaging/delivery-observers.js';
import type { Case } from '../cases/case.js';
import { Cases } from '../cases/cases.js';
import { LeftCases } from '../cases/left-cases.js';
import { Operators } from '../operators/operators.js';
import { isUnreachable } from '../operators/unreachable.js';
import { operatorTexts } from '../texts/operator-texts.js';
import { CaseLabels } from '../cases/case-labels.js';
import { DeskLine } from './desk-line.js';

interface SentMessage {
  sender: 'contact' | 'bot' | 'operator' | 'system';
  turn_id: TurnId | null;
}

const texts = operatorTexts.desk;
/** A turn answers no more messages. */
const QUESTIONS_MAX = 10;

/** What operators hear of what was not delivered: nothing that was relayed is lost in silence. */
@Injectable()
export class DeskDeliveries implements DeliveryObserver, OnModuleInit {
  constructor(
    private readonly observers: DeliveryObservers,
    private readonly cases: Cases,
    private readonly leftCases: LeftCases,
    private readonly operators: Operators,
    private readonly labels: CaseLabels,
    private readonly line: DeskLine,
  ) {}

  onModuleInit(): void {
    this.observers.register(this);
  }

  async settled(tx: Tx, delivery: Delivery, end: DeliveryEnd, reason: string | null): Promise<void> {
    switch (end) {
      case 'delivered':
        return;
      case 'withheld':
        return this.passQuestionOn(tx, delivery);
      case 'rejected':
        return delivery.isForwarded
          ? this.operatorMissed(tx, delivery, reason ?? '')
          : this.contactMissed(tx, delivery, reason ?? '');
    }
  }

  /** What a turn came to was kept back after the operator had been given the context: its question is his. */
  private async passQuestionOn(tx: Tx, { conversationId, messageId, requestId }: Delivery): Promise<void> {
    const open = await this.lockOpen(tx, conversationId);
    const sent = messageId === undefined ? undefined : await findMessage(tx, messageId);
    const turnId = sent?.turn_id ?? null; // also of an apology: a turn that was given up has a question as well
    if (open?.state !== 'claimed' || open.confirmedAt === null || turnId === null) {
      return;
    }
    const questions = await tx.rows<{ id: MessageId; content: InboundContent }>(
      `select id, content from messages where conversation_id = $1 and turn_id = $2 and direction = 'inbound'
        order by sequence limit ${QUESTIONS_MAX}`,
      [conversationId, turnId],
    );
    for (const { id, content } of questions) {
      await this.line.toOperator(tx, open, { messageId: id, content, requestId });
    }
  }

  /** What an operator said did not reach the contact: he is told whose it was and why. */
  private async contactMissed(tx: Tx, delivery: Delivery, reason: string): Promise<void> {
    const { messageId, conversationId, requestId, partOf } = delivery;
    const sent = messageId === undefined ? undefined : await findMessage(tx, messageId);
    const handoff = sent?.sender === 'operator' ? await this.lastClaimed(tx, conversationId) : undefined;
    const operator = this.operators.byId(handoff?.operatorId ?? '');
    if (handoff === undefined || operator === undefined) {
      return;
    }
    const text = texts.rejected(await this.label(tx, handoff), whyOf(reason));
    await this.line.tell(tx, operator, { handoff, text, key: `rejected/${partOf}`, requestId });
  }

  /** What a contact said did not reach the operator. If nothing can, somebody else has to have his cases. */
  private async operatorMissed(tx: Tx, delivery: Delivery, reason: string): Promise<void> {
    const { conversationId, contactId, messageId, requestId, partOf } = delivery;
    const open = await this.lockOpen(tx, conversationId);
    const operator = this.operators.byId(open?.operatorId ?? '');
    const isHis = operator !== undefined && contactIdOf(operator.accountId, operator.memberId) === contactId;
    if (open?.state !== 'claimed' || operator === undefined || !isHis) {
      return;
    }
    if (isUnreachable(reason)) {
      await this.leftCases.unreachable(tx, operator.id, reason);
    } else if (messageId !== undefined) {
      const text = texts.unseen(await this.label(tx, open), whyOf(reason));
      await this.line.tell(tx, operator, { handoff: open, text, key: `unseen/${partOf}`, requestId });
    }
  }

  private async lockOpen(tx: Tx, conversationId: ConversationId): Promise<Case | undefined> {
    const open = await this.cases.openOfConversation(tx, conversationId);
    return open === undefined ? undefined : this.cases.lock(tx, open.id);
  }

  /** Whoever has it or had it last. */
  private async lastClaimed(tx: Tx, conversationId: ConversationId): Promise<Case | undefined> {
    const [row] = await tx.rows<{ id: HandoffId }>(
      `select id from handoffs where conversation_id = $1 and operator_id is not null order by id desc limit 1`,
      [conversationId],
    );
    return row === undefined ? undefined : this.cases.find(tx, row.id);
  }

  private async label(tx: Tx, handoff: Case): Promise<string> {
    const all = handoff.operatorId === null ? [] : await this.cases.claimedBy(tx, handoff.operatorId);
    return this.labels.of(handoff, all);
  }
}

async function findMessage(tx: Tx, id: MessageId): Promise<SentMessage | undefined> {
  const [message] = await tx.rows<SentMessage>('select sender, turn_id from messages where id = $1', [id]);
  return message;
}

/** A reason that has no words stands as it is. */
function whyOf(reason: string): string {
  return texts.whys[reason] ?? texts.why(reason);
}
