import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AnswerWarmers } from '../../models/cache/answer-warmers.js';
import { QuestionAnswering } from '../question-answering.js';
import { UnderstandingStage } from '../stages/understanding-stage.js';
import { Turn } from '../turn.js';
import { type StrangersQuestion, strangerWith, type TrialBudget } from './stranger.js';

/** Answers what is asked often after a publish, so that the first contact who asks it again need not wait. */
@Injectable()
export class FrequentAnswers implements OnModuleInit {
  constructor(
    private readonly understanding: UnderstandingStage,
    private readonly answering: QuestionAnswering,
    private readonly warmers: AnswerWarmers,
  ) {}

  onModuleInit(): void {
    this.warmers.register(this);
  }

  /** Whatever comes of it: an answer stays in the cache. @throws what the signal is aborted with. */
  async warm(question: StrangersQuestion, budget: TrialBudget): Promise<void> {
    const turn = new Turn(strangerWith(question, budget));
    if ((await this.understanding.decide(turn)) === undefined) {
      await this.answering.answer(turn, { usesCache: true, usesTools: false });
    }
  }
}
