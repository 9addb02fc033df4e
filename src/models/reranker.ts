import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import { type HealthCheck, HealthRegistry, type HealthReport } from '../common/health-registry.js';
import { Metrics } from '../common/metrics.js';
import { AppConfig, type RerankModel } from '../config/app-config.js';
import { OutgoingDispatcher } from '../config/outgoing-dispatcher.js';
import { maskTogether } from '../privacy/detection/masking.js';
import type { Failure } from './providers/provider.js';
import { endpoint, failed, postJson } from './remote-json.js';
import { RestAfterFailures } from './rest-after-failures.js';

const TIMEOUT_MS = 2_000;
/** A reranker reads no further, or is slow when it does. */
const TEXT_LENGTH_MAX = 1_000;

export interface Reranked {
  /** The place of the text among those that were given. */
  index: number;
  /** 0..1. What it means is up to the model: it orders, and is no probability. */
  score: number;
}

type Result = { outcome: 'reranked'; order: Reranked[] } | Failure;

/**
 * The enterprise's reranker: `POST /rerank` with `{model, query, documents, top_n}`, as Jina introduced it and Cohere,
 * SiliconFlow, vLLM and others have it. Personal data is masked here; whatever the provider does is an outcome.
 * @see https://api.jina.ai/redoc#tag/rerank
 */
@Injectable()
export class Reranker implements OnModuleInit, HealthCheck {
  readonly name = 'reranker';
  private readonly logger = new Logger(Reranker.name);
  private readonly model: RerankModel | undefined;
  private readonly rest = new RestAfterFailures();
  private readonly calls: Counter<'outcome'>;
  private readonly duration: Histogram<'outcome'>;
  private failure: Failure['reason'] | undefined;

  constructor(
    { rerankModel }: AppConfig,
    private readonly outgoing: OutgoingDispatcher,
    metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {
    this.model = rerankModel;
    this.calls = metrics.counter('rerank_calls_total', 'Calls of the reranker', ['outcome']);
    this.duration = metrics.duration('rerank_call_duration_seconds', 'Calls of the reranker', ['outcome']);
  }

  onModuleInit(): void {
    this.health.register(this);
  }

  /** Whether one is configured. */
  get available(): boolean {
    return this.model !== undefined;
  }

  /** All texts, best first; those that the model does not name come last. Undefined when it gave no order. */
  async order(query: string, texts: readonly string[], signal?: AbortSignal): Promise<Reranked[] | undefined> {
    if (this.model === undefined || this.rest.isResting) {
      return undefined;
    }
    const startedAt = performance.now();
    const result = await this.call(this.model, query, texts, signal);
    if (signal?.aborted !== true) {
      this.note(result, Math.round(performance.now() - startedAt));
    }
    return result.outcome === 'reranked' ? result.order : undefined;
  }

  /** The last call. Without it, the order stays that of the searches. */
  async check(): Promise<HealthReport> {
    const configured = this.available;
    return this.failure === undefined
      ? { status: 'up', configured }
      : { status: 'degraded', configured, reason: this.failure };
  }

  private async call(
    { baseUrl, apiKey, model }: RerankModel,
    query: string,
    texts: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    const [question = '', ...documents] = maskTogether([
      query,
      ...texts.map((text) => text.slice(0, TEXT_LENGTH_MAX)),
    ]).texts;
    const answer = await postJson(this.outgoing.dispatcher, {
      url: endpoint(baseUrl, '/rerank'),
      apiKey,
      body: { model, query: question, documents, top_n: documents.length, return_documents: false },
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    return answer.outcome === 'answered' ? readOrder(answer.body, documents.length) : answer;
  }

  private note(result: Result, milliseconds: number): void {
    const outcome = result.outcome === 'failed' ? result.reason : 'reranked';
    this.calls.inc({ outcome });
    this.duration.observe({ outcome }, milliseconds / 1_000);
    this.rest.note(result.outcome === 'failed');
    this.failure = result.outcome === 'failed' ? result.reason : undefined;
    if (result.outcome === 'failed') {
      this.logger.warn({ outcome, code: result.code, milliseconds }, 'the reranker gave no order');
    }
  }
}

/** `results` with `relevance_score` is the common form; `data`, or a list by itself, and `score` are met too. */
function readOrder(body: unknown, count: number): Result {
  const list: unknown = Array.isArray(body) ? body : isRecord(body) ? (body['results'] ?? body['data']) : undefined;
  const named = Array.isArray(list) ? list.map(readOne).filter((one) => one !== undefined) : [];
  const scores = new Map(named.filter(({ index }) => index < count).map(({ index, score }) => [index, score]));
  if (scores.size === 0) {
    return failed('unavailable', 'not-an-order');
  }
  const areLogOdds = [...scores.values()].some((score) => score < 0 || score > 1);
  const order = Array.from({ length: count }, (_, index) => ({ index, score: scores.get(index) }))
    .toSorted((a, b) => (b.score ?? -Infinity) - (a.score ?? -Infinity))
    .map(({ index, score = -Infinity }) => ({
      index,
      score: areLogOdds ? 1 / (1 + Math.exp(-score)) : Math.max(0, score),
    }));
  return { outcome: 'reranked', order };
}

function readOne(item: unknown): Reranked | undefined {
  if (!isRecord(item)) {
    return undefined;
  }
  const { index } = item;
  const score = item['relevance_score'] ?? item['score'];
  return typeof index === 'number' && Number.isInteger(index) && index >= 0 && typeof score === 'number'
    ? { index, score }
    : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
