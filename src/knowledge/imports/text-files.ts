import mammoth from 'mammoth';
import { marked } from 'marked';
import { readParts } from './archive-parts.js';
import { FileError, reading } from './file-error.js';
import { htmlToText } from './html-text.js';
import type { TextFormat } from './import-formats.js';
import { readPdf } from './pdf-text.js';
import { storedZip } from './stored-zip.js';
import type { ReadText } from './text-document.js';
import { assertNoNul, decodeText } from './text-encoding.js';

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const FRONT_TITLE = /^title:[ \t]*(["']?)(.+?)\1[ \t]*$/m;
const DECLARED_ENCODING = /charset\s*=\s*["']?([\w-]{1,40})/i;
const DECLARED_WITHIN = 2_048;
const XML_PART = /\.(?:xml|rels)$/;
/** Word's own names of headings are known to the library; these are those of documents made in Chinese. */
const HEADING_STYLES = [
  ...['Title', '标题'].map((name) => `p[style-name='${name}'] => h1:fresh`),
  ...[1, 2, 3, 4, 5, 6].map((level) => `p[style-name='标题 ${level}'] => h${level}:fresh`),
];

/**
 * The text of a file, with its headings.
 * @throws {FileError}
 */
export function readText(format: TextFormat, content: Buffer): ReadText | Promise<ReadText> {
  switch (format) {
    case 'md':
      return readMarkdown(content);
    case 'html':
      return readHtml(content);
    case 'docx':
      return readDocx(content);
    case 'pdf':
      return readPdf(content);
  }
}

/** By way of HTML: what stands between tags, links and tables come out as they do from a page. */
async function readMarkdown(content: Buffer): Promise<ReadText> {
  const source = decodeText(content);
  assertNoNul(source);
  const [matter = '', front = ''] = FRONT_MATTER.exec(source) ?? [];
  const html = await reading('markdown', () => marked.parse(source.slice(matter.length), { gfm: true }));
  return { text: htmlToText(html).text, title: FRONT_TITLE.exec(front)?.[2] };
}

function readHtml(content: Buffer): ReadText {
  const declared = DECLARED_ENCODING.exec(content.toString('latin1', 0, DECLARED_WITHIN))?.[1];
  const source = decodeText(content, declared);
  assertNoNul(source);
  return htmlToText(source);
}

async function readDocx(content: Buffer): Promise<ReadText> {
  const parts = await readParts(content, (name) => XML_PART.test(name));
  if (![...parts.keys()].some((name) => name.startsWith('word/'))) {
    throw new FileError('knowledge.file-format-mismatch', 'the archive is no DOCX file');
  }
  const { value } = await reading('a DOCX file', () =>
    mammoth.convertToHtml(
      { buffer: storedZip(parts) },
      {
        styleMap: HEADING_STYLES,
        includeEmbeddedStyleMap: false,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      },
    ),
  );
  return { text: htmlToText(value).text };
}
