import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { DocumentId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { DocumentRow } from '../documents/document-row.js';
import { LexicalIndex, type SearchResult } from '../lexical/lexical-index.js';

const PAGE = 2_000;
/** How long a search waits for an index that is being rebuilt, before it takes the old one. */
const REBUILD_PATIENCE_MS = 1_000;

export interface IndexedDocument {
  id: DocumentId;
  externalId: string;
  question: string;
  similarQuestions: readonly string[];
  answer: string;
  category: string | undefined;
  revision: number;
  validFrom: Date | null;
  validUntil: Date | null;
}

export interface IndexOptions {
  limit: number;
  category?: string | undefined;
}

interface Loaded {
  version: number;
  index: LexicalIndex<IndexedDocument>;
}

type PublishedRow = Omit<DocumentRow, 'state' | 'tags' | 'created_at' | 'updated_at'>;

/**
 * The published documents, indexed in this process. Each search asks PostgreSQL, which holds the truth, whether they
 * changed; if so, they are read again, once for all searches that wait.
 */
@Injectable()
export class KnowledgeIndex implements OnApplicationBootstrap {
  private readonly logger = new Logger(KnowledgeIndex.name);
  private loaded: Loaded | undefined;
  private loading: Promise<Loaded> | undefined;

  constructor(private readonly database: Database) {}

  /** The first question should not have to wait; where loading fails, a search tries again. */
  onApplicationBootstrap(): void {
    this.load().catch((error: unknown) => this.logger.warn({ err: error }, 'the knowledge base was not loaded'));
  }

  /** Finds what is published and valid now. */
  async search(query: string, { limit, category }: IndexOptions): Promise<SearchResult<IndexedDocument>> {
    const index = await this.current();
    const now = new Date();
    return index.search(
      query,
      limit,
      (document) => isValid(document, now) && (category === undefined || document.category === category),
    );
  }

  private async current(): Promise<LexicalIndex<IndexedDocument>> {
    const version = await this.storedVersion();
    const { loaded } = this;
    if (loaded === undefined) {
      return this.upTo(version);
    }
    return loaded.version >= version ? loaded.index : firstOf(this.upTo(version), loaded.index);
  }

  /** A load that was under way may have begun before the change. */
  private async upTo(version: number): Promise<LexicalIndex<IndexedDocument>> {
    let loaded = await this.load();
    while (loaded.version < version) {
      loaded = await this.load();
    }
    return loaded.index;
  }

  private load(): Promise<Loaded> {
    this.loading ??= this.read().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  /** The version is read first: what changes while the documents are read makes the index old, not wrong for good. */
  private async read(): Promise<Loaded> {
    const startedAt = performance.now();
    const version = await this.storedVersion();
    const index = await LexicalIndex.build(await this.readPublished());
    this.loaded = { version, index };
    const durationMs = Math.round(performance.now() - startedAt);
    this.logger.log({ version, documents: index.size, durationMs }, 'the knowledge base was indexed');
    return this.loaded;
  }

  private async readPublished(): Promise<IndexedDocument[]> {
    const documents: IndexedDocument[] = [];
    for (;;) {
      const page = await this.database.rows<PublishedRow>(
        `select id, external_id, question, similar_questions, answer, category, valid_from, valid_until, revision
           from documents
          where state = 'published' and ($1::uuid is null or id > $1)
          order by id
          limit $2`,
        [documents.at(-1)?.id ?? null, PAGE],
      );
      documents.push(...page.map(toIndexed));
      if (page.length < PAGE) {
        return documents;
      }
    }
  }

  private async storedVersion(): Promise<number> {
    const [row] = await this.database.rows<{ version: string }>('select version from knowledge_version');
    return Number(row?.version ?? 0);
  }
}

async function firstOf<T>(fresh: Promise<T>, old: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(old), REBUILD_PATIENCE_MS);
  });
  try {
    return await Promise.race([fresh, patience]);
  } finally {
    clearTimeout(timer);
  }
}

function isValid({ validFrom, validUntil }: IndexedDocument, now: Date): boolean {
  return (validFrom === null || validFrom <= now) && (validUntil === null || now < validUntil);
}

function toIndexed(row: PublishedRow): IndexedDocument {
  return {
    id: row.id,
    externalId: row.external_id,
    question: row.question,
    similarQuestions: row.similar_questions,
    answer: row.answer,
    category: row.category ?? undefined,
    revision: row.revision,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  };
}
