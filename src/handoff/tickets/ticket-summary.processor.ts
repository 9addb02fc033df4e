import { Injectable } from '@nestjs/common';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { TicketSummaries } from './ticket-summaries.js';

/** Two at once in a process: contacts wait for the same models. */
@Injectable()
export class TicketSummaryProcessor extends JobWorker<'ticket.summarise'> {
  constructor(
    connection: QueueConnection,
    private readonly summaries: TicketSummaries,
  ) {
    super(connection, 'ticket.summarise', 2);
  }

  protected async handle({ ticketId }: Jobs['ticket.summarise']): Promise<void> {
    await this.summaries.write(ticketId, this.patience.signal);
  }
}
