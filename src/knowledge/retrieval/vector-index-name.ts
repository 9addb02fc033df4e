import { createHash } from 'node:crypto';

/** pgvector indexes no longer vectors than this, and those of single precision no longer than half of it. */
const INDEXED_DIMENSIONS_MAX = 4_000;

export type VectorType = 'vector' | 'halfvec';

/** The pgvector type that can be indexed in so many dimensions; undefined: none can. */
export function vectorTypeFor(dimensions: number): VectorType | undefined {
  if (dimensions < 1 || dimensions > INDEXED_DIMENSIONS_MAX) {
    return undefined;
  }
  return dimensions > INDEXED_DIMENSIONS_MAX / 2 ? 'halfvec' : 'vector';
}

/** Each model has an index of its own. */
export function vectorIndexName(model: string, dimensions: number): string {
  const hash = createHash('sha256').update(model).digest('hex').slice(0, 16);
  return `knowledge_embeddings_nearest_${hash}_${dimensions}`;
}

/** What stands behind `create index … on knowledge_embeddings`: it says nothing of vectors of another length. */
export function vectorIndexSql(
  quote: { escapeLiteral(text: string): string },
  { model, dimensions, type }: { model: string; dimensions: number; type: VectorType },
): string {
  return `using hnsw ((vector::${type}(${dimensions})) ${type}_cosine_ops)
          where model = ${quote.escapeLiteral(model)} and cardinality(vector) = ${dimensions}`;
}
