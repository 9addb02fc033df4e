import { FileError } from './file-error.js';
import type { ImportFormat } from './import-formats.js';

const SIGNATURES: readonly { name: string; bytes: Buffer }[] = [
  { name: 'a ZIP archive', bytes: Buffer.from('PK\u0003\u0004', 'latin1') },
  { name: 'a PDF file', bytes: Buffer.from('%PDF-', 'latin1') },
  { name: 'an Office file of the old form', bytes: Buffer.from('d0cf11e0a1b11ae1', 'hex') },
  { name: 'a PNG image', bytes: Buffer.from('89504e470d0a1a0a', 'hex') },
  { name: 'a JPEG image', bytes: Buffer.from('ffd8ff', 'hex') },
  { name: 'a GIF image', bytes: Buffer.from('GIF8', 'latin1') },
  { name: 'a gzip archive', bytes: Buffer.from('1f8b08', 'hex') },
  { name: 'a RAR archive', bytes: Buffer.from('Rar!\u001a\u0007', 'latin1') },
  { name: 'an RTF file', bytes: Buffer.from('{\\rtf', 'latin1') },
];
/** Readers of PDF look for the mark this far into a file. */
const PDF_MARK_WITHIN = 1_024;

/**
 * Looks at how a file begins, before anything reads it.
 * @throws {FileError} `knowledge.file-format-mismatch`, `knowledge.file-encrypted`
 */
export function assertLooksLike(format: ImportFormat, content: Buffer): void {
  const found = SIGNATURES.find(({ bytes }) => content.subarray(0, bytes.length).equals(bytes))?.name;
  const isOffice = format === 'docx' || format === 'xlsx';
  if (isOffice && found === 'an Office file of the old form') {
    // An encrypted DOCX or XLSX is put into such a file, too.
    throw new FileError(
      'knowledge.file-encrypted',
      `the file is encrypted, or of the form before ${format}: save it as ${format} without a password`,
    );
  }
  if (format === 'pdf' ? !beginsAsPdf(content) : found !== (isOffice ? 'a ZIP archive' : undefined)) {
    throw new FileError('knowledge.file-format-mismatch', `the file is ${found ?? 'something else'}, not ${format}`);
  }
}

function beginsAsPdf(content: Buffer): boolean {
  return content.subarray(0, PDF_MARK_WITHIN).includes('%PDF-');
}
