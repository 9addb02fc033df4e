import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { AppConfig } from '../config/app-config.js';

/** WeCom gives up after 5 s: https://developer.work.weixin.qq.com/document/path/90238 */
const HOLD_MS = 5_500;
const HELD_MAX = 1_000;

/**
 * What a callback gets that could not be stored. It is left open whether WeCom repeats what was answered 503 or only
 * what ran into its time-out, so `CALLBACK_OUTAGE=timeout` holds the request until then, as long as not too many are.
 */
@Injectable()
export class CallbackOutage implements OnModuleDestroy {
  private readonly holds: boolean;
  private readonly stopping = new AbortController();
  private held = 0;

  constructor(config: AppConfig) {
    this.holds = config.environment.CALLBACK_OUTAGE === 'timeout';
  }

  /** Rethrows `error`, at once or later. */
  async refuse(error: unknown): Promise<never> {
    if (this.holds && this.held < HELD_MAX && error instanceof AppError && error.code === 'database.unavailable') {
      this.held += 1;
      try {
        await delay(HOLD_MS, undefined, { signal: this.stopping.signal });
      } catch {
        // The program stops: what is held is answered now.
      } finally {
        this.held -= 1;
      }
    }
    throw error;
  }

  /** A stop does not wait for what is held. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }
}
