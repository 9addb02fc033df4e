import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DocumentId, newId } from '../../common/ids.js';
import { toBytes } from './vector-bytes.js';
import { type VectorKey, VectorTable } from './vector-table.js';

const [a, b, c] = [newId<DocumentId>(), newId<DocumentId>(), newId<DocumentId>()];
const MIB = 1_024 ** 2;

function key(documentId: DocumentId, ordinal = 0, revision = 1): VectorKey {
  return { documentId, revision, ordinal };
}

function tableOf(rows: readonly [VectorKey, number[]][]): VectorTable {
  const table = new VectorTable(rows[0]?.[1].length ?? 2, MIB);
  rows.forEach(([of, vector]) => expect(table.put(of, toBytes(vector))).toBe(true));
  return table;
}

async function nearest(table: VectorTable, vector: number[], limit = 10): Promise<string[]> {
  return (await table.nearest(vector, limit, ({ documentId }) => documentId)).map(({ documentId }) => documentId);
}

describe('a vector table', () => {
  it('finds what points the same way, each name once by its best vector', async () => {
    const table = tableOf([
      [key(a), [1, 0]],
      [key(b), [0, 1]],
      [key(a, 1), [0.6, 0.8]],
      [key(c), [-1, 0]],
    ]);
    expect(await nearest(table, [0.1, 1])).toEqual([b, a, c]);
    expect(await nearest(table, [0.1, 1], 2)).toEqual([b, a]);
    const [first] = await table.nearest([0, 2], 1, ({ documentId }) => documentId);
    expect(first).toMatchObject({ documentId: b, cosine: expect.closeTo(1, 3) });
  });

  it('leaves out what is not wanted', async () => {
    const table = tableOf([
      [key(a), [1, 0]],
      [key(b), [0, 1]],
    ]);
    const names = await table.nearest([1, 0], 5, ({ documentId }) => (documentId === a ? undefined : documentId));
    expect(names.map(({ documentId }) => documentId)).toEqual([b]);
  });

  it('replaces, forgets older revisions, and uses their room again', async () => {
    const table = tableOf([
      [key(a, 0, 1), [1, 0]],
      [key(a, 0, 2), [0, 1]],
      [key(a, 0, 2), [0, -1]],
    ]);
    expect(table.size).toBe(2);
    table.remove(a, 2);
    expect(table.size).toBe(1);
    table.remove(a);
    expect(await nearest(table, [1, 0])).toEqual([]);
    table.put(key(b), toBytes([1, 0]));
    expect(table.size).toBe(1);
  });

  it('takes no more than there is room for', () => {
    const bytes = new Int8Array(1_024).fill(1);
    const table = new VectorTable(1_024, MIB);
    const put = Array.from({ length: 1_025 }, (_, n) => table.put(key(a, n), bytes));
    expect(put.filter((done) => done)).toHaveLength(1_024);
  });

  it('finds among random vectors the one that the exact cosines say, or one that is as near', async () => {
    const component = fc.double({ min: -1, max: 1, noNaN: true });
    const vector = fc.array(component, { minLength: 16, maxLength: 16 }).filter((one) => Math.hypot(...one) > 0.1);
    await fc.assert(
      fc.asyncProperty(fc.array(vector, { minLength: 1, maxLength: 40 }), vector, async (vectors, question) => {
        const table = tableOf(vectors.map((one, n) => [key(a, n), one]));
        const [found] = await table.nearest(question, 1, ({ ordinal }) => String(ordinal));
        const cosines = vectors.map((one) => cosine(one, question));
        expect(Math.max(...cosines) - (cosines[found?.ordinal ?? -1] ?? -1)).toBeLessThan(0.05);
      }),
      { numRuns: 50 },
    );
  });
});

function cosine(one: readonly number[], other: readonly number[]): number {
  const product = one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
  return product / (Math.hypot(...one) * Math.hypot(...other));
}
