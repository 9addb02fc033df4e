import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { ContactId } from '../common/ids.js';
import { JobQueues, type NewJob } from './job-queues.js';
import type { JobName, Jobs } from './jobs.js';

export type ContactJobName = 'dialog.turn' | 'outbox.deliver';

/** Long enough that a burst of callbacks falls together. */
const CONTACTS_FLUSH_MS = 100;
/** Whoever waits for these, such as an operator for a card, sees each millisecond. */
const JOBS_FLUSH_MS = 10;
const WAITING_MAX = 50_000;

/**
 * Tells workers that there is something to do. Nudges are coalesced per key and flushed together; one that cannot be
 * added is dropped, because the tables hold the truth and the sweeper nudges again.
 */
@Injectable()
export class Nudges implements OnModuleDestroy {
  private readonly contacts: Lane;
  private readonly jobs: Lane;

  constructor(queues: JobQueues) {
    this.contacts = new Lane(queues, CONTACTS_FLUSH_MS);
    this.jobs = new Lane(queues, JOBS_FLUSH_MS);
  }

  nudge(name: ContactJobName, contactId: ContactId): void {
    this.contacts.put(name, { data: { contactId }, key: contactId });
  }

  /** A nudge for later. Its key is its own, so that it never keeps an immediate one from being added. */
  async wake(name: ContactJobName, contactId: ContactId, delayMs: number): Promise<void> {
    await this.contacts.add(name, [{ data: { contactId }, key: `${contactId}-later`, delayMs }]);
  }

  /**
   * Nudges any job after a commit: never throws, and waits for nothing. While a job with this key waits, no other is
   * added. One with a delay has a key of its own for each second in which it is due: it neither keeps an immediate one
   * from being added, nor one that is due at another time.
   */
  nudgeJob<Name extends JobName>(name: Name, data: Jobs[Name], key: string, delayMs = 0): void {
    const job = { data, key };
    this.jobs.put(name, delayMs > 0 ? { ...job, key: `${key}-${dueSecond(delayMs)}`, delayMs } : job);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.contacts.close(), this.jobs.close()]);
  }
}

function dueSecond(delayMs: number): number {
  return Math.round((Date.now() + delayMs) / 1_000);
}

/** Nudges that are flushed together. One flush at a time: a queue that is slow gets fewer and larger ones. */
class Lane {
  private readonly logger = new Logger(Nudges.name);
  private readonly waiting = new Map<JobName, Map<string, NewJob<JobName>>>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | undefined;

  constructor(
    private readonly queues: JobQueues,
    private readonly flushMs: number,
  ) {}

  put(name: JobName, job: NewJob<JobName>): void {
    const jobs = this.waiting.get(name) ?? new Map<string, NewJob<JobName>>();
    this.waiting.set(name, jobs);
    if (jobs.size < WAITING_MAX) {
      jobs.set(job.key, job);
    }
    this.schedule();
  }

  async add(name: JobName, jobs: readonly NewJob<JobName>[]): Promise<void> {
    try {
      await this.queues.addAll(name, jobs);
    } catch (error) {
      this.logger.warn({ queue: name, jobs: jobs.length, error: String(error) }, 'nudges were dropped');
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.flushing;
    await this.flush();
  }

  private schedule(): void {
    if (this.timer === undefined && this.flushing === undefined) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.flushing = this.flush().finally(() => {
          this.flushing = undefined;
          if (this.waiting.size > 0) {
            this.schedule();
          }
        });
      }, this.flushMs);
    }
  }

  private async flush(): Promise<void> {
    const waiting = [...this.waiting];
    this.waiting.clear();
    await Promise.all(waiting.map(([name, jobs]) => this.add(name, [...jobs.values()])));
  }
}
