import { Injectable } from '@nestjs/common';
import { JobWorker } from '../../queue/job-worker.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { Offering } from './offering.js';

/** One after the other: each asks for whatever is due. The second place is for what comes while the first is held up. */
const PLACES = 2;

/** Asks operators to take cases. */
@Injectable()
export class OfferProcessor extends JobWorker<'handoff.offer'> {
  constructor(
    connection: QueueConnection,
    private readonly offering: Offering,
  ) {
    super(connection, 'handoff.offer', PLACES);
  }

  protected handle(): Promise<void> {
    return this.offering.askForDue();
  }
}
