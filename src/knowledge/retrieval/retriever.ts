import { Injectable } from '@nestjs/common';
import { Embeddings } from '../../models/embeddings.js';
import { Reranker } from '../../models/reranker.js';
import { type Judgement, judge } from './confidence.js';
import { type Place, weighPlaces } from './fused-confidence.js';
import type { Edition, FoundEntry, SearchFilter } from './index-messages.js';
import type { Judged } from './index-thread.js';
import { KnowledgeIndex } from './knowledge-index.js';

const RERANKED_MAX = 20;

/** A part of the search that is configured and did not work this time. */
export type Degraded = 'vectors' | 'reranker';

export interface Retrieved extends Judgement {
  /** Best first. */
  entries: FoundEntry[];
  degraded: Degraded[];
  /** The `knowledge_version` that was searched. */
  version: number;
}

export interface RetrieveOptions extends SearchFilter {
  limit: number;
  /** What is not published has no vectors: a candidate is searched by words, and reranked. */
  edition: Edition;
  signal?: AbortSignal | undefined;
}

/** The whole search: by words, by vectors and by a reranker, as far as they are configured and answer in time. */
@Injectable()
export class Retriever {
  constructor(
    private readonly index: KnowledgeIndex,
    private readonly embeddings: Embeddings,
    private readonly reranker: Reranker,
  ) {}

  /** @throws {AppError} as `IndexThread.search`; and what `signal` is aborted with. */
  async retrieve(query: string, { limit, ...options }: RetrieveOptions): Promise<Retrieved> {
    const isLive = options.edition === 'live';
    const vector = isLive && query !== '' ? await this.embeddings.question(query, options.signal) : undefined;
    const depth = this.reranker.available ? Math.max(limit, RERANKED_MAX) : limit;
    const found = await this.index.search(query, { ...options, limit: depth, vector });
    const isWithoutVectors = isLive && this.embeddings.modelName !== undefined && !found.usedVectors;
    const degraded: Degraded[] = isWithoutVectors ? ['vectors'] : [];
    const { entries, confidence, inScope, version } = found;
    if (!this.reranker.available || entries.length < 2) {
      return { entries: entries.slice(0, limit), confidence, inScope, degraded, version };
    }
    const reranked = await this.rerank(query, found, options);
    if (reranked === undefined) {
      return { entries: entries.slice(0, limit), confidence, inScope, degraded: [...degraded, 'reranker'], version };
    }
    return { ...reranked, entries: reranked.entries.slice(0, limit), degraded, version };
  }

  /** Undefined if the reranker did not answer, or what it has first has just left the knowledge base. */
  private async rerank(
    query: string,
    found: Judged,
    { signal, ...filter }: Omit<RetrieveOptions, 'limit'>,
  ): Promise<(Judgement & { entries: FoundEntry[] }) | undefined> {
    const { entries } = found;
    const order = await this.reranker.order(query, entries.map(textOf), signal);
    const reranked = order?.flatMap(({ index, score }) => {
      const entry = entries[index];
      return entry === undefined ? [] : [{ ...entry, score }];
    });
    const first = reranked?.[0];
    if (reranked === undefined || first === undefined) {
      return undefined;
    }
    const isAgreed = first.key === entries[0]?.key;
    const evidence = isAgreed
      ? found.evidence
      : await this.index.evidence({ query, key: first.key, ...filter }, signal);
    if (evidence === undefined) {
      return undefined;
    }
    // One that it moved to the first place is behind others by its words already: the evidence says so.
    const places: Place[] = [...(found.usedVectors ? [first.vectorRank] : []), ...(isAgreed ? [0] : [])];
    return { entries: reranked, ...weighPlaces(judge(evidence), places) };
  }
}

function textOf({ title, text, passage }: FoundEntry): string {
  return `${[title, ...(passage?.headingPath ?? [])].join(' › ')}\n${text}`;
}
