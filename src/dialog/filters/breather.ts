import { setImmediate as nextRound } from 'node:timers/promises';

const SLICE_MS = 4;

/** Long work in slices: everything else that waits for the event loop gets its turn in between. */
export class Breather {
  private since = performance.now();
  private steps = 0;

  /** @param lookEvery after how many steps the clock is looked at. */
  constructor(private readonly lookEvery = 64) {}

  /** Ask at each small step; true when it is time to `rest`. */
  get isDue(): boolean {
    this.steps += 1;
    return this.steps % this.lookEvery === 0 && performance.now() - this.since >= SLICE_MS;
  }

  async rest(): Promise<void> {
    await nextRound();
    this.since = performance.now();
  }
}
