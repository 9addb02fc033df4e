import { IndexThread } from './index-thread.js';

/** A second index of the whole base is no small thing: it goes when nobody asked it for so long. */
const IDLE_MS = 10 * 60_000;

/** The index of what would be live if all drafts were published: only while somebody asks it. */
export class CandidateThread {
  private thread: IndexThread | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly databaseUrl: string) {}

  /** To be asked now, not kept. */
  get(): IndexThread {
    clearTimeout(this.timer);
    this.thread ??= new IndexThread({ databaseUrl: this.databaseUrl, edition: 'candidate' });
    if (!this.isClosed) {
      this.timer = setTimeout(() => void this.end(), IDLE_MS);
      this.timer.unref();
    }
    return this.thread;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.end();
  }

  private async end(): Promise<void> {
    clearTimeout(this.timer);
    const { thread } = this;
    this.thread = undefined;
    await thread?.close();
  }
}
