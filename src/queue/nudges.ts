import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { ContactId } from '../common/ids.js';
import { JobQueues } from './job-queues.js';

const names = ['dialog.turn', 'outbox.deliver'] as const;
type NudgeName = (typeof names)[number];

const FLUSH_MS = 100;
const WAITING_MAX = 50_000;

/**
 * Tells workers which contact has something to do. Nudges are coalesced per contact and flushed every 100 ms; one
 * that cannot be added is dropped, because the tables hold the truth and the sweeper nudges again.
 */
@Injectable()
export class Nudges implements OnModuleDestroy {
  private readonly logger = new Logger(Nudges.name);
  private readonly waiting: Record<NudgeName, Set<ContactId>> = {
    'dialog.turn': new Set(),
    'outbox.deliver': new Set(),
  };
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | undefined;

  constructor(private readonly queues: JobQueues) {}

  nudge(name: NudgeName, contactId: ContactId): void {
    if (this.waiting[name].size < WAITING_MAX) {
      this.waiting[name].add(contactId);
    }
    this.schedule();
  }

  /** A nudge for later. Its key is its own, so that it never keeps an immediate one from being added. */
  async wake(name: NudgeName, contactId: ContactId, delayMs: number): Promise<void> {
    await this.add(name, [{ data: { contactId }, key: `${contactId}-later`, delayMs }]);
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    await this.flushing;
    await this.flush();
  }

  /** One flush at a time: a queue that is slow gets fewer and larger ones, in which more nudges fall together. */
  private schedule(): void {
    if (this.timer === undefined && this.flushing === undefined) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.flushing = this.flush().finally(() => {
          this.flushing = undefined;
          if (names.some((name) => this.waiting[name].size > 0)) {
            this.schedule();
          }
        });
      }, FLUSH_MS);
    }
  }

  private async flush(): Promise<void> {
    await Promise.all(names.map((name) => this.flushOne(name)));
  }

  private async flushOne(name: NudgeName): Promise<void> {
    const jobs = [...this.waiting[name]].map((contactId) => ({ data: { contactId }, key: contactId }));
    this.waiting[name].clear();
    if (jobs.length > 0) {
      await this.add(name, jobs);
    }
  }

  private async add(name: NudgeName, jobs: Parameters<typeof this.queues.addAll<NudgeName>>[1]): Promise<void> {
    try {
      await this.queues.addAll(name, jobs);
    } catch (error) {
      this.logger.warn({ queue: name, jobs: jobs.length, error: String(error) }, 'nudges were dropped');
    }
  }
}
