import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { DocumentFields } from '../documents/document.dto.js';

/** More than the longest line that can be valid. */
const LINE_BYTES_MAX = 512 * 1_024;
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export interface LineError {
  /** From 1. */
  line: number;
  code: 'line.too-long' | 'line.not-utf8' | 'line.not-json' | 'line.invalid';
  message: string;
}

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

/** One line of an import: `{externalId, question, similarQuestions?, answer, category?, tags?, validFrom?, validUntil?}`. */
export function parseLine({ number, bytes }: Line): { document: DocumentFields } | { error: LineError } {
  const fail = (code: LineError['code'], message: string) => ({ error: { line: number, code, message } });
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
  const document = plainToInstance(DocumentFields, value);
  const faults = validateSync(document).flatMap(messagesOf);
  return faults.length > 0 ? fail('line.invalid', faults.join('; ')) : { document };
}

function messagesOf({ constraints }: ValidationError): string[] {
  return Object.values(constraints ?? {});
}
