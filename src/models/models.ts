import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HealthRegistry, type HealthReport } from '../common/health-registry.js';
import { Metrics } from '../common/metrics.js';
import { AppConfig } from '../config/app-config.js';
import { OutgoingDispatcher } from '../config/outgoing-dispatcher.js';
import { mask } from '../privacy/masking.js';
import { type ChatMessage, type FailureReason, ModelClient, ModelFailure, type Reply } from './model-client.js';

export type { ChatMessage } from './model-client.js';

export interface CompletionRequest {
  messages: readonly ChatMessage[];
  /** Aborted when nobody wants the answer any more. */
  signal: AbortSignal;
  /** What is left of the turn's time. */
  deadlineMs: number;
  requestId: string;
}

export type Completion =
  | {
      outcome: 'completed';
      text: string;
      model: string;
      milliseconds: number;
      promptTokens: number | undefined;
      completionTokens: number | undefined;
    }
  | { outcome: 'failed'; reason: FailureReason; model: string; milliseconds: number };

const ATTEMPTS_MAX = 3;
const RETRY_DELAY_MS = 300;

/** The enterprise's model. Personal data is masked here, so that no caller can forget it. */
@Injectable()
export class Models implements OnModuleInit {
  private readonly logger = new Logger(Models.name);
  private readonly client: ModelClient | undefined;
  private readonly timeoutMs: number;
  private readonly calls;
  private readonly duration;
  private lastFailure: FailureReason | undefined;

  constructor(
    config: AppConfig,
    outgoing: OutgoingDispatcher,
    metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {
    const { firstModel } = config;
    this.client = firstModel === undefined ? undefined : new ModelClient(firstModel, outgoing.dispatcher);
    this.timeoutMs = firstModel?.timeoutMs ?? 0;
    this.calls = metrics.counter('model_calls_total', 'Completions by model and outcome.', ['model', 'outcome']);
    this.duration = metrics.duration('model_call_duration_seconds', 'A completion, its retries included.', ['model']);
  }

  /** Whether a model is configured. */
  get available(): boolean {
    return this.client !== undefined;
  }

  onModuleInit(): void {
    this.health.register({ name: 'model', check: () => Promise.resolve(this.report()) });
  }

  /** A failure of the model is an outcome, not an exception: the turn goes on without it. */
  async complete({ messages, signal, deadlineMs, requestId }: CompletionRequest): Promise<Completion> {
    if (this.client === undefined) {
      throw new TypeError('no model is configured');
    }
    const started = performance.now();
    const model = this.client.name;
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, Math.min(this.timeoutMs, deadlineMs)))]);
    const masked = messages.map(({ role, content }) => ({ role, content: mask(content) }));
    const result = await this.attempt(this.client, masked, bounded);
    const milliseconds = Math.round(performance.now() - started);
    this.lastFailure = result instanceof ModelFailure ? result.reason : undefined;
    this.calls.inc({ model, outcome: this.lastFailure ?? 'completed' });
    this.duration.observe({ model }, milliseconds / 1_000);
    if (result instanceof ModelFailure) {
      this.logger.warn({ requestId, model, reason: result.reason, milliseconds }, 'the model gave no answer');
      return { outcome: 'failed', reason: result.reason, model, milliseconds };
    }
    return { outcome: 'completed', ...result, model, milliseconds };
  }

  /** Two retries with a growing, jittered delay, within the bound. */
  private async attempt(
    client: ModelClient,
    messages: readonly ChatMessage[],
    signal: AbortSignal,
  ): Promise<Reply | ModelFailure> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await client.complete(messages, signal);
      } catch (error) {
        const failure =
          error instanceof ModelFailure ? error : new ModelFailure('unavailable', false, { cause: error });
        if (!failure.canRetry || attempt === ATTEMPTS_MAX || !(await this.wait(attempt, signal))) {
          return failure;
        }
      }
    }
  }

  private async wait(attempt: number, signal: AbortSignal): Promise<boolean> {
    try {
      await sleep(RETRY_DELAY_MS * 2 ** (attempt - 1) * (0.5 + Math.random()), undefined, { signal });
      return true;
    } catch {
      return false;
    }
  }

  private report(): HealthReport {
    if (this.client === undefined) {
      return { status: 'up', configured: false };
    }
    return this.lastFailure === undefined
      ? { status: 'up', configured: true }
      : { status: 'degraded', configured: true, lastFailure: this.lastFailure };
  }
}
