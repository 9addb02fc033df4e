import { Injectable } from '@nestjs/common';
import type { AccountId } from '../../common/ids.js';

/** What became of a question. */
export const trialOutcomes = ['answered', 'unanswered', 'handed-off', 'failed'] as const;
export type TrialOutcome = (typeof trialOutcomes)[number];

export interface TrialQuestion {
  text: string;
  /** Unset: whatever is published for all accounts. */
  accountId?: AccountId | undefined;
  /** The language to answer in; unset: that of the question. */
  language?: string | undefined;
  promptVersion: string;
}

export interface TrialAnswer {
  outcome: TrialOutcome;
  /** Why it is not answered. */
  reason?: string | undefined;
  /** What the contact would read. */
  text?: string | undefined;
  /** External ids of the documents that it cites. */
  citations: readonly string[];
  /** 0..1 */
  confidence?: number | undefined;
  model?: string | undefined;
  milliseconds: number;
  promptTokens?: number | undefined;
  completionTokens?: number | undefined;
  cost?: number | undefined;
}

/** Answers a question as a turn would, and neither sends nor stores nor caches anything. */
export interface PromptTrialRunner {
  /** @throws what `signal` is aborted with. Whatever the model does is an outcome. */
  answer(question: TrialQuestion, budget: { signal: AbortSignal; deadlineMs: number }): Promise<TrialAnswer>;
}

/** Where whoever can answer questions says so: this module knows neither knowledge nor dialog. */
@Injectable()
export class PromptTrialRunners {
  private registered: PromptTrialRunner | undefined;

  register(runner: PromptTrialRunner): void {
    this.registered = runner;
  }

  /** @throws {TypeError} where nobody registered. */
  get current(): PromptTrialRunner {
    if (this.registered === undefined) {
      throw new TypeError('nobody registered to answer the questions of trials');
    }
    return this.registered;
  }
}
