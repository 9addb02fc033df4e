import type pg from 'pg';
import type { DocumentId } from '../../common/ids.js';
import type { VocabularyWords } from '../lexical/vocabulary-words.js';
import type { Edition } from './index-messages.js';
import { type IndexedDocument, type StoredDocument, type StoredPassage, toIndexed } from './indexed-documents.js';

const PAGE = 1_000;

/** What every search asks first. */
export interface StoredState {
  version: number;
  /** Of the embedding model. */
  vectorVersion: number;
  /** The categories that the account may not quote. */
  closedCategories: ReadonlySet<string>;
}

/** What an index is made of, or what has changed since: read at one moment. */
export interface Reading {
  version: number;
  vocabularyVersion: number;
  words: VocabularyWords;
  documents: IndexedDocument[];
  /** How many documents belong to the edition. */
  count: number;
}

type Rows = <Row extends pg.QueryResultRow>(sql: string, parameters: unknown[]) => Promise<Row[]>;

const COLUMNS = `d.id, d.external_id, d.kind, d.question, d.similar_questions, d.category, d.revision, d.valid_from,
  d.valid_until, d.index_version, case d.kind when 'faq' then d.answer else '' end as answer`;

/** How an edition is read. A draft is no part of what is live. */
const EDITIONS: Readonly<Record<Edition, { from: string; draft: string; isFound: string }>> = {
  live: { from: 'documents d', draft: 'null', isFound: `d.state = 'published'` },
  candidate: {
    from: 'documents d left join document_drafts t on t.document_id = d.id',
    draft: 't.fields',
    isFound: `d.state in ('draft', 'in_review', 'published')`,
  },
};

/** The documents of an edition, as PostgreSQL holds them. */
export class DocumentSource {
  constructor(
    private readonly pool: pg.Pool,
    private readonly edition: Edition,
  ) {}

  async state(accountId?: string, embeddingModel?: string): Promise<StoredState> {
    const { rows } = await this.pool.query<{ version: string; vectors: string | null; closed: string[] | null }>(
      `select version,
              (select version from embedding_versions where model = $2) as vectors,
              (select array_agg(name) from knowledge_categories
                where $1::uuid is not null and account_ids is not null and $1 <> all (account_ids)) as closed
         from knowledge_version`,
      [accountId ?? null, embeddingModel ?? null],
    );
    return {
      version: Number(rows[0]?.version ?? 0),
      vectorVersion: Number(rows[0]?.vectors ?? 0),
      closedCategories: new Set(rows[0]?.closed),
    };
  }

  /** The documents that left what is found, or changed in it, after that version. */
  async withdrawnSince(version: number): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select id from documents where index_version > 0 and index_version > $1 and state <> 'published'`,
      [version],
    );
    return new Set(rows.map(({ id }) => id));
  }

  readAll(): Promise<Reading> {
    const { isFound } = EDITIONS[this.edition];
    return this.snapshot(async (rows) => ({
      ...(await this.head(rows)),
      documents: await this.documents(rows, (last) => [
        `${isFound} and ($1::uuid is null or d.id > $1) order by d.id`,
        [last?.id ?? null],
      ]),
    }));
  }

  /** What is live, and what was until then. */
  readChanges(since: number): Promise<Reading> {
    return this.snapshot(async (rows) => ({
      ...(await this.head(rows)),
      documents: await this.documents(rows, (last) => [
        `d.index_version > 0 and (d.index_version, d.id) > ($1::bigint, $2::uuid) order by d.index_version, d.id`,
        last === undefined ? [since, 'ffffffff-ffff-ffff-ffff-ffffffffffff'] : [last.index_version, last.id],
      ]),
    }));
  }

  /** All statements see the same moment, so that version, documents and their count agree. */
  private async snapshot<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let failure: Error | undefined;
    try {
      await client.query('begin isolation level repeatable read read only');
      const result = await work(async (sql, parameters) => (await client.query(sql, parameters)).rows);
      await client.query('commit');
      return result;
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.release(failure);
    }
  }

  private async head(rows: Rows): Promise<Omit<Reading, 'documents'>> {
    const { isFound } = EDITIONS[this.edition];
    const [head] = await rows<{
      version: string;
      vocabulary_version: number;
      synonyms: string[][];
      stop_words: string[];
      count: number;
    }>(
      `select k.version, v.version as vocabulary_version, v.synonyms, v.stop_words,
              (select count(*)::integer from documents d where ${isFound}) as count
         from knowledge_version k, knowledge_vocabulary v`,
      [],
    );
    if (head === undefined) {
      throw new TypeError('the knowledge base has no version');
    }
    return {
      version: Number(head.version),
      vocabularyVersion: head.vocabulary_version,
      words: { synonyms: head.synonyms, stopWords: head.stop_words },
      count: head.count,
    };
  }

  private async documents(
    rows: Rows,
    pageAfter: (last: StoredDocument | undefined) => [condition: string, parameters: unknown[]],
  ): Promise<IndexedDocument[]> {
    const { from, draft, isFound } = EDITIONS[this.edition];
    const documents: IndexedDocument[] = [];
    let last: StoredDocument | undefined;
    for (;;) {
      const [condition, parameters] = pageAfter(last);
      const page = await rows<StoredDocument>(
        `select ${COLUMNS}, ${isFound} as is_found, ${draft} as draft from ${from} where ${condition} limit ${PAGE}`,
        parameters,
      );
      const passages = await readPassages(rows, page);
      documents.push(...page.map((row) => toIndexed(row, passages.get(row.id) ?? [])));
      if (page.length < PAGE) {
        return documents;
      }
      last = page.at(-1);
    }
  }
}

/** Of the texts among the documents, as they are cut in their revisions. */
async function readPassages(
  rows: Rows,
  documents: readonly StoredDocument[],
): Promise<ReadonlyMap<DocumentId, StoredPassage[]>> {
  const texts = documents.filter(({ kind, is_found, draft }) => kind === 'text' && is_found && draft === null);
  const passages = new Map<DocumentId, StoredPassage[]>(texts.map(({ id }) => [id, []]));
  let last: StoredPassage | undefined;
  while (texts.length > 0) {
    const page = await rows<StoredPassage>(
      `select p.document_id, p.ordinal, p.heading_path, p.text
         from unnest($1::uuid[], $2::integer[]) as t (id, revision)
         join passages p on p.document_id = t.id and p.revision = t.revision
        where $3::uuid is null or (p.document_id, p.ordinal) > ($3, $4)
        order by p.document_id, p.ordinal
        limit ${PAGE}`,
      [texts.map(({ id }) => id), texts.map(({ revision }) => revision), last?.document_id ?? null, last?.ordinal ?? 0],
    );
    page.forEach((passage) => passages.get(passage.document_id)?.push(passage));
    if (page.length < PAGE) {
      break;
    }
    last = page.at(-1);
  }
  return passages;
}
