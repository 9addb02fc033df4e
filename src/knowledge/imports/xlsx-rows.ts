import { readSheet, SheetNotFoundError } from 'read-excel-file/node';
import { readParts } from './archive-parts.js';
import { FileError, reading } from './file-error.js';
import { storedZip } from './stored-zip.js';

/** Where tables are. Macros, images, charts and what other files are linked to are never looked at. */
const PARTS = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/[^/]+\.xml|xl\/_rels\/[^/]+|xl\/worksheets\/[^/]+\.xml)$/;
const MS_A_DAY = 86_400_000;

/**
 * The rows of one sheet, from its first row on: a formula is what it came to when the file was saved, a date is ISO 8601.
 * @param name of the sheet; the first one without it.
 * @throws {FileError} `knowledge.file-sheet-unknown`, `knowledge.file-format-mismatch`, and what `readParts` throws.
 */
export async function readXlsx(content: Buffer, name?: string): Promise<string[][]> {
  const parts = await readParts(content, (path) => PARTS.test(path));
  if (!parts.has('xl/workbook.xml')) {
    throw new FileError('knowledge.file-format-mismatch', 'the archive is no XLSX file');
  }
  const rows = await reading('an XLSX file', async () => {
    try {
      return await readSheet(storedZip(parts), name ?? 1);
    } catch (error) {
      if (error instanceof SheetNotFoundError) {
        throw new FileError('knowledge.file-sheet-unknown', error.message, { cause: error });
      }
      throw error;
    }
  });
  return rows.map((row) => row.map((cell: unknown) => toText(cell)));
}

/** The types of the library know no date, and its dates are of the calendar of the sheet, as if that were UTC. */
function toText(cell: unknown): string {
  if (cell instanceof Date) {
    return Number.isNaN(cell.getTime()) ? '' : toDate(cell);
  }
  if (typeof cell === 'boolean') {
    return cell ? 'TRUE' : 'FALSE';
  }
  return typeof cell === 'string' || typeof cell === 'number' ? `${cell}` : '';
}

function toDate(date: Date): string {
  const moment = date.toISOString();
  return date.getTime() % MS_A_DAY === 0 ? moment.slice(0, 10) : moment;
}
