import { Injectable } from '@nestjs/common';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { EvaluationRunner } from './evaluation-runner.js';
import { Evaluations } from './evaluations.js';

const RESUME_EVERY_MS = 15_000;

/** One evaluation at a time in a process: each has an index of its own in memory. */
@Injectable()
export class EvaluationProcessor extends JobWorker<'knowledge.evaluate'> {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    connection: QueueConnection,
    private readonly runner: EvaluationRunner,
    private readonly evaluations: Evaluations,
  ) {
    super(connection, 'knowledge.evaluate', 1);
  }

  override onApplicationBootstrap(): void {
    super.onApplicationBootstrap();
    this.timer = setInterval(() => void this.resume(), RESUME_EVERY_MS);
  }

  override async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await super.onModuleDestroy();
  }

  protected async handle({ evaluationId }: Jobs['knowledge.evaluate']): Promise<void> {
    await this.runner.run(evaluationId, () => !this.isStopping);
  }

  private async resume(): Promise<void> {
    try {
      await this.evaluations.resume();
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'evaluations were not looked for');
    }
  }
}
