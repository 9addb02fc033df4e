import { createHash } from 'node:crypto';
import { type Entry, type EntryDefaults, toEntry } from './entry.js';
import type { ColumnField } from './import-formats.js';
import { splitQuestions, splitTags, toIsoDate } from './sheet-cells.js';
import type { SheetHead } from './sheet-columns.js';

const DIGEST_LENGTH = 24;

/** The documents below the header of a sheet; empty rows are none. */
export function* sheetEntries(
  rows: readonly (readonly string[])[],
  { columns, firstRow }: SheetHead,
  defaults: EntryDefaults,
): Generator<Entry> {
  for (const [index, row] of rows.entries()) {
    if (index >= firstRow && isFilled(row)) {
      yield toEntry(index + 1, valueOf(row, columns), defaults);
    }
  }
}

export function countFilled(rows: readonly (readonly string[])[], firstRow: number): number {
  return rows.reduce((count, row, index) => count + Number(index >= firstRow && isFilled(row)), 0);
}

function isFilled(row: readonly string[]): boolean {
  return row.some((cell) => cell.trim() !== '');
}

/** Cells that are empty are absent. */
function valueOf(row: readonly string[], columns: SheetHead['columns']): Record<string, unknown> {
  const cellsOf = (field: ColumnField): string[] =>
    columns[field].map((column) => (row[column] ?? '').trim()).filter((cell) => cell !== '');
  const cellOf = (field: ColumnField): string | undefined => cellsOf(field)[0];
  const question = cellOf('question');
  return {
    externalId: cellOf('externalId') ?? (question === undefined ? undefined : externalIdOf(question)),
    kind: cellOf('kind'),
    question,
    similarQuestions: cellsOf('similarQuestions').flatMap(splitQuestions),
    answer: cellOf('answer'),
    category: cellOf('category'),
    tags: cellsOf('tags').flatMap(splitTags),
    language: cellOf('language'),
    validFrom: dateOf(cellOf('validFrom')),
    validUntil: dateOf(cellOf('validUntil')),
  };
}

/** A row without an id is known by its question: the same sheet again updates the same documents. */
function externalIdOf(question: string): string {
  return `q-${createHash('sha256').update(question.normalize('NFKC').toLowerCase()).digest('hex').slice(0, DIGEST_LENGTH)}`;
}

function dateOf(cell: string | undefined): string | undefined {
  return cell === undefined ? undefined : toIsoDate(cell);
}
