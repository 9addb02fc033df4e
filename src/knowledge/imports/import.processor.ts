import { Injectable } from '@nestjs/common';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { ImportRunner } from './import-runner.js';
import { KnowledgeImports } from './knowledge-imports.js';

const RESUME_EVERY_MS = 15_000;

@Injectable()
export class KnowledgeImportProcessor extends JobWorker<'knowledge.import'> {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    connection: QueueConnection,
    private readonly runner: ImportRunner,
    private readonly imports: KnowledgeImports,
  ) {
    super(connection, 'knowledge.import', 1);
  }

  override onApplicationBootstrap(): void {
    super.onApplicationBootstrap();
    this.timer = setInterval(() => void this.resume(), RESUME_EVERY_MS);
  }

  override async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await super.onModuleDestroy();
  }

  protected async handle({ importId }: Jobs['knowledge.import']): Promise<void> {
    await this.runner.run(importId, () => !this.isStopping);
  }

  private async resume(): Promise<void> {
    try {
      await this.imports.resume();
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'imports were not looked for');
    }
  }
}
