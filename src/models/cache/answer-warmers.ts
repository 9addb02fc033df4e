import { Injectable } from '@nestjs/common';
import type { FrequentQuestion } from './stored-answers.js';

/** Answers a question as a turn without context would, and has it kept; sends nothing. */
export interface AnswerWarmer {
  /** @throws what `signal` is aborted with. */
  warm(question: FrequentQuestion, budget: { signal: AbortSignal; deadlineMs: number }): Promise<void>;
}

/** Where whoever can answer questions says so: this module knows neither knowledge nor dialog. */
@Injectable()
export class AnswerWarmers {
  private registered: AnswerWarmer | undefined;

  register(warmer: AnswerWarmer): void {
    this.registered = warmer;
  }

  /** Undefined where nobody registered. */
  get current(): AnswerWarmer | undefined {
    return this.registered;
  }
}
