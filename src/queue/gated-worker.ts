import { type Job, type Processor, Worker, type WorkerOptions } from 'bullmq';
import type { FetchGate } from './fetch-gate.js';

/**
 * A worker that asks the gate before each fetch, on either backend. BullMQ's own means do not fit: a paused worker that
 * already waits for a job takes it all the same, and a pause stops the search for stalled jobs as well; a rate limit is
 * one of the queue and would hold up other processes too.
 */
export class GatedWorker<Data> extends Worker<Data, void> {
  constructor(
    name: string,
    handle: Processor<Data, void>,
    options: WorkerOptions,
    private readonly gate: FetchGate,
  ) {
    super(name, handle, options);
  }

  protected override async moveToActive(token: string, name?: string): Promise<Job<Data, void>> {
    await this.gate.pass();
    return super.moveToActive(token, name);
  }

  /** While the gate is shut, a job that ends does not bring the next one along. */
  override processJob(job: Job<Data, void>, token: string, mayBringNext = () => true): Promise<void | Job<Data, void>> {
    return super.processJob(job, token, () => this.gate.isOpen && mayBringNext());
  }
}
