import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { AuditLog } from '../audit/audit-log.js';
import { type Principal, SYSTEM } from '../common/access.js';
import { asId, type MessageId } from '../common/ids.js';
import { Database, type Tx } from '../database/database.js';
import { Handoffs } from '../handoff/handoffs.js';
import { Conversations } from '../messaging/conversations.js';
import { type Lease, Leases } from '../messaging/leases.js';
import { AskedQuestions } from '../knowledge/asked/asked-questions.js';
import { OpenMessages, type TakenMessages } from '../messaging/open-messages.js';
import { Outbox, type OutboundMessage } from '../messaging/outbox.js';
import { type Decision, outcomeOf, replyOf } from './decision.js';
import { texts } from './texts.js';
import type { Asked, Thought } from './thinking.js';

const PATIENCE_NAMESPACE = '0c1c5f0a-51b5-5e7b-9a0c-2f4f6f1f2d33';

/** The second transaction of a turn: everything that it comes to stands or falls together, fenced by the lease. */
@Injectable()
export class TurnEnding {
  constructor(
    private readonly database: Database,
    private readonly leases: Leases,
    private readonly openMessages: OpenMessages,
    private readonly conversations: Conversations,
    private readonly outbox: Outbox,
    private readonly handoffs: Handoffs,
    private readonly askedQuestions: AskedQuestions,
    private readonly audit: AuditLog,
  ) {}

  /** False when another worker has the contact: the result is void. */
  conclude(lease: Lease, taken: TakenMessages, { decision, explanation, asked }: Thought): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if (!(await this.leases.holds(tx, lease))) {
        return false;
      }
      const outcome = outcomeOf(decision);
      await tx.run(
        `insert into turns (id, contact_id, account_id, conversation_id, outcome, reason, explanation, started_at)
         values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() - make_interval(secs => $8))`,
        [
          taken.turnId,
          taken.contactId,
          taken.conversation.accountId,
          taken.conversation.id,
          outcome,
          decision.reason,
          JSON.stringify(explanation),
          (explanation.milliseconds.total ?? 0) / 1e3,
        ],
      );
      await this.openMessages.finish(tx, taken, outcome, decision.reason);
      await this.reply(tx, taken, decision);
      await this.changeConversation(tx, taken, decision);
      await this.recordQuestion(tx, taken, decision, asked);
      await this.recordOutcome(tx, taken, decision);
      return true;
    });
  }

  /** Tells the contact that the answer is coming, once for a turn however often it is tried. */
  async askForPatience(lease: Lease, taken: TakenMessages): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (await this.leases.holds(tx, lease)) {
        const id = asId<MessageId>(v5(taken.turnId, PATIENCE_NAMESPACE));
        await this.outbox.add(tx, { ...outboundOf(taken), id, sender: 'system', content: textOf(texts.patience) });
      }
    });
  }

  private async reply(tx: Tx, taken: TakenMessages, decision: Decision): Promise<void> {
    const text = replyOf(decision);
    if (text !== undefined) {
      const sender = decision.reason === 'turn-failed' ? 'system' : 'bot';
      await this.outbox.add(tx, { ...outboundOf(taken), sender, content: textOf(text) });
    }
  }

  private async changeConversation(tx: Tx, taken: TakenMessages, decision: Decision): Promise<void> {
    const { conversation, turnId } = taken;
    const contact: Principal = { kind: 'contact', id: taken.contactId };
    if (decision.kind === 'handoff') {
      const actor = decision.reason === 'asked-for-human' ? contact : SYSTEM;
      await this.handoffs.request(tx, conversation, turnId, decision.reason, actor);
    }
    if (decision.reason === 'conversation-ended') {
      await this.handoffs.abandon(tx, conversation, contact);
      await this.conversations.end(tx, conversation, 'contact-left', contact);
    }
    if (decision.reason === 'context-cleared') {
      await this.conversations.clearContext(tx, conversation, contact);
    }
  }

  /** Tells those who keep the knowledge base what was asked, and whether the answer helped. */
  private async recordQuestion(tx: Tx, taken: TakenMessages, decision: Decision, asked?: Asked): Promise<void> {
    const { turnId, contactId, conversation } = taken;
    if (asked !== undefined) {
      const { id: conversationId, accountId } = conversation;
      const ids = { turnId, accountId, conversationId, contactId };
      await this.askedQuestions.record(tx, {
        ...ids,
        ...asked,
        outcome: outcomeOf(decision),
        reason: decision.reason,
      });
    }
    if (decision.reason === 'chosen') {
      await this.askedQuestions.choose(tx, decision.on, decision.documentId);
    }
    if (decision.reason === 'voted') {
      await this.askedQuestions.vote(tx, decision.on, decision.vote);
    }
  }

  private recordOutcome(tx: Tx, taken: TakenMessages, decision: Decision): Promise<void> {
    const { turnId, contactId, conversation, messages } = taken;
    const [{ requestId }] = messages;
    const inbound = messages.map(({ id }) => id);
    return this.audit.record(
      tx,
      { actor: SYSTEM, accountId: conversation.accountId, contactId, conversationId: conversation.id, requestId },
      { action: 'dialog.outcome', details: { turnId, outcome: outcomeOf(decision), reason: decision.reason, inbound } },
    );
  }
}

function outboundOf(taken: TakenMessages): Omit<OutboundMessage, 'id' | 'sender' | 'content'> {
  const [{ externalId, requestId }] = taken.messages;
  const { id: conversationId, accountId } = taken.conversation;
  return { contactId: taken.contactId, accountId, externalId, conversationId, turnId: taken.turnId, requestId };
}

function textOf(text: string): OutboundMessage['content'] {
  return { type: 'text', text };
}
