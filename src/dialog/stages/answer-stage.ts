import { Injectable } from '@nestjs/common';
import type { Decision } from '../decision.js';
import { QuestionAnswering } from '../question-answering.js';
import type { Turn } from '../turn.js';
import { isUnanswered, Usefulness } from '../usefulness.js';
import type { Stage } from './stage.js';

/** A question. Always comes to a decision; whoever was offered a human and asks in vain again gets one. */
@Injectable()
export class AnswerStage implements Stage {
  readonly name = 'answer';

  constructor(
    private readonly answering: QuestionAnswering,
    private readonly usefulness: Usefulness,
  ) {}

  async decide(turn: Turn): Promise<Decision> {
    const decision = await this.answering.answer(turn);
    const { conversation, turnId } = turn.subject;
    const isInVain = decision.kind === 'clarify' && isUnanswered(decision.reason);
    return isInVain && (await this.usefulness.wasUselessBefore(conversation.id, turnId))
      ? { kind: 'handoff', reason: 'unanswered-twice', text: turn.texts.unhelpfulTwice }
      : decision;
  }
}
