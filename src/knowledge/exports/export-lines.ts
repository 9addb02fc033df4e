import { stringify } from 'csv-stringify/sync';
import { type DocumentRow, toFields } from '../documents/document-row.js';
import { guarded, joinQuestions, joinTags } from '../imports/sheet-cells.js';

export const exportFormats = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** So that Excel reads UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A lone carriage return ends a row where it is not quoted. */
const CSV = { quoted_match: /\r/ };
const COLUMNS = [
  'externalId',
  'kind',
  'question',
  'similarQuestions',
  'answer',
  'category',
  'tags',
  'language',
  'validFrom',
  'validUntil',
  'state',
] as const;

/** What a file begins with. */
export function exportHead(format: ExportFormat): string {
  return format === 'jsonl' ? '' : BYTE_ORDER_MARK + stringify([[...COLUMNS]]);
}

/** Documents as an import takes them; their state is told, and no import looks at it. */
export function exportLines(format: ExportFormat, rows: readonly DocumentRow[]): string {
  return format === 'jsonl'
    ? rows.map((row) => `${JSON.stringify(toLine(row))}\n`).join('')
    : stringify(rows.map(toCells), CSV);
}

function toLine(row: DocumentRow): Record<string, unknown> {
  return { ...toFields(row.external_id, row), state: row.state };
}

function toCells(row: DocumentRow): string[] {
  const line = toFields(row.external_id, row);
  const cells: Record<(typeof COLUMNS)[number], string | null | undefined> = {
    ...line,
    similarQuestions: joinQuestions(line.similarQuestions ?? []),
    tags: joinTags(line.tags ?? []),
    state: row.state,
  };
  return COLUMNS.map((column) => guarded(cells[column] ?? ''));
}
