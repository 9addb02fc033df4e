import { FileError } from './file-error.js';

/** Well past what a document may be: what is longer is refused, and not built up in memory first. */
const LENGTH_MAX = 2_000_000;

/** Chinese has no space between words, hence none where a line was broken. */
const BROKEN_LINE =
  /(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef])[ \t]*\r?\n\s*(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef])/gu;

/** Puts a text together from words and from breaks, of which several in a row count as the strongest. */
export class TextWriter {
  private readonly pieces: string[] = [];
  private gap: '' | ' ' | '\n' = '';
  /** The last character. */
  private end = '\n';

  length = 0;

  /** Text whose white space says nothing but that words are apart. */
  words(text: string): void {
    const words = text.replaceAll(BROKEN_LINE, '').replaceAll(/\s+/g, ' ');
    if (words.startsWith(' ')) {
      this.space();
    }
    if (words.trim() !== '') {
      this.raw(words.trim());
    }
    if (words.endsWith(' ')) {
      this.space();
    }
  }

  space(): void {
    this.gap ||= ' ';
  }

  newLine(): void {
    this.gap = '\n';
  }

  /**
   * Text as it is.
   * @throws {FileError} `knowledge.file-too-long`
   */
  raw(text: string): void {
    if (text === '') {
      return;
    }
    const gap = this.end === '\n' || this.end === this.gap ? '' : this.gap;
    this.gap = '';
    this.pieces.push(gap, text);
    this.length += gap.length + text.length;
    this.end = text.at(-1) ?? '';
    if (this.length > LENGTH_MAX) {
      throw new FileError('knowledge.file-too-long', `the text has more than ${LENGTH_MAX} characters: divide it`);
    }
  }

  /** Where the text is now, for `since`. */
  get position(): number {
    return this.pieces.length;
  }

  since(position: number): string {
    return this.pieces.slice(position).join('').trim();
  }

  toString(): string {
    return this.pieces
      .join('')
      .replaceAll(/[ \t]+\n/g, '\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim();
  }
}
