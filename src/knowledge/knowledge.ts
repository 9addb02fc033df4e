import { Injectable } from '@nestjs/common';
import type { AccountId, DocumentId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { withoutPlaceholders } from '../privacy/detection/placeholder.js';
import type { Edition, FoundEntry } from './retrieval/index-messages.js';
import { type Degraded, Retriever } from './retrieval/retriever.js';

export const QUERY_LENGTH_MAX = 500;
export const HITS_MAX = 20;
const HITS_DEFAULT = 5;

export interface Hit {
  documentId: DocumentId;
  externalId: string;
  /** The document's question, or the title of the text. */
  title: string;
  /** The document's answer, or the passage of the text. */
  text: string;
  /** Orders the hits; 1 is the best there can be. No probability. */
  score: number;
  revision: number;
  category?: string;
  /** Of a text: which passage, and the headings it stands under, from the outermost one. */
  passage?: { ordinal: number; headingPath: string[] };
}

export interface Retrieval {
  /** Best first. */
  hits: Hit[];
  /** How likely the first hit answers the question, 0..1. */
  confidence: number;
  /** How likely the base holds an answer at all, 0..1; never below `confidence`. */
  inScope: number;
  tookMs: number;
  /** What is configured and did not work this time. */
  degraded?: readonly Degraded[];
  /** The state of the base that was searched: it grows with each change of what can be found. */
  version: number;
}

export interface FindOptions {
  /** At most 20. */
  limit?: number | undefined;
  category?: string | undefined;
  /** Only what this account may quote; undefined: everything. */
  accountId?: AccountId | undefined;
  /** What is live, or what would be if all drafts were published; by default what is live. */
  edition?: Edition | undefined;
  signal?: AbortSignal | undefined;
}

/** What the enterprise knows: finds the documents that answer a question, and says how sure it is. */
@Injectable()
export class Knowledge {
  constructor(
    private readonly retriever: Retriever,
    private readonly database: Database,
  ) {}

  /**
   * @param query is read up to its 500th character; placeholders of personal data in it are not looked for.
   * @throws {AppError} `database.unavailable`, `knowledge.index-unavailable`: both may be tried again.
   */
  async find(
    query: string,
    { limit = HITS_DEFAULT, edition = 'live', ...options }: FindOptions = {},
  ): Promise<Retrieval> {
    const startedAt = performance.now();
    const bounded = { ...options, edition, limit: Math.min(limit, HITS_MAX) };
    const found = await this.retriever.retrieve(withoutPlaceholders(query).slice(0, QUERY_LENGTH_MAX), bounded);
    const { entries, confidence, inScope, degraded, version } = found;
    const hits = entries.map(toHit);
    return {
      hits,
      confidence,
      inScope,
      tookMs: performance.now() - startedAt,
      ...(degraded.length > 0 && { degraded }),
      version,
    };
  }

  /**
   * A document if it is published and valid now, as a hit of score 1.
   * @param ordinal which passage of a text; its first one by default.
   */
  async get(documentId: DocumentId, ordinal = 0): Promise<Hit | undefined> {
    const [row] = await this.database.rows<HitRow>(
      `select d.id, d.external_id, d.question, d.revision, d.category, p.ordinal, p.heading_path,
              case d.kind when 'faq' then d.answer else p.text end as text
         from documents d
         left join passages p on d.kind = 'text' and p.document_id = d.id and p.revision = d.revision and p.ordinal = $2
        where d.id = $1 and d.state = 'published'
          and (d.valid_from is null or d.valid_from <= now()) and (d.valid_until is null or d.valid_until > now())`,
      [documentId, ordinal],
    );
    return row === undefined || row.text === null ? undefined : hitOfRow(row, row.text);
  }
}

interface HitRow {
  id: DocumentId;
  external_id: string;
  question: string;
  revision: number;
  category: string | null;
  ordinal: number | null;
  heading_path: string[] | null;
  text: string | null;
}

function toHit({ documentId, externalId, title, text, score, revision, category, passage }: FoundEntry): Hit {
  return {
    documentId,
    externalId,
    title,
    text,
    score,
    revision,
    ...(category !== undefined && { category }),
    ...(passage !== undefined && { passage }),
  };
}

function hitOfRow(row: HitRow, text: string): Hit {
  const { ordinal, heading_path: headingPath } = row;
  return {
    documentId: row.id,
    externalId: row.external_id,
    title: row.question,
    text,
    score: 1,
    revision: row.revision,
    ...(row.category !== null && { category: row.category }),
    ...(ordinal !== null && headingPath !== null && { passage: { ordinal, headingPath } }),
  };
}
