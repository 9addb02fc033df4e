import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Histogram } from 'prom-client';
import { AppError } from '../../common/app-error.js';
import { Metrics } from '../../common/metrics.js';
import { DatabaseLocation } from '../../database/database.module.js';
import { Embeddings } from '../../models/embeddings.js';
import type { Evidence } from '../lexical/evidence.js';
import { CandidateThread } from './candidate-thread.js';
import type { Edition, EvidenceRequest } from './index-messages.js';
import { IndexThread, type Judged, type ThreadSearchOptions } from './index-thread.js';

export interface EditionSearchOptions extends ThreadSearchOptions {
  edition: Edition;
}

/** The indexes of the process, and what `/metrics` tells of the live one. The candidate has one while it is asked. */
@Injectable()
export class KnowledgeIndex implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly thread: IndexThread;
  private readonly candidate: CandidateThread;
  private readonly duration: Histogram<'outcome'>;

  constructor(location: DatabaseLocation, embeddings: Embeddings, metrics: Metrics) {
    this.thread = new IndexThread({
      databaseUrl: location.url,
      edition: 'live',
      embeddingModel: embeddings.modelName,
    });
    this.candidate = new CandidateThread(location.url);
    this.duration = metrics.duration('knowledge_search_duration_seconds', 'Searches of the index.', ['outcome']);
    this.tell(metrics);
  }

  /** The first question should not have to wait, and nobody waits for this. */
  onApplicationBootstrap(): void {
    this.thread.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.thread.close(), this.candidate.close()]);
  }

  /** As `IndexThread.search`. */
  async search(query: string, { edition, ...options }: EditionSearchOptions): Promise<Judged> {
    const stop = this.duration.startTimer();
    try {
      const found = await this.threadOf(edition).search(query, options);
      stop({ outcome: 'found' });
      return found;
    } catch (error) {
      stop({ outcome: error instanceof AppError ? error.code : 'given-up' });
      throw error;
    }
  }

  /** As `IndexThread.evidence`. */
  evidence(
    { edition, ...request }: Omit<EvidenceRequest, 'kind'> & { edition: Edition },
    signal?: AbortSignal,
  ): Promise<Evidence | undefined> {
    return this.threadOf(edition).evidence(request, signal);
  }

  private threadOf(edition: Edition): IndexThread {
    return edition === 'live' ? this.thread : this.candidate.get();
  }

  /** Where nothing was indexed yet, nothing is told but the restarts. */
  private tell(metrics: Metrics): void {
    const { thread } = this;
    metrics.gauge('knowledge_index_documents', 'Documents that can be found.', [], (gauge) =>
      gauge.set(thread.status?.documents ?? NaN),
    );
    metrics.gauge('knowledge_index_entries', 'FAQ entries and passages that can be found.', [], (gauge) =>
      gauge.set(thread.status?.entries ?? NaN),
    );
    metrics.gauge('knowledge_index_vectors', 'Vectors in memory.', [], (gauge) =>
      gauge.set(thread.status?.vectors ?? NaN),
    );
    metrics.gauge('knowledge_index_version', 'The version of the knowledge base that is indexed.', [], (gauge) =>
      gauge.set(thread.status?.version ?? NaN),
    );
    metrics.gauge('knowledge_index_age_seconds', 'Since the index last agreed with the database.', [], (gauge) =>
      gauge.set(thread.status === undefined ? NaN : (Date.now() - thread.status.checkedAt) / 1_000),
    );
    metrics.gauge('knowledge_index_restarts', 'How often the thread of the index died.', [], (gauge) =>
      gauge.set(thread.restarts),
    );
  }
}
