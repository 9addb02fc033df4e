/** The answers that this process served last; the one unused for longest goes first. */
export class RecentAnswers {
  private readonly entries = new Map<string, { value: unknown; expiresAtMs: number }>();

  constructor(private readonly sizeMax: number) {}

  /** Undefined for none, or one that is over. */
  get(key: string): unknown {
    const entry = this.entries.get(key);
    if (entry === undefined) {
      return undefined;
    }
    this.entries.delete(key);
    if (entry.expiresAtMs <= Date.now()) {
      return undefined;
    }
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: unknown, expiresAtMs: number): void {
    this.entries.delete(key);
    this.entries.set(key, { value, expiresAtMs });
    const [oldest] = this.entries.keys();
    if (this.entries.size > this.sizeMax && oldest !== undefined) {
      this.entries.delete(oldest);
    }
  }
}
