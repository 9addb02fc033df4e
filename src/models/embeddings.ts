import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import { type HealthCheck, HealthRegistry, type HealthReport } from '../common/health-registry.js';
import { Metrics } from '../common/metrics.js';
import { AppConfig, type EmbeddingModel } from '../config/app-config.js';
import { OutgoingDispatcher } from '../config/outgoing-dispatcher.js';
import { mask } from '../privacy/detection/masking.js';
import type { Failure } from './providers/provider.js';
import { endpoint, failed, postJsonPatiently } from './remote-json.js';
import { RestAfterFailures } from './rest-after-failures.js';

/** Some providers take no more texts in one call. */
export const EMBEDDING_BATCH_MAX = 10;
const QUESTION_TIMEOUT_MS = 1_500;
const BATCH_TIMEOUT_MS = 30_000;
const BATCH_ATTEMPTS_MAX = 3;

/** Vectors of length 1 and all of one dimension, in the order of the texts; or why there are none. */
export type EmbeddingResult = { outcome: 'embedded'; vectors: Float32Array[] } | Failure;

/**
 * The enterprise's embedding model, behind an API like OpenAI's. Personal data is masked here, so that no caller can
 * forget it; whatever the provider does is an outcome.
 * @see https://platform.openai.com/docs/api-reference/embeddings/create
 */
@Injectable()
export class Embeddings implements OnModuleInit, HealthCheck {
  readonly name = 'embeddings';
  private readonly logger = new Logger(Embeddings.name);
  private readonly model: EmbeddingModel | undefined;
  private readonly rest = new RestAfterFailures();
  private readonly calls: Counter<'purpose' | 'outcome'>;
  private readonly duration: Histogram<'purpose' | 'outcome'>;
  private failure: Failure['reason'] | undefined;

  constructor(
    { embeddingModel }: AppConfig,
    private readonly outgoing: OutgoingDispatcher,
    metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {
    this.model = embeddingModel;
    const labels = ['purpose', 'outcome'] as const;
    this.calls = metrics.counter('embedding_calls_total', 'Calls of the embedding model, retries not counted', labels);
    this.duration = metrics.duration('embedding_call_duration_seconds', 'The same, retries included', labels);
  }

  onModuleInit(): void {
    this.health.register(this);
  }

  /** What its vectors are kept under: those of other dimensions are others. Undefined where none is configured. */
  get modelName(): string | undefined {
    const { model } = this;
    return model && (model.dimensions === undefined ? model.model : `${model.model}@${model.dimensions}`);
  }

  /** Undefined where there is no vector in time: the search goes on by words alone. */
  async question(text: string, signal?: AbortSignal): Promise<Float32Array | undefined> {
    if (this.model === undefined || this.rest.isResting) {
      return undefined;
    }
    const result = await this.call('question', [text], { timeoutMs: QUESTION_TIMEOUT_MS, attempts: 1, signal });
    if (signal?.aborted !== true) {
      this.rest.note(result.outcome === 'failed' && result.reason !== 'refused');
    }
    return result.outcome === 'embedded' ? result.vectors[0] : undefined;
  }

  /** @param texts at most `EMBEDDING_BATCH_MAX`. `refused` says that one of them is at fault. */
  texts(texts: readonly string[], signal?: AbortSignal): Promise<EmbeddingResult> {
    return this.call('passages', texts, { timeoutMs: BATCH_TIMEOUT_MS, attempts: BATCH_ATTEMPTS_MAX, signal });
  }

  /** The last call. Without vectors the search goes on by words. */
  async check(): Promise<HealthReport> {
    const configured = this.model !== undefined;
    return this.failure === undefined
      ? { status: 'up', configured }
      : { status: 'degraded', configured, reason: this.failure };
  }

  private async call(
    purpose: 'question' | 'passages',
    texts: readonly string[],
    { timeoutMs, attempts, signal }: { timeoutMs: number; attempts: number; signal?: AbortSignal | undefined },
  ): Promise<EmbeddingResult> {
    if (this.model === undefined) {
      return failed('unavailable', 'not-configured');
    }
    const { baseUrl, apiKey, model, dimensions } = this.model;
    const body = {
      model,
      input: texts.map((text) => mask(text)),
      encoding_format: 'float',
      ...(dimensions && { dimensions }),
    };
    const startedAt = performance.now();
    const call = { url: endpoint(baseUrl, '/embeddings'), apiKey, body, timeoutMs, signal };
    const answer = await postJsonPatiently(this.outgoing.dispatcher, call, attempts);
    const result = answer.outcome === 'answered' ? readVectors(answer.body, texts.length, dimensions) : answer;
    this.note(purpose, result, Math.round(performance.now() - startedAt), signal?.aborted === true);
    return result;
  }

  private note(purpose: string, result: EmbeddingResult, milliseconds: number, isGivenUp: boolean): void {
    const outcome = isGivenUp ? 'given-up' : result.outcome === 'failed' ? result.reason : 'embedded';
    this.calls.inc({ purpose, outcome });
    this.duration.observe({ purpose, outcome }, milliseconds / 1_000);
    if (isGivenUp) {
      return;
    }
    this.failure = result.outcome === 'failed' && result.reason !== 'refused' ? result.reason : undefined;
    if (result.outcome === 'failed') {
      this.logger.warn({ purpose, outcome, code: result.code, milliseconds }, 'the embedding model gave no vectors');
    }
  }
}

function readVectors(body: unknown, count: number, dimensions: number | undefined): EmbeddingResult {
  const data: unknown = isRecord(body) ? body['data'] : undefined;
  if (!Array.isArray(data) || data.length !== count) {
    return failed('unavailable', 'not-embeddings');
  }
  const vectors: Float32Array[] = [];
  for (const [position, item] of data.entries()) {
    const place: unknown = isRecord(item) && typeof item['index'] === 'number' ? item['index'] : position;
    const vector = isRecord(item) ? toUnitLength(item['embedding']) : undefined;
    if (typeof place !== 'number' || !(place in data) || vector === undefined) {
      return failed('unavailable', 'not-embeddings');
    }
    vectors[place] = vector;
  }
  const length = dimensions ?? vectors[0]?.length;
  const isWhole = Object.keys(vectors).length === count && vectors.every((vector) => vector.length === length);
  return isWhole ? { outcome: 'embedded', vectors } : failed('unavailable', 'other-dimensions');
}

/** Undefined for what is no vector, or has no direction. */
function toUnitLength(numbers: unknown): Float32Array | undefined {
  if (!Array.isArray(numbers) || numbers.length === 0 || numbers.length > 8_192) {
    return undefined;
  }
  const vector = Float64Array.from(numbers, (value: unknown) => (typeof value === 'number' ? value : NaN));
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return Number.isFinite(length) && length > 0 ? Float32Array.from(vector, (value) => value / length) : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
