import { Injectable } from '@nestjs/common';
import { AnswerCache } from '../../models/cache/answer-cache.js';
import { Models } from '../../models/models.js';
import { Prompts } from '../../models/prompts/prompts.js';
import { Settings } from '../../settings/settings.js';
import type { AnswerAsk, AnswerResult, Attempt } from './answer.js';
import { composeInput } from './answer-input.js';
import { answerByModels } from './answering.js';
import { keeping, subjectOf } from './kept-answer.js';

/** Whoever answers ends before those give up who wait for it. */
const MARGIN_MS = 200;

/** Answers a question from the passages that were found, by the models of its route. Stores nothing but the answer itself. */
@Injectable()
export class Answers {
  constructor(
    private readonly models: Models,
    private readonly prompts: Prompts,
    private readonly cache: AnswerCache,
    private readonly settings: Settings,
  ) {}

  /**
   * Ends within the deadline, whatever models and tools do.
   * @throws what `ask.signal` is aborted with.
   */
  async answer(ask: AnswerAsk): Promise<AnswerResult> {
    const endsAt = performance.now() + ask.deadlineMs;
    const template = this.prompts.get(ask.route.promptVersion) ?? this.prompts.live('answer');
    const promptVersion = template.version;
    const company = this.settings.get('dialog.companyName');
    const input = composeInput(ask, template, { company, now: new Date() });
    const hours = this.settings.get('cache.answerHours');
    const subject = ask.cache === 'off' || hours === 0 ? undefined : subjectOf(ask, input, template, this.models);
    if (subject === undefined) {
      this.cache.noteOff();
      const { outcome, ...rest } = await answerByModels(this.models, { ...ask, deadlineMs: leftUntil(endsAt) }, input);
      return { ...outcome, ...rest, cache: 'off', promptVersion };
    }
    const patience = AbortSignal.timeout(Math.max(0, Math.ceil(ask.deadlineMs)));
    try {
      const { use, result } = await this.cache.through(
        subject,
        keeping(hours, subject.question !== undefined),
        (signal) => answerByModels(this.models, { ...ask, signal, deadlineMs: leftUntil(endsAt) }, input),
        AbortSignal.any([ask.signal, patience]),
      );
      const { outcome, isDegraded, ...record } = result;
      const mine = use === 'miss' ? record : { attempts: [], toolCalls: [] };
      return { ...outcome, ...mine, isDegraded, cache: use, promptVersion };
    } catch (error) {
      ask.signal.throwIfAborted();
      if (!patience.aborted) {
        throw error;
      }
      const milliseconds = Math.round(ask.deadlineMs);
      const attempts: Attempt[] = [{ model: '', outcome: 'failed', reason: 'timeout', milliseconds, cost: 0 }];
      return { kind: 'failed', attempts, toolCalls: [], isDegraded: true, cache: 'shared', promptVersion };
    }
  }
}

function leftUntil(endsAt: number): number {
  return endsAt - MARGIN_MS - performance.now();
}
