import type { DocumentId } from '../../common/ids.js';
import type { Evidence } from '../lexical/evidence.js';

/** What is published, or what would be if all drafts were. */
export const editions = ['live', 'candidate'] as const;
export type Edition = (typeof editions)[number];

/** What the thread is started with. */
export interface ThreadOptions {
  databaseUrl: string;
  edition: Edition;
  /** Whose vectors are searched, as `knowledge_embeddings` names it; undefined: none. */
  embeddingModel?: string | undefined;
}

export interface SearchFilter {
  category?: string | undefined;
  /** Only what this account may quote; undefined: everything. */
  accountId?: string | undefined;
}

export interface SearchRequest extends SearchFilter {
  kind: 'search';
  query: string;
  limit: number;
  /** The question as the embedding model understands it, of length 1. */
  vector?: Float32Array | undefined;
}

/** Asks what speaks for one entry as if the search had put it first. */
export interface EvidenceRequest extends SearchFilter {
  kind: 'evidence';
  query: string;
  key: string;
}

export type IndexRequest = SearchRequest | EvidenceRequest;

/** A FAQ entry, or a passage of a text. */
export interface FoundEntry {
  /** The document's id, or `<id>#<ordinal>` for a passage. */
  key: string;
  documentId: DocumentId;
  externalId: string;
  /** The question, or the title of the text. */
  title: string;
  /** The answer, or the passage. */
  text: string;
  category: string | undefined;
  revision: number;
  passage?: { ordinal: number; headingPath: string[] };
  /** Orders the entries; 1 is the best there can be. No probability. */
  score: number;
  /** Its place in the vector search from 0; undefined when it is not among its best, or when there was none. */
  vectorRank?: number;
}

export interface Found {
  /** Best first. */
  entries: FoundEntry[];
  /** What speaks for the first. */
  evidence: Evidence;
  /** Whether vectors were searched. */
  usedVectors: boolean;
  /** The `knowledge_version` that was searched. */
  version: number;
}

/** Undefined in the answer to an evidence request: there is no such entry any more. */
export type IndexAnswer = Found | Evidence | undefined;

export interface IndexStatus {
  /** The `knowledge_version` that it shows. */
  version: number;
  documents: number;
  /** FAQ entries and passages. */
  entries: number;
  vectors: number;
  /** When it last agreed with the database, in milliseconds since 1970. */
  checkedAt: number;
}

export type ToThread = { kind: 'request'; id: number; request: IndexRequest } | { kind: 'close' };

export type FromThread =
  | { kind: 'answer'; id: number; answer: IndexAnswer }
  | { kind: 'failure'; id: number; isDatabaseAway: boolean; message: string }
  | { kind: 'status'; status: IndexStatus }
  | { kind: 'log'; level: 'log' | 'warn'; text: string; details: Record<string, string | number> };
