import { Injectable } from '@nestjs/common';
import type { DocumentId } from '../common/ids.js';
import { judge } from './retrieval/confidence.js';
import { KnowledgeIndex } from './retrieval/knowledge-index.js';

const HITS_DEFAULT = 5;

export interface Hit {
  documentId: DocumentId;
  externalId: string;
  /** The document's question. */
  title: string;
  /** The document's answer. */
  text: string;
  /** Orders the hits; 1 is an exact match. No probability. */
  score: number;
  revision: number;
  category?: string;
}

export interface Retrieval {
  /** Best first. */
  hits: Hit[];
  /** How likely the first hit answers the question, 0..1. */
  confidence: number;
  /** How likely the base holds an answer at all, 0..1; never below `confidence`. */
  inScope: number;
  tookMs: number;
}

export interface FindOptions {
  limit?: number | undefined;
  category?: string | undefined;
}

/** What the enterprise knows: finds the documents that answer a question, and says how sure it is. */
@Injectable()
export class Knowledge {
  constructor(private readonly index: KnowledgeIndex) {}

  async find(query: string, { limit = HITS_DEFAULT, category }: FindOptions = {}): Promise<Retrieval> {
    const startedAt = performance.now();
    const { matches, evidence } = await this.index.search(query, { limit, category });
    const hits = matches.map(({ document, score }): Hit => ({
      documentId: document.id,
      externalId: document.externalId,
      title: document.question,
      text: document.answer,
      score,
      revision: document.revision,
      ...(document.category !== undefined && { category: document.category }),
    }));
    return { hits, ...judge(evidence), tookMs: performance.now() - startedAt };
  }
}
