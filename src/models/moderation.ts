import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import { HealthRegistry, type HealthReport } from '../common/health-registry.js';
import { Metrics } from '../common/metrics.js';
import { AppConfig, type ModerationEndpoint } from '../config/app-config.js';
import { OutgoingDispatcher } from '../config/outgoing-dispatcher.js';
import { maskTogether } from '../privacy/detection/masking.js';
import { endpoint, postJson, type RemoteAnswer } from './remote-json.js';
import { RestAfterFailures } from './rest-after-failures.js';

const TIMEOUT_MS = 2_000;
const TEXT_LENGTH_MAX = 8_000;
const CATEGORIES_MAX = 20;
const CATEGORY_LENGTH_MAX = 60;

/** `degraded`: it could not be asked, and the text passes; the word lists have looked at it all the same. */
export type ModerationResult =
  | { outcome: 'off' }
  | { outcome: 'checked'; isFlagged: boolean; categories: readonly string[]; milliseconds: number }
  | { outcome: 'degraded'; reason: string; milliseconds: number };

/**
 * The enterprise's moderation endpoint: `POST /moderations` with `{input, model?}`, as OpenAI introduced it and others have
 * it. Personal data is masked here; whatever the provider does is an outcome, and none of its failures keeps a text back.
 * @see https://platform.openai.com/docs/api-reference/moderations
 */
@Injectable()
export class Moderation implements OnModuleInit {
  private readonly logger = new Logger(Moderation.name);
  private readonly endpoint: ModerationEndpoint | undefined;
  private readonly rest = new RestAfterFailures();
  private readonly calls: Counter<'outcome'>;
  private readonly duration: Histogram<'outcome'>;
  private failure: string | undefined;

  constructor(
    config: AppConfig,
    private readonly outgoing: OutgoingDispatcher,
    metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {
    this.endpoint = config.moderation;
    this.calls = metrics.counter('moderation_calls_total', 'Calls of the moderation endpoint', ['outcome']);
    this.duration = metrics.duration('moderation_call_duration_seconds', 'Calls of the moderation endpoint', [
      'outcome',
    ]);
  }

  onModuleInit(): void {
    this.health.register({ name: 'moderation', check: async () => this.report() });
  }

  /** Whether one is configured. */
  get available(): boolean {
    return this.endpoint !== undefined;
  }

  async check(text: string, signal?: AbortSignal): Promise<ModerationResult> {
    if (this.endpoint === undefined) {
      return { outcome: 'off' };
    }
    if (this.rest.isResting) {
      return { outcome: 'degraded', reason: 'resting', milliseconds: 0 };
    }
    const startedAt = performance.now();
    const answer = await this.call(this.endpoint, text, signal);
    const milliseconds = Math.round(performance.now() - startedAt);
    const result = resultOf(answer, milliseconds);
    if (signal?.aborted !== true) {
      this.note(result);
    }
    return result;
  }

  private call(
    { baseUrl, apiKey, model }: ModerationEndpoint,
    text: string,
    signal?: AbortSignal,
  ): Promise<RemoteAnswer> {
    const [input = ''] = maskTogether([text.slice(0, TEXT_LENGTH_MAX)]).texts;
    return postJson(this.outgoing.dispatcher, {
      url: endpoint(baseUrl, '/moderations'),
      apiKey,
      body: { input, ...(model !== undefined && { model }) },
      timeoutMs: TIMEOUT_MS,
      signal,
    });
  }

  private note(result: Exclude<ModerationResult, { outcome: 'off' }>): void {
    const { milliseconds } = result;
    const hasFailed = result.outcome === 'degraded';
    const outcome = hasFailed ? result.reason : result.isFlagged ? 'flagged' : 'passed';
    this.calls.inc({ outcome });
    this.duration.observe({ outcome }, milliseconds / 1_000);
    this.rest.note(hasFailed);
    this.failure = hasFailed ? result.reason : undefined;
    if (hasFailed) {
      this.logger.warn({ outcome, milliseconds }, 'the moderation endpoint gave no result');
    }
  }

  /** The last call. Without it, texts pass. */
  private report(): HealthReport {
    const configured = this.available;
    return this.failure === undefined
      ? { status: 'up', configured }
      : { status: 'degraded', configured, reason: this.failure };
  }
}

function resultOf(answer: RemoteAnswer, milliseconds: number): Exclude<ModerationResult, { outcome: 'off' }> {
  if (answer.outcome === 'failed') {
    return { outcome: 'degraded', reason: answer.reason, milliseconds };
  }
  const [first] = listOf(answer.body);
  if (!isRecord(first) || typeof first['flagged'] !== 'boolean') {
    return { outcome: 'degraded', reason: 'invalid', milliseconds };
  }
  const categories = isRecord(first['categories']) ? Object.entries(first['categories']) : [];
  const named = categories.filter(([, isHit]) => isHit === true).map(([name]) => name.slice(0, CATEGORY_LENGTH_MAX));
  const isFlagged = first['flagged'];
  return { outcome: 'checked', isFlagged, categories: named.slice(0, CATEGORIES_MAX), milliseconds };
}

/** One result for each input; there is one input. */
function listOf(body: unknown): readonly unknown[] {
  const results = isRecord(body) ? body['results'] : undefined;
  return Array.isArray(results) ? results : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
