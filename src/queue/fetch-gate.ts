import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Metrics } from '../common/metrics.js';
import { AppConfig } from '../config/app-config.js';

/** How often the event loop is measured. */
const MEASURE_MS = 10;
const LAG_MS_MAX = 20;
/** So long one fetch is held back at most: each queue goes on at 20 jobs a second, however busy the process is. */
const HOLD_MS_MAX = 50;
const LOOK_AGAIN_MS = 5;

/** Whether a job may be fetched now, whose fetch has waited for so long already. */
export function mayFetch(lagMs: number, heldBackMs: number): boolean {
  return lagMs <= LAG_MS_MAX || heldBackMs >= HOLD_MS_MAX;
}

/**
 * Lets no worker fetch jobs while the event loop lags, where one process answers callbacks and works as well: what is
 * not fetched waits in the queue, and what is acknowledged is in time. A process that only works has nobody to wait for.
 */
@Injectable()
export class FetchGate implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private measuredAt = 0;
  private measuredLagMs = 0;
  private readonly heldBack;

  constructor(
    private readonly config: AppConfig,
    metrics: Metrics,
  ) {
    this.heldBack = metrics.counter(
      'fetches_held_back_total',
      'Fetches of jobs that the lag of the event loop delayed.',
      [],
    );
  }

  onApplicationBootstrap(): void {
    if (this.config.servesHttp && this.config.runsJobs) {
      this.measuredAt = performance.now();
      this.timer = setInterval(() => this.measure(), MEASURE_MS).unref();
    }
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  get isOpen(): boolean {
    return mayFetch(this.lagMs, 0);
  }

  /** Resolves when a job may be fetched, after 50 ms at the latest. */
  async pass(): Promise<void> {
    if (this.isOpen) {
      return;
    }
    this.heldBack.inc();
    const startedAt = performance.now();
    do {
      await delay(LOOK_AGAIN_MS);
    } while (!mayFetch(this.lagMs, performance.now() - startedAt));
  }

  /** By how much the last measurement was late, or by how much the next one is by now. */
  private get lagMs(): number {
    return this.timer === undefined
      ? 0
      : Math.max(this.measuredLagMs, performance.now() - this.measuredAt - MEASURE_MS);
  }

  private measure(): void {
    const now = performance.now();
    this.measuredLagMs = now - this.measuredAt - MEASURE_MS;
    this.measuredAt = now;
  }
}
