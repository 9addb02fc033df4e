import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type JobsOptions, Queue } from 'bullmq';
import { HealthRegistry, type HealthReport } from '../common/health-registry.js';
import { Metrics } from '../common/metrics.js';
import { type JobName, jobNames, type Jobs } from './jobs.js';
import { KeptOpen } from './kept-open.js';
import { QueueConnection } from './queue-connection.js';

/** How long a queue may take to accept jobs; what it does not accept, the sweeper nudges again. */
const ADD_TIMEOUT_MS = 5_000;

export interface NewJob<Name extends JobName> {
  data: Jobs[Name];
  /** While a job with this key waits, another is not added; while it runs, one more follows it. */
  key: string;
  delayMs?: number;
}

/** One that was tried until it was given up. */
export interface FailedJob {
  /** Of all queues: `<name>/<id in the queue>`. */
  id: string;
  name: JobName;
  reason: string;
  failedAt: Date;
}

const REASON_LENGTH_MAX = 200;

/** The producing side of BullMQ. Jobs are nudges: nobody who stores something waits for one to be added. */
@Injectable()
export class JobQueues implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(JobQueues.name);
  private readonly queues: ReadonlyMap<JobName, KeptOpen<Queue>>;

  constructor(
    private readonly connection: QueueConnection,
    private readonly metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {
    this.queues = new Map(jobNames.map((name) => [name, new KeptOpen(() => this.open(name))]));
  }

  onModuleInit(): void {
    this.metrics.gauge('queue_jobs', 'Jobs by queue and state.', ['queue', 'state'], async (gauge) => {
      for (const [name, counts] of await this.counts()) {
        for (const [state, count] of Object.entries(counts)) {
          gauge.set({ queue: name, state }, count);
        }
      }
    });
    this.health.register({ name: 'queue', check: () => this.check() });
  }

  /** @throws when the queue does not accept them in time. */
  async addAll<Name extends JobName>(name: Name, jobs: readonly NewJob<Name>[]): Promise<void> {
    const bulk = jobs.map(({ data, key, delayMs }) => ({ name, data, opts: options(key, delayMs) }));
    await within(ADD_TIMEOUT_MS, this.queue(name).addBulk(bulk));
  }

  /** Of each queue so many at most, the newest first. */
  async failed(limit: number): Promise<FailedJob[]> {
    const lists = await Promise.all(
      [...this.queues].map(async ([name, queue]) => {
        const jobs = await within(ADD_TIMEOUT_MS, queue.current.getFailed(0, limit - 1));
        return jobs.map(({ id = '', failedReason, finishedOn }) => ({
          id: `${name}/${id}`,
          name,
          reason: failedReason.slice(0, REASON_LENGTH_MAX),
          failedAt: new Date(finishedOn ?? 0),
        }));
      }),
    );
    return lists.flat();
  }

  /** One that is not there any more has been run again already. */
  async runAgain({ id, name }: FailedJob): Promise<void> {
    const job = await within(ADD_TIMEOUT_MS, this.queue(name).getJob(id.slice(name.length + 1)));
    await job?.retry('failed');
  }

  /** How many processes work on its jobs, wherever they run. */
  workers(name: JobName): Promise<number> {
    return within(ADD_TIMEOUT_MS, this.queue(name).getWorkersCount());
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => within(1_000, queue.close())));
  }

  private queue(name: JobName): Queue {
    const queue = this.queues.get(name);
    if (queue === undefined) {
      throw new TypeError(`no queue ${name}`);
    }
    return queue.current;
  }

  private open(name: JobName): Queue {
    const queue = new Queue(name, this.connection.producer(name));
    queue.on('error', (error) => this.logger.warn({ queue: name, error: error.message }, 'the queue is away'));
    return queue;
  }

  private async counts(): Promise<[JobName, Record<string, number>][]> {
    return Promise.all(
      [...this.queues].map(async ([name, queue]): Promise<[JobName, Record<string, number>]> => {
        const counts = await within(1_000, queue.current.getJobCounts('waiting', 'active', 'delayed', 'failed'));
        return [name, counts];
      }),
    );
  }

  private async check(): Promise<HealthReport> {
    try {
      await within(1_000, this.queue('dialog.turn').getJobCounts('waiting'));
      return { status: 'up', backend: this.connection.backend };
    } catch {
      return { status: 'degraded', backend: this.connection.backend };
    }
  }
}

function options(key: string, delayMs: number | undefined): JobsOptions {
  return {
    deduplication: { id: key, keepLastIfActive: true },
    removeOnComplete: true,
    removeOnFail: { age: 24 * 3_600, count: 1_000 },
    ...(delayMs === undefined ? {} : { delay: delayMs }),
  };
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the queue did not answer in ${timeoutMs} ms`)), timeoutMs);
  });
  work.catch(() => undefined); // whoever waits has been told by the time-out
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
