import { FileError } from './file-error.js';

const MARKS: readonly { mark: Buffer; encoding: string }[] = [
  { mark: Buffer.of(0xef, 0xbb, 0xbf), encoding: 'utf-8' },
  { mark: Buffer.of(0xff, 0xfe), encoding: 'utf-16le' },
  { mark: Buffer.of(0xfe, 0xff), encoding: 'utf-16be' },
];
/** GB18030 contains GBK and GB2312, in which Chinese spreadsheets save CSV. */
const FALLBACK = 'gb18030';

/**
 * The text of a file: by its byte order mark, as UTF-8, as it declares itself, or in the encoding of Chinese Windows.
 * @param declared the name of an encoding that the file itself gives.
 * @throws {FileError} `knowledge.file-encoding-unknown`
 */
export function decodeText(content: Buffer, declared?: string): string {
  const marked = MARKS.find(({ mark }) => content.subarray(0, mark.length).equals(mark));
  const candidates =
    marked === undefined ? ['utf-8', ...(declared === undefined ? [] : [declared]), FALLBACK] : [marked.encoding];
  for (const encoding of candidates) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content);
    } catch {
      continue; // not this one: an encoding is known by what it cannot read
    }
  }
  throw new FileError('knowledge.file-encoding-unknown', 'the text is neither UTF-8, UTF-16 with its mark nor GB18030');
}

/** @throws {FileError} `knowledge.file-format-mismatch` */
export function assertNoNul(text: string): void {
  if (text.includes('\0')) {
    throw new FileError('knowledge.file-format-mismatch', 'the file holds NUL characters: it is no text');
  }
}
