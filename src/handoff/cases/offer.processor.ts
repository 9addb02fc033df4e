import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { Offering } from './offering.js';

/** Asks operators to take cases. */
@Injectable()
export class OfferProcessor extends JobWorker<'handoff.offer'> {
  constructor(
    connection: QueueConnection,
    config: AppConfig,
    private readonly offering: Offering,
  ) {
    super(connection, 'handoff.offer', config.environment.WORKER_CONCURRENCY);
  }

  protected handle({ handoffId }: Jobs['handoff.offer']): Promise<void> {
    return this.offering.next(handoffId);
  }
}
