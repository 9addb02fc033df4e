import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Evidence } from '../lexical/evidence.js';
import { type Judgement, judge } from './confidence.js';
import { weighPlaces } from './fused-confidence.js';
import type {
  EvidenceRequest,
  Found,
  FromThread,
  IndexAnswer,
  IndexRequest,
  IndexStatus,
  SearchFilter,
  ThreadOptions,
  ToThread,
} from './index-messages.js';

/** A first search waits while the index is built. */
const TIMEOUT_MS = 20_000;
const PENDING_MAX = 1_000;
const RESTART_DELAY_MS = 100;
const RESTART_DELAY_MAX_MS = 10_000;
/** So long without dying, and the next death is the first again. */
const STABLE_MS = 60_000;
const CLOSE_TIMEOUT_MS = 1_000;
/** Building is as fast as with the default of 48, and the process smaller: 10 MB idle, 70 MB with 100,000 entries. */
const YOUNG_GENERATION_MAX_MB = 4;
/** A request that twice died with its thread may be why. */
const ATTEMPTS_MAX = 2;

export interface ThreadSearchOptions extends SearchFilter {
  limit: number;
  /** The question as the embedding model understands it, of length 1. */
  vector?: Float32Array | undefined;
  signal?: AbortSignal | undefined;
}

export type Judged = Found & Judgement;

interface Pending {
  request: IndexRequest;
  attempts: number;
  settle: (outcome: { answer: IndexAnswer } | { error: Error }) => void;
}

/**
 * The index of the knowledge base in a thread of its own, which follows PostgreSQL by itself. A thread that dies is
 * started again, and what it was asked is asked once more. Nothing is started before the first search or `start`.
 */
export class IndexThread {
  private readonly logger = new Logger(IndexThread.name);
  private readonly pending = new Map<number, Pending>();
  private worker: Worker | undefined;
  private restartTimer: NodeJS.Timeout | undefined;
  private startedAt = 0;
  private deaths = 0;
  private lastId = 0;
  private isClosed = false;

  /** How often a thread died. */
  restarts = 0;
  /** Undefined until the index was built. */
  status: IndexStatus | undefined;

  constructor(private readonly options: ThreadOptions) {}

