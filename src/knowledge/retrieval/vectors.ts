import type pg from 'pg';
import type { DocumentId } from '../../common/ids.js';
import { vectorIndexName, vectorTypeFor } from './vector-index-name.js';
import { type Near, type VectorKey, VectorTable } from './vector-table.js';

const PAGE = 1_000;
/** Some 500,000 vectors of 1,024 components. Who has more needs pgvector. */
const MEMORY_BYTES_MAX = 512 * 1_024 ** 2;
/** How many rows PostgreSQL looks at, of which several may belong to one entry. */
const NEAREST_MAX = 200;

interface StoredVector {
  document_id: DocumentId;
  revision: number;
  ordinal: number;
  bytes: Buffer;
  version: string;
}

export interface NearestOptions {
  limit: number;
  category?: string | undefined;
  closedCategories: ReadonlySet<string>;
  /** What a vector belongs to; undefined: it is not wanted. */
  nameOf: (key: VectorKey) => string | undefined;
}

/**
 * The vectors of one embedding model: in memory and compared one by one, or in PostgreSQL where pgvector has an index
 * of them.
 */
export class Vectors {
  /** Of `embedding_versions`: what was written until then is known. */
  version = 0;
  /** Whether some found no room. */
  isFull = false;
  private table: VectorTable | undefined;
  /** The length of the vectors that PostgreSQL has an index of. */
  private indexedDimensions: number | undefined;
  private isIndexBroken = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly model: string,
  ) {}

  get size(): number {
    return this.table?.size ?? 0;
  }

  get isInDatabase(): boolean {
    return this.indexedDimensions !== undefined;
  }

  /** Uses the index of pgvector from now on, if there is one that has not failed. */
  async lookForIndex(): Promise<void> {
    if (!this.isIndexBroken && this.indexedDimensions === undefined) {
      this.indexedDimensions = await this.findIndex();
    }
    if (this.indexedDimensions !== undefined) {
      this.table = undefined;
      this.version = 0;
    }
  }

  /** Memory from now on: a search with the index of pgvector failed. */
  leaveIndex(): void {
    this.isIndexBroken = true;
    this.indexedDimensions = undefined;
  }

  /** Reads what was written since, up to a version that is committed. */
  async follow(upTo: number): Promise<void> {
    let last: StoredVector | undefined;
    for (;;) {
      const { rows } = await this.pool.query<StoredVector>(
        `select document_id, revision, ordinal, bytes, version from knowledge_embeddings
          where model = $1 and bytes is not null and version >= $2
            and (version, document_id, revision, ordinal) > ($2::bigint, $3::uuid, $4::integer, $5::integer)
          order by version, document_id, revision, ordinal limit ${PAGE}`,
        [
          this.model,
          last?.version ?? this.version,
          last?.document_id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
          last?.revision ?? 0,
          last?.ordinal ?? 0,
        ],
      );
      rows.forEach((row) => this.put(row));
      last = rows.at(-1) ?? last;
      if (rows.length < PAGE) {
        this.version = Math.max(upTo, Number(last?.version ?? 0));
        return;
      }
    }
  }

  /** A document changed: the vectors of its former revisions are of no use. */
  forget(documentId: DocumentId, before?: number): void {
    this.table?.remove(documentId, before);
  }

  /** Best first. */
  async nearest(vector: Float32Array, options: NearestOptions): Promise<Near[]> {
    if (this.indexedDimensions === vector.length) {
      return this.nearestInDatabase(vector, options);
    }
    return this.table?.dimensions === vector.length ? this.table.nearest(vector, options.limit, options.nameOf) : [];
  }

  private put({ document_id: documentId, revision, ordinal, bytes }: StoredVector): void {
    this.table ??= new VectorTable(bytes.length, MEMORY_BYTES_MAX);
    if (this.table.dimensions === bytes.length) {
      const isStored = this.table.put({ documentId, revision, ordinal }, new Int8Array(bytes));
      this.isFull ||= !isStored;
    }
  }

  private async findIndex(): Promise<number | undefined> {
    const { rows } = await this.pool.query<{ dimensions: number }>(
      `select cardinality(vector) as dimensions from knowledge_embeddings
        where model = $1 and vector is not null limit 1`,
      [this.model],
    );
    const dimensions = rows[0]?.dimensions ?? 0;
    const found = await this.pool.query('select from pg_index where indexrelid = to_regclass($1) and indisvalid', [
      vectorIndexName(this.model, dimensions),
    ]);
    return found.rowCount === 0 ? undefined : dimensions;
  }

  /**
   * Where the installed pgvector can (0.8), it goes on until enough rows pass the conditions; an older one may find fewer.
   * @see https://github.com/pgvector/pgvector#iterative-index-scans
   */
  private async nearestInDatabase(vector: Float32Array, options: NearestOptions): Promise<Near[]> {
    const type = `${vectorTypeFor(vector.length) ?? 'vector'}(${vector.length})`;
    const distance = `e.vector::${type} <=> $1::text::${type}`;
    const client = await this.pool.connect();
    let failure: Error | undefined;
    try {
      await client.query(
        `begin read only; set local hnsw.ef_search = ${NEAREST_MAX}; set local hnsw.iterative_scan = 'relaxed_order'`,
      );
      const { rows } = await client.query<{ id: DocumentId; revision: number; ordinal: number; distance: number }>(
        `select d.id, e.revision, e.ordinal, ${distance} as distance
           from knowledge_embeddings e join documents d on d.id = e.document_id and d.revision = e.revision
          where e.model = $2 and cardinality(e.vector) = ${vector.length} and d.state = 'published'
            and ($3::text is null or d.category = $3) and (d.category is null or d.category <> all ($4::text[]))
          order by ${distance}
          limit ${NEAREST_MAX}`,
        [`[${vector.join(',')}]`, this.model, options.category ?? null, [...options.closedCategories]],
      );
      await client.query('commit');
      const near = rows.map(({ id, ...row }) => ({ ...row, documentId: id, cosine: 1 - row.distance }));
      return distinct(
        near.toSorted((a, b) => b.cosine - a.cosine),
        options,
      );
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      client.release(failure);
    }
  }
}

function distinct(near: readonly Near[], { limit, nameOf }: NearestOptions): Near[] {
  const named = new Map<string, Near>();
  for (const one of near) {
    const name = nameOf(one);
    if (name !== undefined && !named.has(name)) {
      named.set(name, one);
    }
  }
  return [...named.values()].slice(0, limit);
}
