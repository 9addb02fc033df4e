import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Worker } from 'bullmq';
import type { JobName, Jobs } from './jobs.js';
import type { QueueConnection } from './queue-connection.js';

const STOP_TIMEOUT_MS = 8_000;

/**
 * The consuming side of one queue: a subclass says what a job does. It starts when everything else is ready, and
 * before anything else goes it takes no more jobs and waits for those that run.
 */
export abstract class JobWorker<Name extends JobName> implements OnApplicationBootstrap, OnModuleDestroy {
  protected readonly logger = new Logger(this.constructor.name);
  private worker: Worker<Jobs[Name]> | undefined;

  protected constructor(
    private readonly connection: QueueConnection,
    private readonly name: Name,
    private readonly concurrency: number,
  ) {}

  protected abstract handle(data: Jobs[Name]): Promise<void>;

  onApplicationBootstrap(): void {
    this.worker = new Worker<Jobs[Name]>(this.name, (job) => this.handle(job.data), {
      ...this.connection.worker(),
      concurrency: this.concurrency,
      drainDelay: 5,
      stalledInterval: 10_000,
      lockDuration: 60_000,
      maxStalledCount: 10,
    });
    this.worker.on('error', (error) =>
      this.logger.warn({ queue: this.name, error: error.message }, 'the queue is away'),
    );
    this.worker.on('failed', (job, error) =>
      this.logger.error({ queue: this.name, job: job?.data, err: error }, 'a job failed'),
    );
  }

  async onModuleDestroy(): Promise<void> {
    const closed = this.worker?.close();
    const patience = new Promise((resolve) => setTimeout(resolve, STOP_TIMEOUT_MS).unref());
    await Promise.race([closed, patience]);
  }
}