  start(): void {
    if (this.worker !== undefined || this.restartTimer !== undefined || this.isClosed) {
      return;
    }
    const worker = new Worker(new URL('./index-thread-main.js', import.meta.url), {
      name: 'knowledge-index',
      workerData: this.options,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MAX_MB },
    });
    worker.unref(); // a program that has nothing else to do may end
    worker.on('message', (message: FromThread) => this.receive(message));
    worker.on('error', (error) => this.logger.error({ err: error }, 'the knowledge index failed'));
    worker.once('exit', () => this.onExit(worker));
    this.worker = worker;
    this.startedAt = performance.now();
    for (const [id, { request }] of this.pending) {
      this.post(id, request);
    }
  }

  /**
   * What fits best among what is published, valid now and allowed for the account.
   * @throws {AppError} `database.unavailable`, `knowledge.index-unavailable`: both may be tried again.
   */
  async search(query: string, { signal, ...options }: ThreadSearchOptions): Promise<Judged> {
    const found = await this.ask({ kind: 'search', query, ...options }, signal);
    if (found === undefined || !('entries' in found)) {
      throw new TypeError('the index answered something else');
    }
    const places = found.usedVectors && found.entries.length > 0 ? [found.entries[0]?.vectorRank] : [];
    return { ...found, ...weighPlaces(judge(found.evidence), places) };
  }

  /**
   * What speaks for one entry as if the search had put it first; undefined if it cannot be found any more.
   * @throws {AppError} as `search`.
   */
  async evidence(request: Omit<EvidenceRequest, 'kind'>, signal?: AbortSignal): Promise<Evidence | undefined> {
    const answer = await this.ask({ kind: 'evidence', ...request }, signal);
    return answer === undefined || 'entries' in answer ? undefined : answer;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.restartTimer);
    this.failAll(unavailable('the index is closed'));
    const { worker } = this;
    if (worker !== undefined) {
      const timer = setTimeout(() => void worker.terminate(), CLOSE_TIMEOUT_MS);
      worker.postMessage({ kind: 'close' } satisfies ToThread);
      worker.ref();
      await (this.worker === undefined ? undefined : once(worker, 'exit'));
      clearTimeout(timer);
    }
  }

  private async ask(request: IndexRequest, signal: AbortSignal | undefined): Promise<IndexAnswer> {
    signal?.throwIfAborted();
    if (this.isClosed || this.pending.size >= PENDING_MAX) {
      throw unavailable(this.isClosed ? 'the index is closed' : 'too many searches wait');
    }
    this.lastId += 1;
    const id = this.lastId;
    const { promise, resolve, reject } = Promise.withResolvers<IndexAnswer>();
    const settle: Pending['settle'] = (outcome) =>
      'error' in outcome ? reject(outcome.error) : resolve(outcome.answer);
    const timer = setTimeout(() => settle({ error: unavailable('the index did not answer in time') }), TIMEOUT_MS);
    const onAbort = (): void => settle({ error: new DOMException('nobody waits for the search', 'AbortError') });
    signal?.addEventListener('abort', onAbort, { once: true });
    this.pending.set(id, { request, attempts: 0, settle });
    try {
      if (this.worker === undefined) {
        this.start(); // which posts what waits
      } else {
        this.post(id, request);
      }
      return await promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      this.pending.delete(id);
    }
  }

  private post(id: number, request: IndexRequest): void {
    const pending = this.pending.get(id);
    if (this.worker !== undefined && pending !== undefined && pending.attempts < ATTEMPTS_MAX) {
      pending.attempts += 1;
      this.worker.postMessage({ kind: 'request', id, request } satisfies ToThread);
    }
  }

  private receive(message: FromThread): void {
    switch (message.kind) {
      case 'answer':
        this.pending.get(message.id)?.settle({ answer: message.answer });
        break;
      case 'failure':
        this.pending.get(message.id)?.settle({ error: errorOf(message) });
        break;
      case 'status':
        this.status = message.status;
        break;
      case 'log':
        this.logger[message.level]({ edition: this.options.edition, ...message.details }, message.text);
    }
  }

  private onExit(worker: Worker): void {
    if (this.worker !== worker) {
      return;
    }
    this.worker = undefined;
    this.status = undefined;
    if (this.isClosed) {
      return;
    }
    this.restarts += 1;
    this.deaths = performance.now() - this.startedAt > STABLE_MS ? 1 : this.deaths + 1;
    const delayMs = Math.min(RESTART_DELAY_MS * 2 ** (this.deaths - 1), RESTART_DELAY_MAX_MS);
    this.logger.warn(
      { edition: this.options.edition, deaths: this.deaths, delayMs },
      'the knowledge index is restarted',
    );
    for (const { attempts, settle } of this.pending.values()) {
      if (attempts >= ATTEMPTS_MAX) {
        settle({ error: unavailable('the index died twice over this search') });
      }
    }
    this.restartTimer = setTimeout(() => {
      this.restartTimer = undefined;
      this.start();
    }, delayMs);
    this.restartTimer.unref();
  }

  private failAll(error: AppError): void {
    for (const { settle } of this.pending.values()) {
      settle({ error });
    }
  }
}

function errorOf({ isDatabaseAway, message }: { isDatabaseAway: boolean; message: string }): AppError {
  const cause = new Error(message);
  return isDatabaseAway
    ? new AppError('database.unavailable', 'the database does not answer', { cause })
    : unavailable('the index failed', cause);
}

function unavailable(message: string, cause?: Error): AppError {
  return new AppError('knowledge.index-unavailable', message, cause && { cause });
}
