import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { v4 } from 'uuid';
import { Metrics } from '../../common/metrics.js';
import { Flights } from './flights.js';
import { RecentAnswers } from './recent-answers.js';
import { type CacheSubject, FLIGHT_SECONDS, StoredAnswers } from './stored-answers.js';

/** `hit`: it was kept; `shared`: somebody else was answering the same; `miss`: it was answered now. */
export type CacheUse = 'hit' | 'shared' | 'miss';

/** Between what work comes to and what is kept of it: JSON. */
export interface Keeping<Result> {
  /** Undefined: it is not kept. */
  pack(result: Result): { value: unknown; ttlMs: number } | undefined;
  /** Undefined for what another version of the program kept in another form. */
  unpack(value: unknown): Result | undefined;
  /** Whether those who asked the same meanwhile may have it, kept or not. */
  isShareable(result: Result): boolean;
}

const RECENT_MAX = 1_000;
const VALUE_LENGTH_MAX = 32 * 1_024;
const POLL_MS = 150;
const RENEW_MS = 3_000;
const HITS_EVERY_MS = 5_000;

/**
 * Answers by key: in this process, in the database, and while they are being made. The same key at the same time is
 * answered once, over all processes. Without the database it is answered as if there were no cache.
 */
@Injectable()
export class AnswerCache implements OnModuleDestroy {
  private readonly logger = new Logger(AnswerCache.name);
  private readonly recent = new RecentAnswers(RECENT_MAX);
  private readonly flights = new Flights<{ use: CacheUse; result: unknown }>();
  private readonly lookups: Counter<'result'>;
  private hits = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly stored: StoredAnswers,
    metrics: Metrics,
  ) {
    this.lookups = metrics.counter(
      'answer_cache_lookups_total',
      'Answers that were looked for: kept (hit), being made (shared), made (miss), not to be kept (off)',
      ['result'],
    );
  }

  /** An answer that is neither looked for nor kept. */
  noteOff(): void {
    this.lookups.inc({ result: 'off' });
  }

  /**
   * What is kept under the key, or what `work` makes; all who ask meanwhile get the same, if it may be shared.
   * @param work gets a signal that is aborted when nobody waits any more.
   * @param signal ends the wait of this caller.
   * @throws what `signal` is aborted with, or what the work throws.
   */
  async through<Result>(
    subject: CacheSubject,
    keeping: Keeping<Result>,
    work: (signal: AbortSignal) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<{ use: CacheUse; result: Result }> {
    const known = keeping.unpack(this.recent.get(subject.key));
    if (known !== undefined) {
      return this.served(subject.key, 'hit', known);
    }
    const { result: flown, isFirst } = await this.flights.join(
      subject.key,
      (flightSignal) => this.fly(subject, keeping, work, flightSignal),
      signal,
    );
    const use = isFirst || flown.use === 'hit' ? flown.use : 'shared';
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same key is the same kind of work
    const result = flown.result as Result;
    return use === 'shared' && !keeping.isShareable(result)
      ? this.served(subject.key, 'miss', await work(signal))
      : this.served(subject.key, use, result);
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    await this.storeHits();
  }

  private async fly<Result>(
    subject: CacheSubject,
    keeping: Keeping<Result>,
    work: (signal: AbortSignal) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<{ use: CacheUse; result: Result }> {
    const token = v4();
    for (let looks = 0; ; looks += 1) {
      const place = await this.placeOf(subject, keeping, token);
      if (place.kind === 'found') {
        return { use: looks === 0 ? 'hit' : 'shared', result: place.result };
      }
      if (place.kind === 'taken') {
        return { use: 'miss', result: await this.lead(subject.key, token, keeping, work, signal) };
      }
      if (place.kind === 'without') {
        return { use: 'miss', result: await work(signal) };
      }
      await sleep(POLL_MS, undefined, { signal });
    }
  }

  private async placeOf<Result>(
    subject: CacheSubject,
    keeping: Keeping<Result>,
    token: string,
  ): Promise<{ kind: 'found'; result: Result } | { kind: 'taken' | 'elsewhere' | 'without' }> {
    try {
      const entry = await this.stored.find(subject.key);
      if (entry === undefined) {
        return { kind: (await this.stored.take(subject, token)) ? 'taken' : 'elsewhere' };
      }
      const result = keeping.unpack(entry.value);
      if (result === undefined) {
        return { kind: 'without' };
      }
      this.recent.set(subject.key, entry.value, entry.expiresAtMs);
      return { kind: 'found', result };
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'answers that are kept cannot be read');
      return { kind: 'without' };
    }
  }

  /** Answers for all; says so again and again, until it is done. */
  private async lead<Result>(
    key: string,
    token: string,
    keeping: Keeping<Result>,
    work: (signal: AbortSignal) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    const timer = setInterval(() => void this.quietly(this.stored.renew(key, token)), RENEW_MS);
    timer.unref();
    let packed: ReturnType<Keeping<Result>['pack']>;
    try {
      const result = await work(signal);
      packed = keeping.pack(result);
      return result;
    } finally {
      clearInterval(timer);
      await this.quietly(this.keep(key, token, packed));
    }
  }

  private async keep(key: string, token: string, packed: { value: unknown; ttlMs: number } | undefined): Promise<void> {
    if (packed === undefined || JSON.stringify(packed.value).length > VALUE_LENGTH_MAX) {
      await this.stored.release(key, token);
      return;
    }
    await this.stored.store(key, token, packed.value, packed.ttlMs);
    this.recent.set(key, packed.value, Date.now() + packed.ttlMs);
  }

  private served<Result>(key: string, use: CacheUse, result: Result): { use: CacheUse; result: Result } {
    this.lookups.inc({ result: use });
    if (use !== 'miss') {
      this.hits.set(key, (this.hits.get(key) ?? 0) + 1);
      this.timer ??= setTimeout(() => void this.storeHits(), HITS_EVERY_MS).unref();
    }
    return { use, result };
  }

  private async storeHits(): Promise<void> {
    const { hits } = this;
    this.hits = new Map();
    this.timer = undefined;
    if (hits.size > 0) {
      await this.quietly(this.stored.countHits(hits));
    }
  }

  /** What is kept is a help, never a reason to lose the answer that somebody waits for. */
  private async quietly(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.logger.warn({ error: String(error), flightSeconds: FLIGHT_SECONDS }, 'an answer was not kept');
    }
  }
}
