import { setImmediate } from 'node:timers/promises';

/** How long a long task may hold its thread before it lets others run. */
const SLICE_MS = 5;

/** Cuts a long task into slices of a few milliseconds. */
export class Slices {
  private endsAt = performance.now() + SLICE_MS;

  /** To be awaited between the small steps of the task. */
  async next(): Promise<void> {
    if (performance.now() > this.endsAt) {
      await setImmediate();
      this.endsAt = performance.now() + SLICE_MS;
    }
  }
}
