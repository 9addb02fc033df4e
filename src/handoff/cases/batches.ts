interface Waiting {
  done: Promise<void>;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * What comes one by one and is done together: one batch at a time, and what comes meanwhile is in the next. Where a batch
 * fails each of it is done by itself, so that one bad key keeps no other back.
 */
export class Batches<Key> {
  private readonly waiting = new Map<Key, Waiting>();
  private isRunning = false;

  constructor(
    private readonly sizeMax: number,
    private readonly work: (keys: readonly Key[]) => Promise<void>,
  ) {}

  /** Resolves when it was done, with all that was asked for before. */
  add(key: Key): Promise<void> {
    const waiting = this.waiting.get(key) ?? deferred();
    this.waiting.set(key, waiting);
    void this.run();
    return waiting.done;
  }

  private async run(): Promise<void> {
    if (this.isRunning) {
      return;
    }
    this.isRunning = true;
    while (this.waiting.size > 0) {
      const batch = [...this.waiting].slice(0, this.sizeMax);
      batch.forEach(([key]) => this.waiting.delete(key));
      if (!(await this.succeeds(batch))) {
        for (const one of batch) {
          await this.alone(one);
        }
      }
    }
    this.isRunning = false;
  }

  private async succeeds(batch: readonly [Key, Waiting][]): Promise<boolean> {
    try {
      await this.work(batch.map(([key]) => key));
      batch.forEach(([, { resolve }]) => resolve());
      return true;
    } catch {
      return false; // each is done by itself, and says what is wrong with it
    }
  }

  private async alone([key, { resolve, reject }]: [Key, Waiting]): Promise<void> {
    try {
      await this.work([key]);
      resolve();
    } catch (error) {
      reject(error);
    }
  }
}

function deferred(): Waiting {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { done: promise, resolve, reject };
}
