import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { AppError, InvalidRequestError } from '../../common/app-error.js';
import { isStorable } from '../../common/storable.js';
import { decodeText } from '../../knowledge/imports/text-encoding.js';
import { Breather } from './breather.js';
import { filterActions } from './filter-verdict.js';
import type { ListedWord, WordAction } from './word-lists.js';
import { isRecognisable } from './word-matcher.js';

export const wordFormats = ['txt', 'json', 'csv'] as const;
export type WordFormat = (typeof wordFormats)[number];

/** Of one list and of one file. */
export const WORDS_MAX = 100_000;
export const WORD_LENGTH_MAX = 50;
const EXAMPLES_MAX = 20;
const EXAMPLE_LENGTH_MAX = 60;

export const wordActions: readonly WordAction[] = [...filterActions, 'allow'];

export interface ReadWords {
  /** Each word once; of two that are the same, the last counts. */
  words: ListedWord[];
  unusable: {
    count: number;
    examples: readonly string[];
  };
}

/** What a line, an item or a row says. */
interface Entry {
  word: unknown;
  action?: unknown;
}

/**
 * The words of a file: a line each (txt), with a column `action` or without (csv, with a first row that names the columns
 * if there are several), or a list of words or of `{word, action}`, perhaps under `words` (json).
 * @throws {FileError} where the characters of the file cannot be read.
 * @throws {InvalidRequestError} for JSON or CSV that is none, and for too many words.
 */
export async function readWordFile(content: Buffer, format: WordFormat): Promise<ReadWords> {
  const text = decodeText(content).replace(/^\uFEFF/, '');
  const words = new Map<string, ListedWord>();
  const unusable = { count: 0, examples: new Array<string>() };
  const breather = new Breather();
  for await (const entry of entriesOf(text, format)) {
    const read = readEntry(entry);
    if (read !== undefined) {
      words.set(read.word, read);
    } else if (entry.word !== '') {
      unusable.count += 1;
      if (unusable.examples.length < EXAMPLES_MAX) {
        unusable.examples.push(String(entry.word).slice(0, EXAMPLE_LENGTH_MAX).toWellFormed().replaceAll('\0', ''));
      }
    }
    if (words.size > WORDS_MAX) {
      throw new InvalidRequestError(`a file has ${WORDS_MAX} words at most`);
    }
    if (breather.isDue) {
      await breather.rest();
    }
  }
  return { words: [...words.values()], unusable };
}

function entriesOf(text: string, format: WordFormat): Iterable<Entry> | AsyncIterable<Entry> {
  switch (format) {
    case 'txt':
      return linesOf(text);
    case 'json':
      return itemsOf(text);
    case 'csv':
      return rowsOf(text);
  }
}

function* linesOf(text: string): Iterable<Entry> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end);
    yield { word: line.trim() };
    start = end < 0 ? text.length : end + 1;
  }
}

function itemsOf(text: string): Entry[] {
  const body = parsed(text);
  const list: unknown = isRecord(body) ? body['words'] : body;
  if (!Array.isArray(list)) {
    throw new InvalidRequestError('the file must be a list of words, or an object with one under "words"');
  }
  return list.map((item: unknown) =>
    isRecord(item) ? { word: item['word'], action: item['action'] } : { word: item },
  );
}

/** The columns are those that the first row names; where it names none, the first holds words, the second actions. */
async function* rowsOf(text: string): AsyncIterable<Entry> {
  let columns: { word: number; action: number } | undefined;
  try {
    const rows: AsyncIterable<string[]> = Readable.from(chunksOf(text)).pipe(
      parse({ relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true }),
    );
    for await (const row of rows) {
      const isHeader = columns === undefined && row.includes('word');
      columns ??= isHeader ? { word: row.indexOf('word'), action: row.indexOf('action') } : { word: 0, action: 1 };
      if (!isHeader) {
        const action = row[columns.action] ?? '';
        yield { word: row[columns.word] ?? '', ...(action !== '' && { action }) };
      }
    }
  } catch (error) {
    if (error instanceof CsvError) {
      throw new InvalidRequestError(`the file is no CSV that can be read: ${error.code}`);
    }
    throw error;
  }
}

function* chunksOf(text: string): Iterable<string> {
  const length = 16 * 1_024;
  for (let at = 0; at < text.length; at += length) {
    yield text.slice(at, at + length);
  }
}

function readEntry({ word, action }: Entry): ListedWord | undefined {
  const trimmed = typeof word === 'string' ? word.trim() : '';
  const known = wordActions.find((one) => one === action);
  const isUsable =
    trimmed !== '' && trimmed.length <= WORD_LENGTH_MAX && isStorable(trimmed) && isRecognisable(trimmed);
  const hasUnknownAction = action !== undefined && action !== null && known === undefined;
  return isUsable && !hasUnknownAction ? { word: trimmed, action: known } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('request.invalid', 'the file is no JSON', { cause });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
