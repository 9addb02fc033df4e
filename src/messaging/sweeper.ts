import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Chores } from '../common/chores.js';
import type { ContactId } from '../common/ids.js';
import { AppConfig } from '../config/app-config.js';
import { Database } from '../database/database.js';
import { JobQueues } from '../queue/job-queues.js';
import { Conversations } from './conversations.js';

const INTERVAL_MS = 2_000;
/** Housekeeping is done every tenth sweep. */
const CHORES_EVERY = 10;
const CONTACTS_PER_SWEEP = 1_000;
const LOCK = 0x73776570; // "swep": one sweeper at a time, in whichever process

/** Work that has waited for longer than its nudge should have taken: the nudge was lost. */
const DUE = {
  'dialog.turn': `
    select distinct i.contact_id from (
      select contact_id from inbox where state = 'open' and due_at < clock_timestamp() - interval '1 second'
      order by due_at limit ${CONTACTS_PER_SWEEP}) i
    where not exists (select 1 from leases l
      where l.contact_id = i.contact_id and l.kind = 'dialog' and l.until > clock_timestamp())`,
  'outbox.deliver': `
    select distinct o.contact_id from (
      select contact_id from outbox where state in ('pending', 'sending') and not_before < clock_timestamp() - interval '1 second'
      order by not_before limit ${CONTACTS_PER_SWEEP}) o
    where not exists (select 1 from leases l
      where l.contact_id = o.contact_id and l.kind = 'outbox' and l.until > clock_timestamp())`,
} as const;

/**
 * Tables are the truth, jobs are nudges: what is open, due and under no live lease is nudged again, whatever became
 * of the queue. Its nudges have keys of their own, because the first one may hang on a worker that was killed.
 */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Sweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;
  private sweeps = 0;

  constructor(
    private readonly database: Database,
    private readonly queues: JobQueues,
    private readonly conversations: Conversations,
    private readonly chores: Chores,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.runsJobs) {
      this.timer = setInterval(() => {
        this.sweeping ??= this.sweep();
      }, INTERVAL_MS);
    }
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  private async sweep(): Promise<void> {
    try {
      const due = await this.findDue();
      for (const [name, contacts] of due) {
        const jobs = contacts.map((contactId) => ({ data: { contactId }, key: `${contactId}-swept` }));
        if (jobs.length > 0) {
          await this.queues.addAll(name, jobs);
        }
      }
      if (due.length > 0) {
        await this.conversations.endIdle();
        await this.doChores();
      }
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'a sweep failed; the next one follows');
    } finally {
      this.sweeping = undefined;
    }
  }

  private async doChores(): Promise<void> {
    this.sweeps += 1;
    if (this.sweeps % CHORES_EVERY === 0) {
      for (const chore of this.chores.all()) {
        await chore.run();
      }
    }
  }

  /** Empty where another process sweeps. */
  private findDue(): Promise<['dialog.turn' | 'outbox.deliver', ContactId[]][]> {
    return this.database.transaction(async (tx) => {
      const [lock] = await tx.rows<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCK]);
      if (lock?.mine !== true) {
        return [];
      }
      const turns = await tx.rows<{ contact_id: ContactId }>(DUE['dialog.turn']);
      const deliveries = await tx.rows<{ contact_id: ContactId }>(DUE['outbox.deliver']);
      return [
        ['dialog.turn', turns.map(({ contact_id: id }) => id)],
        ['outbox.deliver', deliveries.map(({ contact_id: id }) => id)],
      ];
    });
  }
}
