import { Logger } from '@nestjs/common';

const POLL_MS = 1_000;

/**
 * What a table holds, kept in memory: every second a cheap query tells whether it changed, and only then it is read
 * again. While the database is away the last known value stays.
 */
export class Polled<Value> {
  private readonly logger = new Logger(Polled.name);
  private current: { mark: string; value: Value } | undefined;
  private last: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private isAway = false;
  private isStopped = false;

  constructor(
    private readonly name: string,
    /** Differs whenever the table differs. */
    private readonly mark: () => Promise<string>,
    private readonly read: () => Promise<Value>,
  ) {}

  /** @throws {TypeError} before `start`. */
  get value(): Value {
    if (this.current === undefined) {
      throw new TypeError(`${this.name} were not loaded yet`);
    }
    return this.current.value;
  }

  /** Loads for the first time, which must succeed, and goes on polling. */
  async start(): Promise<void> {
    await this.refresh();
    this.pollLater();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Reads again. One after the other: a slow read that began before a change must not undo what came after it. */
  refresh(): Promise<void> {
    const load = (): Promise<void> => this.load();
    this.last = this.last.then(load, load);
    return this.last;
  }

  private pollLater(): void {
    if (!this.isStopped) {
      this.timer = setTimeout(() => void this.poll(), POLL_MS);
      this.timer.unref();
    }
  }

  private async poll(): Promise<void> {
    try {
      await this.refresh();
      this.isAway = false;
    } catch (error) {
      if (!this.isAway && !this.isStopped) {
        this.isAway = true;
        this.logger.warn({ error: String(error) }, `${this.name} cannot be read: the last known stay in force`);
      }
    }
    this.pollLater();
  }

  /** The mark comes first: a change in between is then read twice, and never missed. */
  private async load(): Promise<void> {
    const mark = await this.mark();
    if (mark !== this.current?.mark) {
      this.current = { mark, value: await this.read() };
    }
  }
}
