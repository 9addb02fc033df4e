import type { QueueBase } from 'bullmq';

const REOPEN_MS = 1_000;

/**
 * A queue or worker of BullMQ that is opened until it opens. BullMQ remembers for ever that a first connection failed:
 * a database that goes while the program starts would leave every later call failing at once, long after it is back.
 */
export class KeptOpen<Opened extends QueueBase> {
  private opened: Opened;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly open: () => Opened) {
    this.opened = this.openOne();
  }

  get current(): Opened {
    return this.opened;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.opened.close();
  }

  private openOne(): Opened {
    const opened = this.open();
    opened.waitUntilReady().catch(() => this.reopenLater());
    return opened;
  }

  private reopenLater(): void {
    if (this.isClosed) {
      return;
    }
    this.timer = setTimeout(() => {
      this.opened.close().catch(() => undefined); // it never had a connection that could be missed
      this.opened = this.openOne();
    }, REOPEN_MS);
    this.timer.unref();
  }
}
