import { isNestedTooDeep } from '../../common/nesting.js';
import { type Entry, type EntryDefaults, type LineError, toEntry } from './entry.js';

/** More than the longest line that can be valid: a text of a million characters, escaped. */
const LINE_BYTES_MAX = 8 * 1_048_576;
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export interface Line {
  /** From 1; blank lines count here, and are left out. */
  number: number;
  bytes: Buffer;
}

/** The lines of a file that are not blank. */
export function* linesOf(content: Buffer): Generator<Line> {
  const marked = content.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  let start = marked ? BYTE_ORDER_MARK.length : 0;
  for (let number = 1; start < content.length; number += 1) {
    const newline = content.indexOf(NEWLINE, start);
    const end = newline === -1 ? content.length : newline;
    const bytes = content.subarray(start, end);
    if (bytes.some((byte) => byte > 0x20)) {
      yield { number, bytes };
    }
    start = end + 1;
  }
}

export function countLines(content: Buffer): number {
  const lines = linesOf(content);
  let count = 0;
  while (lines.next().done !== true) {
    count += 1;
  }
  return count;
}

export function* lineEntries(content: Buffer, defaults: EntryDefaults): Generator<Entry> {
  for (const line of linesOf(content)) {
    yield parseLine(line, defaults);
  }
}

/** One line of an import: a document as JSON, such as `{"externalId": …, "question": …, "answer": …}`. */
export function parseLine({ number, bytes }: Line, defaults: EntryDefaults = {}): Entry {
  const fail = (code: LineError['code'], message: string): Entry => ({ error: { line: number, code, message } });
  if (bytes.length > LINE_BYTES_MAX) {
    return fail('line.too-long', `the line is longer than ${LINE_BYTES_MAX} bytes`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('line.not-utf8', 'the line is not UTF-8');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('line.not-json', 'the line is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail('line.invalid', 'the line is not a JSON object');
  }
  return isNestedTooDeep(value)
    ? fail('line.invalid', 'the line is nested too deep')
    : toEntry(number, value, defaults);
}
