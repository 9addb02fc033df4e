import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import { type HealthCheck, HealthRegistry, type HealthReport } from '../common/health-registry.js';
import { Metrics } from '../common/metrics.js';
import { AppConfig } from '../config/app-config.js';
import { OutgoingDispatcher } from '../config/outgoing-dispatcher.js';
import { maskTogether } from '../privacy/masking.js';
import { type ChatMessage, type Failure, type FailureReason, ModelClient, type Reply } from './model-client.js';

export type { ChatMessage } from './model-client.js';

export interface CompletionRequest {
  messages: readonly ChatMessage[];
  /** Aborted when nobody wants the answer any more. */
  signal?: AbortSignal;
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
      promptTokens?: number;
      completionTokens?: number;
    }
  | { outcome: 'failed'; reason: FailureReason; model: string; milliseconds: number };

/** What says something about the model; the others say something about one question. */
const SICK: ReadonlySet<FailureReason> = new Set(['timeout', 'unavailable', 'empty']);

/** The enterprise's model. Personal data is masked here, so that no caller can forget it. */
@Injectable()
export class Models implements OnModuleInit, HealthCheck {
  readonly name = 'model';
  private readonly logger = new Logger(Models.name);
  private readonly client: ModelClient | undefined;
  private readonly calls: Counter<'model' | 'outcome'>;
  private readonly duration: Histogram<'model' | 'outcome'>;
  /** Of the last call, if it failed. */
  private failure: FailureReason | undefined;

  constructor(
    { firstModel }: AppConfig,
    outgoing: OutgoingDispatcher,
    metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {
    this.client = firstModel === undefined ? undefined : new ModelClient(firstModel, outgoing.dispatcher);
    const labels = ['model', 'outcome'] as const;
    this.calls = metrics.counter('model_calls_total', 'Completions, their retries not counted', labels);
    this.duration = metrics.duration('model_call_duration_seconds', 'Completions, their retries included', labels);
  }

  onModuleInit(): void {
    this.health.register(this);
  }

  /** Whether a model is configured. */
  get available(): boolean {
    return this.client !== undefined;
  }

  /** Whatever the provider does is an outcome, not an exception: the turn goes on without it. */
  async complete(request: CompletionRequest): Promise<Completion> {
    if (this.client === undefined) {
      return { outcome: 'failed', reason: 'unavailable', model: '', milliseconds: 0 };
    }
    const startedAt = performance.now();
    const masked = maskTogether(request.messages.map(({ content }) => content));
    const messages = request.messages.map(({ role }, index) => ({ role, content: masked.texts[index] ?? '' }));
    const result = await this.client.complete(messages, request.deadlineMs, request.signal);
    const milliseconds = Math.round(performance.now() - startedAt);
    this.note(request, result, milliseconds);
    const model = this.client.name;
    return result.outcome === 'completed'
      ? { ...result, text: masked.restore(result.text), model, milliseconds }
      : { outcome: 'failed', reason: result.reason, model, milliseconds };
  }

  /** The last call. A model away is no reason to take a process out of rotation: answers are quoted meanwhile. */
  async check(): Promise<HealthReport> {
    const configured = this.available;
    return this.failure === undefined
      ? { status: 'up', configured }
      : { status: 'degraded', configured, reason: this.failure };
  }

  private note({ signal, requestId }: CompletionRequest, result: Reply | Failure, milliseconds: number): void {
    const model = this.client?.name ?? '';
    const isGivenUp = result.outcome === 'failed' && signal?.aborted === true;
    const outcome = isGivenUp ? 'given-up' : result.outcome === 'failed' ? result.reason : 'completed';
    this.calls.inc({ model, outcome });
    this.duration.observe({ model, outcome }, milliseconds / 1_000);
    if (isGivenUp) {
      return; // by the caller: that says nothing about the model
    }
    this.failure = result.outcome === 'failed' && SICK.has(result.reason) ? result.reason : undefined;
    if (result.outcome === 'failed') {
      this.logger.warn({ requestId, model, outcome, code: result.code, milliseconds }, 'the model gave no answer');
    }
  }
}
