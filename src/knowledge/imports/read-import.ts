import type { Entry } from './entry.js';
import { FileError } from './file-error.js';
import { assertLooksLike } from './file-signature.js';
import { ImportBatcher } from './import-batcher.js';
import { type ImportOptions, isTextFormat } from './import-formats.js';
import { countLines, lineEntries } from './import-lines.js';
import type { FileToRead, ImportBatch } from './import-messages.js';
import type { NearDuplicates } from './near-duplicates.js';
import { findHead } from './sheet-columns.js';
import { countFilled, sheetEntries } from './sheet-entries.js';
import { toTextEntry } from './text-document.js';

const ENTRIES_MAX = 500_000;

interface Entries {
  total: number;
  entries: Iterable<Entry>;
}

/**
 * Reads a file batch by batch, always the same way.
 * @param known gets to know each document of the file.
 * @returns how many entries there were.
 * @throws {FileError}
 */
export async function* readImport(file: FileToRead, known: NearDuplicates): AsyncGenerator<ImportBatch, number> {
  const { total, entries } = await entriesOf(file);
  if (total === 0) {
    throw new FileError('knowledge.file-empty', 'the file holds nothing but perhaps a header');
  }
  if (total > ENTRIES_MAX) {
    throw new FileError(
      'knowledge.file-too-long',
      `the file has ${total} entries, of ${ENTRIES_MAX} at most: divide it`,
    );
  }
  const batcher = new ImportBatcher(total, file, known);
  for (const entry of entries) {
    batcher.add(entry);
    if (batcher.isFull) {
      yield batcher.take();
    }
  }
  if (!batcher.isEmpty) {
    yield batcher.take();
  }
  return total;
}

/** The libraries are large, and each is loaded only for a file that needs it. */
async function entriesOf({ format, content: bytes, options }: FileToRead): Promise<Entries> {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'jsonl') {
    return { total: countLines(content), entries: lineEntries(content, options) };
  }
  assertLooksLike(format, content);
  if (isTextFormat(format)) {
    const { readText } = await import('./text-files.js');
    return { total: 1, entries: [toTextEntry(format, await readText(format, content), options)] };
  }
  const rows = await rowsOf(format, content, options);
  const head = findHead(rows, options.mapping);
  return { total: countFilled(rows, head.firstRow), entries: sheetEntries(rows, head, options) };
}

async function rowsOf(format: 'csv' | 'xlsx', content: Buffer, { sheet }: ImportOptions): Promise<string[][]> {
  if (format === 'csv') {
    const { readCsv } = await import('./csv-rows.js');
    return readCsv(content);
  }
  const { readXlsx } = await import('./xlsx-rows.js');
  return readXlsx(content, sheet);
}
