import type { ExportedPart } from './erasers.js';

const ROWS = 500;

/**
 * All rows of one name, a page at a time.
 * @param key the column that they are in the order of.
 * @param read so many rows behind this key at most; null: from the first one on.
 */
export async function* exportedPages<Key extends string>(
  name: string,
  key: Key,
  read: (after: string | null, limit: number) => Promise<Record<Key, string>[]>,
): AsyncGenerator<ExportedPart> {
  let last: Record<Key, string> | undefined;
  do {
    const rows = await read(last?.[key] ?? null, ROWS);
    yield { name, rows };
    last = rows.length < ROWS ? undefined : rows.at(-1);
  } while (last !== undefined);
}
