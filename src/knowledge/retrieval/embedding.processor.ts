import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Embeddings } from '../../models/embeddings.js';
import { JobQueues } from '../../queue/job-queues.js';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { EmbeddingRunner } from './embedding-runner.js';

const LOOK_EVERY_MS = 2_000;
const REST_MS = 15_000;
const REST_MAX_MS = 300_000;

/** Sees that something was published, and has it embedded, by one process at a time. */
@Injectable()
export class EmbeddingProcessor extends JobWorker<'knowledge.embed'> {
  private timer: NodeJS.Timeout | undefined;
  /** The version of the knowledge base at which nothing was lacking. */
  private completeAt: string | undefined;
  private failures = 0;
  private restsUntil = -Infinity;

  constructor(
    connection: QueueConnection,
    private readonly queues: JobQueues,
    private readonly database: Database,
    private readonly embeddings: Embeddings,
    private readonly runner: EmbeddingRunner,
  ) {
    super(connection, 'knowledge.embed', 1);
  }

  override onApplicationBootstrap(): void {
    super.onApplicationBootstrap();
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
  }

  override async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await super.onModuleDestroy();
  }

  protected async handle({ model }: Jobs['knowledge.embed']): Promise<void> {
    if (model !== this.embeddings.modelName) {
      return; // a process of another configuration asked, and asks again
    }
    const outcome = await this.runner.run(() => !this.isStopping, this.patience.signal);
    this.failures = outcome === 'failed' ? this.failures + 1 : 0;
    if (this.failures > 0) {
      this.restsUntil = performance.now() + Math.min(REST_MS * 2 ** (this.failures - 1), REST_MAX_MS);
    }
  }

  private async look(): Promise<void> {
    const { modelName: model } = this.embeddings;
    if (model === undefined || performance.now() < this.restsUntil) {
      return;
    }
    try {
      const [row] = await this.database.rows<{ version: string }>('select version from knowledge_version');
      if (row?.version === this.completeAt) {
        return;
      }
      if (await this.runner.isLacking()) {
        await this.queues.addAll('knowledge.embed', [{ data: { model }, key: 'all' }]);
      } else {
        this.completeAt = row?.version;
      }
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'what lacks vectors was not looked for');
    }
  }
}
