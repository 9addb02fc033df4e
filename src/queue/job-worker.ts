import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { GatedWorker } from './gated-worker.js';
import type { JobName, Jobs } from './jobs.js';
import { KeptOpen } from './kept-open.js';
import type { QueueConnection } from './queue-connection.js';

const REST_MS = 1_000;
const FINISH_TIMEOUT_MS = 5_000;
const STOP_TIMEOUT_MS = 7_000;

/**
 * The consuming side of one queue: a subclass says what a job does. It starts when everything else is ready, and
 * before anything else goes it takes no more jobs and waits for those that run.
 */
export abstract class JobWorker<Name extends JobName> implements OnApplicationBootstrap, OnModuleDestroy {
  protected readonly logger = new Logger(this.constructor.name);
  private worker: KeptOpen<GatedWorker<Jobs[Name]>> | undefined;

  protected constructor(
    private readonly connection: QueueConnection,
    private readonly name: Name,
    private readonly concurrency: number,
  ) {}

  /** True once the program is told to stop: begin nothing more. */
  protected isStopping = false;
  /** Aborted some seconds later: leave what is not finished, so that another process can take it. */
  protected readonly patience = new AbortController();

  protected abstract handle(data: Jobs[Name]): Promise<void>;

  onApplicationBootstrap(): void {
    this.worker = new KeptOpen(() => this.open());
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    const timers = [setTimeout(() => this.patience.abort(new Error('the program stops')), FINISH_TIMEOUT_MS)];
    const timeout = new Promise<void>((resolve) => timers.push(setTimeout(resolve, STOP_TIMEOUT_MS)));
    await Promise.race([this.worker?.close(), timeout]);
    timers.forEach((timer) => clearTimeout(timer));
  }

  private open(): GatedWorker<Jobs[Name]> {
    const options = {
      ...this.connection.worker(this.name),
      concurrency: this.concurrency,
      drainDelay: 5,
      stalledInterval: 5_000,
      lockDuration: 20_000,
      maxStalledCount: 10,
      runRetryDelay: REST_MS, // after a refused connection; BullMQ's own 15 s would be added to every outage
    };
    const handle = (job: { data: Jobs[Name] }): Promise<void> => this.handle(job.data);
    const worker = new GatedWorker<Jobs[Name]>(this.name, handle, options, this.connection.gate);
    worker.on('error', (error) => this.rest(worker, error));
    worker.on('failed', (job, error) =>
      this.logger.error({ queue: this.name, job: job?.data, err: error }, 'a job failed'),
    );
    return worker;
  }

  /**
   * After an error no job is fetched for a second. BullMQ fetches again at once, and an error that needs no network
   * (a connection that is known to be dead) would repeat without end and without a turn for anything else.
   */
  private rest(worker: GatedWorker<Jobs[Name]>, error: Error): void {
    if (worker.isPaused()) {
      return;
    }
    this.logger.warn({ queue: this.name, error: error.message }, 'the queue is away');
    void worker.pause(true);
    setTimeout(() => {
      if (!this.isStopping) {
        void worker.resume();
      }
    }, REST_MS).unref();
  }
}
