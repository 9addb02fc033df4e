import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { CaseClock } from './case-clock.js';

/** Watches cases: targets, silences, claims that were not confirmed. */
@Injectable()
export class ClockProcessor extends JobWorker<'handoff.clock'> {
  constructor(
    connection: QueueConnection,
    config: AppConfig,
    private readonly clock: CaseClock,
  ) {
    super(connection, 'handoff.clock', config.environment.WORKER_CONCURRENCY);
  }

  protected handle({ handoffId }: Jobs['handoff.clock']): Promise<void> {
    return this.clock.run(handoffId);
  }
}
