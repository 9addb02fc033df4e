import { stringify } from 'csv-stringify/sync';

/** So that Excel reads UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
/** No cell is taken for a formula; a lone carriage return ends a row where it is not quoted. */
const CSV = { escape_formulas: true, quoted_match: /\r/ };

/** A row of an export: its columns in their order. What is no text or number is written as JSON. */
export type Line = Readonly<Record<string, unknown>>;

export type LineFormat = 'jsonl' | 'csv';

/** What a file begins with. */
export function headOf(format: LineFormat, columns: readonly string[]): string {
  return format === 'jsonl' ? '' : BYTE_ORDER_MARK + stringify([[...columns]], CSV);
}

export function linesOf(format: LineFormat, columns: readonly string[], rows: readonly Line[]): string {
  return format === 'jsonl'
    ? rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    : stringify(
        rows.map((row) => columns.map((column) => cellOf(row[column]))),
        CSV,
      );
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
