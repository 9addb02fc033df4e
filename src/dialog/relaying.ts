import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { Handoffs } from '../handoff/cases/handoffs.js';
import { DeskLine } from '../handoff/desk/desk-line.js';
import type { TakenMessages } from '../messaging/open-messages.js';
import type { Decision } from './decision.js';

/** Whose conversation it is when its turn ends, and what goes to whom by it. */
@Injectable()
export class Relaying {
  constructor(
    private readonly handoffs: Handoffs,
    private readonly line: DeskLine,
  ) {}

  /**
   * Whether the decision still fits: what was thought out for the bot is nothing to say in a conversation that an operator
   * has claimed meanwhile, and the other way round. The conversation is then locked until the transaction ends. Not what
   * an operator does: it locks the conversations of others, who may be operators and do so at this moment.
   */
  async fits(tx: Tx, { conversation }: TakenMessages, decision: Decision): Promise<boolean> {
    if (decision.kind === 'desk' || decision.kind === 'ignore' || decision.reason === 'turn-failed') {
      return true;
    }
    const [row] = await tx.rows<{ owner: 'bot' | 'operator' }>(
      'select owner from conversations where id = $1 for no key update',
      [conversation.id],
    );
    return row?.owner === (decision.kind === 'relay' ? 'operator' : 'bot');
  }

  /** Passes the turn's messages on. False: there is nobody who has the case, and nothing was passed on. */
  async relay(tx: Tx, { conversation, writer, messages }: TakenMessages): Promise<boolean> {
    const handoff = await this.handoffs.ofConversation(tx, conversation.id);
    if (handoff === undefined) {
      return false;
    }
    for (const { id: messageId, content, original, requestId } of messages) {
      const message = { messageId, content, requestId, ...(writer === 'operator' && { original }) };
      if (!(await this.line.toOperator(tx, handoff, message))) {
        return false;
      }
    }
    return true;
  }
}
