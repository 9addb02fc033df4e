import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { ContactId } from '../common/ids.js';
import { JobQueues } from './job-queues.js';

type NudgeName = 'dialog.turn' | 'outbox.deliver';

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

  constructor(private readonly queues: JobQueues) {}

  nudge(name: NudgeName, contactId: ContactId): void {
    if (this.waiting[name].size < WAITING_MAX) {
      this.waiting[name].add(contactId);
    }
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** A nudge for later. Its key is its own, so that it never keeps an immediate one from being added. */
  async wake(name: NudgeName, contactId: ContactId, delayMs: number): Promise<void> {
    await this.add(name, [{ data: { contactId }, key: `${contactId}-later`, delayMs }]);
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const due = (['dialog.turn', 'outbox.deliver'] as const).map((name) => {
      const contacts = [...this.waiting[name]];
      this.waiting[name].clear();
      return { name, contacts };
    });
    await Promise.all(
      due
        .filter(({ contacts }) => contacts.length > 0)
        .map(({ name, contacts }) =>
          this.add(
            name,
            contacts.map((contactId) => ({ data: { contactId }, key: contactId })),
          ),
        ),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.flush();
  }

  private async add(name: NudgeName, jobs: Parameters<typeof this.queues.addAll<NudgeName>>[1]): Promise<void> {
    try {
      await this.queues.addAll(name, jobs);
    } catch (error) {
      this.logger.warn({ queue: name, jobs: jobs.length, error: String(error) }, 'nudges were dropped');
    }
  }
}
