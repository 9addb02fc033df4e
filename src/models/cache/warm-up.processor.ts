import { Injectable } from '@nestjs/common';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { WarmUp } from './warm-up.js';

/** One after the other: contacts who wait go first. */
@Injectable()
export class WarmUpProcessor extends JobWorker<'answers.warm'> {
  constructor(
    connection: QueueConnection,
    private readonly warmUp: WarmUp,
  ) {
    super(connection, 'answers.warm', 1);
  }

  protected async handle({ knowledgeVersion }: Jobs['answers.warm']): Promise<void> {
    await this.warmUp.run(knowledgeVersion, this.patience.signal);
  }
}
