import { Injectable } from '@nestjs/common';
import type { Decision } from '../decision.js';
import { QuestionAnswering } from '../question-answering.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** A question. Always comes to a decision. */
@Injectable()
export class AnswerStage implements Stage {
  readonly name = 'answer';

  constructor(private readonly answering: QuestionAnswering) {}

  decide(turn: Turn): Promise<Decision> {
    return this.answering.answer(turn);
  }
}
