const KEYS_MAX = 100_000;

/** At most `max` in any span of `windowMs`. */
export interface Limit {
  max: number;
  windowMs: number;
}

/**
 * One app to one member; what is above is dropped and yet acknowledged.
 * @see https://developer.work.weixin.qq.com/document/path/90312
 */
export const memberLimits: readonly Limit[] = [
  { max: 30, windowMs: 60_000 },
  { max: 1_000, windowMs: 3_600_000 },
];

/** One API, per corp; `message/send` is not counted. Above it: 45009. */
export const apiLimits: readonly Limit[] = [{ max: 10_000, windowMs: 60_000 }];

/** Counts by key in sliding windows. */
export class SlidingQuota {
  /** The times that count, oldest first, at most as many as the largest limit. */
  private readonly taken = new Map<string, number[]>();
  private readonly keptMax: number;

  constructor(
    private readonly limits: readonly Limit[],
    private readonly now: () => number,
  ) {
    this.keptMax = Math.max(...limits.map((limit) => limit.max));
  }

  /** Takes one if every limit allows it. What is refused does not count. */
  take(key: string): boolean {
    const now = this.now();
    const times = this.timesOf(key);
    const isFree = this.limits.every(({ max, windowMs }) => {
      const bounding = times.at(-max);
      return times.length < max || bounding === undefined || bounding <= now - windowMs;
    });
    if (!isFree) {
      return false;
    }
    times.push(now);
    if (times.length > this.keptMax) {
      times.shift();
    }
    return true;
  }

  clear(): void {
    this.taken.clear();
  }

  private timesOf(key: string): number[] {
    const known = this.taken.get(key);
    if (known !== undefined) {
      return known;
    }
    const [oldest] = this.taken.keys();
    if (this.taken.size >= KEYS_MAX && oldest !== undefined) {
      this.taken.delete(oldest);
    }
    const times: number[] = [];
    this.taken.set(key, times);
    return times;
  }
}
