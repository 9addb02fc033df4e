import type { Draft } from './draft.js';
import { timedOut, timedOutAtFirst } from './failures.js';
import type { Failure, ProviderBounds } from './provider.js';

/** Ends an exchange in time: at its deadline, when nothing has begun to come, or when nobody wants it any more. */
export class Ending {
  /** Why it was ended; undefined while it was not. */
  failure: Failure | undefined;
  private readonly controller = new AbortController();
  private readonly timers: readonly NodeJS.Timeout[];
  private readonly giveUp = (): void => this.end(timedOut);

  constructor(
    private readonly bounds: ProviderBounds,
    draft: Draft,
  ) {
    this.timers = [
      setTimeout(this.giveUp, Math.max(0, bounds.deadlineMs)),
      setTimeout(
        () => {
          if (!draft.hasBegun) {
            this.end(timedOutAtFirst);
          }
        },
        Math.max(0, bounds.firstTokenMs),
      ),
    ];
    bounds.signal.addEventListener('abort', this.giveUp, { once: true });
    if (bounds.signal.aborted || bounds.deadlineMs <= 0) {
      this.giveUp();
    }
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  clear(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.bounds.signal.removeEventListener('abort', this.giveUp);
  }

  private end(failure: Failure): void {
    this.failure ??= failure;
    this.controller.abort();
  }
}
