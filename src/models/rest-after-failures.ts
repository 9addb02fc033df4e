const FAILURES_MAX = 2;
const REST_MS = 10_000;

/** Leaves a service alone for a while that failed twice in a row: nobody should wait for its time-out each time. */
export class RestAfterFailures {
  private failures = 0;
  private restsUntil = -Infinity;

  get isResting(): boolean {
    return performance.now() < this.restsUntil;
  }

  note(hasFailed: boolean): void {
    this.failures = hasFailed ? this.failures + 1 : 0;
    if (this.failures >= FAILURES_MAX) {
      this.restsUntil = performance.now() + REST_MS;
    }
  }
}
