/** What somebody has used of what he may use in this minute. */
export interface Rate {
  isAllowed: boolean;
  limit: number;
  /** At least; other processes may have parts of it that they do not use. */
  remaining: number;
  /** Until the minute is over, at least one. */
  resetSeconds: number;
}

/** Of what a process asked for, how much the limit leaves it. @param taken by all, with what was asked for. */
export function granted(limit: number, taken: number, wanted: number): number {
  return Math.max(0, Math.min(wanted, limit - (taken - wanted)));
}

/** This process's part of somebody's minute. */
export class Share {
  /** A part is under way. */
  fetching: Promise<void> | undefined;
  private left = 0;
  private part = 0;
  /** Of the limit, in nobody's hands. */
  private elsewhere = Number.POSITIVE_INFINITY;
  private endsAt = Number.POSITIVE_INFINITY;

  constructor(
    readonly subject: string,
    readonly limit: number,
  ) {}

  get isOver(): boolean {
    return performance.now() >= this.endsAt;
  }

  get hasPart(): boolean {
    return this.left > 0;
  }

  get isUsedUp(): boolean {
    return this.left === 0 && this.elsewhere <= 0;
  }

  /** The next part is fetched before anybody waits for it. */
  get isRunningLow(): boolean {
    return this.elsewhere > 0 && this.left <= this.part / 2 && this.fetching === undefined;
  }

  add(part: number, elsewhere: number, endsInMs: number): void {
    this.left += part;
    this.part = part;
    this.elsewhere = Math.max(0, elsewhere);
    this.endsAt = performance.now() + endsInMs;
  }

  take(): Rate {
    const isAllowed = this.left > 0;
    this.left -= isAllowed ? 1 : 0;
    return { ...this.rate(), isAllowed };
  }

  private rate(): Rate {
    const isKnown = Number.isFinite(this.endsAt);
    return {
      isAllowed: !this.isUsedUp,
      limit: this.limit,
      remaining: Math.min(this.limit, this.left + (Number.isFinite(this.elsewhere) ? this.elsewhere : this.limit)),
      resetSeconds: isKnown ? Math.max(1, Math.ceil((this.endsAt - performance.now()) / 1_000)) : 60,
    };
  }
}
