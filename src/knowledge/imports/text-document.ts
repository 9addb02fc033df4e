import { createHash } from 'node:crypto';
import { headingsOf } from '../documents/headings.js';
import { type Entry, toEntry } from './entry.js';
import { FileError } from './file-error.js';
import type { ImportOptions, TextFormat } from './import-formats.js';

const TEXT_LENGTH_MAX = 1_000_000;
const TITLE_LENGTH_MAX = 200;
const EXTERNAL_ID_LENGTH_MAX = 200;
const DIGEST_LENGTH = 16;
/** Of headings that are marked as such; numbered lines are headings of chapters. */
const MARKED_LEVEL_MAX = 6;
const FIRST_LINE = /^[ \t]*(\S.*)$/mu;
// oxlint-disable-next-line no-control-regex -- what a file holds besides text is left out
const CONTROL = /[\0-\u0008\v\f\u000e-\u001f\u007f\ufffe\uffff]/g;

/** What was read of a file that is one text. */
export interface ReadText {
  /** With headings as in markdown. */
  text: string;
  /** What the file says of itself; else its first heading or line is the title. */
  title?: string | undefined;
}

/**
 * The one document of a file.
 * @throws {FileError} `knowledge.file-empty`, `knowledge.file-too-long`
 */
export function toTextEntry(format: TextFormat, read: ReadText, options: ImportOptions): Entry {
  const text = read.text.toWellFormed().replaceAll(CONTROL, '').trim();
  if (text === '') {
    throw new FileError('knowledge.file-empty', 'the file holds no text');
  }
  if (text.length > TEXT_LENGTH_MAX) {
    throw new FileError(
      'knowledge.file-too-long',
      `the text has ${text.length} characters, of ${TEXT_LENGTH_MAX} at most: divide it`,
    );
  }
  const title = options.title ?? titleOf(text, read.title, options.name);
  const fields = {
    externalId: options.externalId ?? externalIdOf(format, options.name ?? title),
    kind: 'text',
    question: title,
    answer: text,
  };
  return toEntry(1, fields, options);
}

function titleOf(text: string, told: string | undefined, name: string | undefined): string {
  const heading = headingsOf(text).find(({ level }) => level <= MARKED_LEVEL_MAX);
  const candidates = [heading?.title, told, FIRST_LINE.exec(text)?.[1], name];
  const title = candidates.map((candidate = '') => candidate.replaceAll(CONTROL, '').replaceAll(/\s+/g, ' ').trim());
  return shortened(title.find((candidate) => candidate !== '') ?? '', TITLE_LENGTH_MAX);
}

/** The file of the same name, or else the same title, is the same document when it comes again. */
function externalIdOf(format: TextFormat, name: string): string {
  const id = `${format}:${name.toWellFormed().normalize('NFC').replaceAll(/\s+/g, ' ').trim()}`;
  if (id.length <= EXTERNAL_ID_LENGTH_MAX) {
    return id;
  }
  const digest = createHash('sha256').update(id).digest('hex').slice(0, DIGEST_LENGTH);
  return `${shortened(id, EXTERNAL_ID_LENGTH_MAX - DIGEST_LENGTH - 1)}-${digest}`;
}

/** Without half of a surrogate pair at its end. */
function shortened(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : text.slice(0, lengthMax).replace(/[\ud800-\udbff]$/, '');
}
