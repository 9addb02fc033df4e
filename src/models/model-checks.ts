import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../common/app-error.js';
import { newId } from '../common/ids.js';
import { GuardedModels } from './guarded-models.js';
import { ModelMetrics } from './model-metrics.js';
import { ModelStore } from './model-store.js';
import type { ChatMessage, FailureReason } from './providers/provider.js';

/** Whether a model answers, and how fast. */
export interface CheckReport {
  ok: boolean;
  milliseconds: number;
  /** Where it answers. */
  firstTokenMs?: number;
  /** Where it does not. */
  reason?: FailureReason;
}

const CHECK_TIMEOUT_MS = 30_000;
const MESSAGES: readonly ChatMessage[] = [{ role: 'user', content: '请只回复一个字：好' }];

/** Tries models on behalf of those who set them up. */
@Injectable()
export class ModelChecks {
  constructor(
    private readonly store: ModelStore,
    private readonly guardedModels: GuardedModels,
    private readonly metrics: ModelMetrics,
  ) {}

  /**
   * Asks something short, be the model disabled or its circuit open, its limits reached or not. It costs what it costs.
   * @throws {NotFoundError}
   */
  async check(id: string): Promise<CheckReport> {
    const keyed = this.store.get(id);
    if (keyed === undefined) {
      throw new NotFoundError('the model');
    }
    const { model } = keyed;
    const startedAt = performance.now();
    const { result, charge } = await this.guardedModels.of(keyed).check(
      { messages: MESSAGES, conversationKey: newId() },
      {
        signal: new AbortController().signal,
        deadlineMs: Math.min(CHECK_TIMEOUT_MS, model.timeoutMs),
        firstTokenMs: model.firstTokenTimeoutMs,
      },
    );
    const milliseconds = Math.round(performance.now() - startedAt);
    const outcome = result.outcome === 'completed' ? 'completed' : result.reason;
    this.metrics.note(model.name, outcome, milliseconds, charge);
    return result.outcome === 'completed'
      ? { ok: true, milliseconds, firstTokenMs: result.firstTokenMs }
      : { ok: false, milliseconds, reason: result.reason };
  }
}
