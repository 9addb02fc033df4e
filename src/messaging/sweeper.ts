import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Chores } from '../common/chores.js';
import { AppConfig } from '../config/app-config.js';
import { Database } from '../database/database.js';
import { type DueJob, type DueSource, DueWork } from '../queue/due-work.js';
import { JobQueues } from '../queue/job-queues.js';
import type { JobName } from '../queue/jobs.js';
import { Conversations } from './conversations.js';

const INTERVAL_MS = 2_000;
/** Housekeeping is done every tenth sweep. */
const CHORES_EVERY = 10;
/** What else is due is found by the next sweep. */
const DUE_MAX = 1_000;
const LOCK = 0x73776570; // "swep": one sweeper at a time, in whichever process

/**
 * Tables are the truth, jobs are nudges: what is due and has no worker is nudged again, whatever became of the queue.
 * Its nudges have keys of their own, because the first one may hang on a worker that was killed.
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
    private readonly dueWork: DueWork,
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
      if (due === undefined) {
        return;
      }
      await Promise.all(due.map(({ name, jobs }) => this.nudge(name, jobs)));
      await this.conversations.endIdle();
      await this.doChores();
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'a sweep failed; the next one follows');
    } finally {
      this.sweeping = undefined;
    }
  }

  /** A queue that takes nothing must not keep another from its jobs. */
  private async nudge(name: JobName, jobs: readonly DueJob[]): Promise<void> {
    try {
      if (jobs.length > 0) {
        await this.queues.addAll(
          name,
          jobs.map(({ data, key }) => ({ data, key: `${key}-swept` })),
        );
      }
    } catch (error) {
      this.logger.warn({ queue: name, error: String(error) }, 'what is due was not nudged; the next sweep follows');
    }
  }

  private async doChores(): Promise<void> {
    this.sweeps += 1;
    if (this.sweeps % CHORES_EVERY === 0) {
      await this.chores.doAll();
    }
  }

  /** Undefined where another process sweeps. */
  private findDue(): Promise<Due[] | undefined> {
    return this.database.transaction(async (tx) => {
      const [lock] = await tx.rows<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCK]);
      if (lock?.mine !== true) {
        return undefined;
      }
      const due: Due[] = [];
      for (const source of this.dueWork.all()) {
        due.push({ name: source.name, jobs: await this.ask(source) });
      }
      return due;
    });
  }

  /** Each on a connection of its own: one that fails leaves the others their turn. */
  private async ask(source: DueSource): Promise<readonly DueJob[]> {
    try {
      return (await source.due()).slice(0, DUE_MAX);
    } catch (error) {
      this.logger.warn({ queue: source.name, error: String(error) }, 'it is not known what is due');
      return [];
    }
  }
}

interface Due {
  name: JobName;
  jobs: readonly DueJob[];
}
