import { CsvError, parse } from 'csv-parse/sync';
import { FileError } from './file-error.js';
import { unguarded } from './sheet-cells.js';
import { decodeText } from './text-encoding.js';

const DELIMITERS = [',', ';', '\t'] as const;
/** How much of a file the delimiter is looked for in. */
const SAMPLE_LENGTH = 64 * 1_024;

/**
 * The rows of a CSV file, in UTF-8, UTF-16 or GB18030, with commas, semicolons or tabs between the cells.
 * @throws {FileError} `knowledge.file-encoding-unknown`, `knowledge.file-damaged`
 */
export function readCsv(content: Buffer): string[][] {
  const text = decodeText(content);
  const delimiter = delimiterOf(text.slice(0, SAMPLE_LENGTH));
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      on_record: (record: string[]) => record.map(unguarded),
    });
  } catch (error) {
    if (error instanceof CsvError) {
      throw new FileError('knowledge.file-damaged', reasonOf(error), { cause: error });
    }
    throw error;
  }
}

function reasonOf({ code, ...context }: CsvError): string {
  const row = Number(context['records']) + 1;
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? `a quotation mark in row ${row} is not closed`
    : `the rows cannot be told apart: ${code} in row ${row}`;
}

/** The one that stands most often outside quotes in the first row that has any. */
function delimiterOf(sample: string): string {
  for (const line of linesOutsideQuotes(sample)) {
    const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length - 1);
    const most = Math.max(...counts);
    if (most > 0) {
      return DELIMITERS[counts.indexOf(most)] ?? ',';
    }
  }
  return ',';
}

function linesOutsideQuotes(sample: string): string[] {
  return sample.replaceAll(/"[^"]*"/g, '').split(/\r\n|[\r\n]/);
}
