import { getDocumentProxy } from 'unpdf';
import { FileError, reading } from './file-error.js';
import { type PdfPiece, textOfPages } from './pdf-lines.js';
import type { ReadText } from './text-document.js';

const PAGES_MAX = 5_000;
/** Well past what a document may be. */
const LENGTH_MAX = 2_000_000;
/** Fewer letters a page than this: pictures of pages, at most with a stamp or a page number on them. */
const LETTERS_A_PAGE_MIN = 4;
const LETTER = /[\p{L}\p{N}]/gu;
/** No font is needed to read text, and a picture is never looked at. */
const OPTIONS = { disableFontFace: true, useSystemFonts: false, isEvalSupported: false, maxImageSize: 1, verbosity: 0 };

/**
 * The text of a PDF file, lines put together to paragraphs, larger print as headings.
 * @throws {FileError} `knowledge.file-encrypted`, `knowledge.file-text-missing`, `knowledge.file-too-long`,
 *   `knowledge.file-damaged`
 */
export async function readPdf(content: Buffer): Promise<ReadText> {
  const pages = await reading('a PDF file', () => readPages(content));
  const text = textOfPages(pages);
  if ((text.match(LETTER) ?? []).length < LETTERS_A_PAGE_MIN * pages.length) {
    throw new FileError(
      'knowledge.file-text-missing',
      'the PDF holds no text that can be read: it is a scan, or its fonts do not say which characters they show',
    );
  }
  return { text };
}

async function readPages(content: Buffer): Promise<PdfPiece[][]> {
  const pdf = await open(content);
  try {
    if (pdf.numPages > PAGES_MAX) {
      throw new FileError('knowledge.file-too-long', `the PDF has ${pdf.numPages} pages, of ${PAGES_MAX} at most`);
    }
    const pages: PdfPiece[][] = [];
    let length = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item) => ('str' in item ? [pieceOf(item)] : []));
      length += pieces.reduce((sum, { text }) => sum + text.length, 0);
      if (length > LENGTH_MAX) {
        throw new FileError('knowledge.file-too-long', `the PDF has more than ${LENGTH_MAX} characters: divide it`);
      }
      pages.push(pieces);
      page.cleanup();
    }
    return pages;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(content: Buffer): ReturnType<typeof getDocumentProxy> {
  try {
    return await getDocumentProxy(new Uint8Array(content), OPTIONS);
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new FileError('knowledge.file-encrypted', 'the PDF is encrypted: save it without a password', {
        cause: error,
      });
    }
    throw error;
  }
}

function pieceOf(item: { str: string; transform: unknown[]; width: number; height: number }): PdfPiece {
  const [, , x = 0, y = 0, left = 0, bottom = 0] = item.transform.map(Number);
  return { text: item.str, x: left, y: bottom, width: item.width, size: Math.hypot(x, y) || item.height };
}
