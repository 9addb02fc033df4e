import { Injectable } from '@nestjs/common';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { SearchRuns } from './search-runs.js';

/** One saved search at a time in a process: people are answered by the same one. */
@Injectable()
export class ReviewProcessor extends JobWorker<'audit.review'> {
  constructor(
    connection: QueueConnection,
    private readonly runs: SearchRuns,
  ) {
    super(connection, 'audit.review', 1);
  }

  protected async handle({ savedSearchId }: Jobs['audit.review']): Promise<void> {
    await this.runs.run(savedSearchId);
  }
}
