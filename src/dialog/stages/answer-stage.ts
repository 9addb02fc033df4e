import { Injectable } from '@nestjs/common';
import type { Decision } from '../decision.js';
import { QuestionAnswering } from '../question-answering.js';
import type { Turn } from '../turn.js';
import { Usefulness } from '../usefulness.js';
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
    return this.usefulness.orHuman(turn, turn.subject.turnId, await this.answering.answer(turn));
  }
}
