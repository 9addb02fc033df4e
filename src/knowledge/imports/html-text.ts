import { Parser } from 'htmlparser2';
import type { ReadText } from './text-document.js';
import { TextWriter } from './text-writer.js';

/** Holds nothing that a reader sees. */
const UNSEEN = new Set(
  `audio button canvas datalist dialog embed head iframe map math noscript object script select style svg template
   textarea title video`.split(/\s+/),
);
const BLOCKS = new Set(
  `address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form h1
   h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul`.split(
    /\s+/,
  ),
);
const HEADING = /^h([1-6])$/;
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i;
const LINK = /^(?:https?:\/\/|mailto:|tel:)\S+$/i;
const FENCE = '```';
const TITLE_LENGTH_MAX = 1_000;

interface OpenTag {
  name: string;
  isSeen: boolean;
  isInCell: boolean;
  /** Where the text of a link begins. */
  start: number;
  href: string | undefined;
  /** How many items a list, or cells a row, has had. */
  children: number;
  /** The number of the first item of a list. */
  first: number | undefined;
}

/**
 * What a reader of a page sees, with headings as in markdown, a line for each item of a list and each row of a table.
 * Scripts, styles and what is hidden are left out.
 * @throws {FileError} `knowledge.file-too-long`
 */
export function htmlToText(html: string): ReadText {
  const page = new Page();
  const parser = new Parser({
    onopentag: (name, attributes) => page.open(name, attributes),
    onclosetag: () => page.close(),
    ontext: (text) => page.write(text),
  });
  parser.end(html);
  return page.result();
}

class Page {
  private readonly tags: OpenTag[] = [];
  private readonly writer = new TextWriter();
  private title = '';
  /** Written before the next word: a heading without words is none. */
  private mark = '';
  private preformatted = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.tags.at(-1);
    const tag: OpenTag = {
      name,
      isSeen: (parent?.isSeen ?? true) && !UNSEEN.has(name) && !isHidden(attributes),
      isInCell: name === 'td' || name === 'th' || (parent?.isInCell === true && name !== 'table'),
      start: this.writer.position,
      href: name === 'a' ? attributes['href']?.trim() : undefined,
      children: 0,
      first: name === 'ol' ? Number.parseInt(attributes['start'] ?? '1', 10) || 1 : undefined,
    };
    this.tags.push(tag);
    if (tag.isSeen) {
      this.begin(tag, parent);
    }
  }

  write(text: string): void {
    const tag = this.tags.at(-1);
    if (tag?.name === 'title' && this.tags.at(-2)?.name !== 'svg') {
      this.title += text.slice(0, TITLE_LENGTH_MAX - this.title.length);
    }
    if (tag?.isSeen === false) {
      return;
    }
    const begins = this.mark !== '' && text.trim() !== '';
    if (begins) {
      this.writer.raw(this.mark);
      this.mark = '';
    }
    if (this.preformatted > 0) {
      this.writer.raw(text);
    } else {
      this.writer.words(begins ? text.trimStart() : text);
    }
  }

  close(): void {
    const tag = this.tags.pop();
    if (tag?.isSeen !== true) {
      return;
    }
    if (tag.name === 'pre') {
      this.preformatted -= 1;
      this.writer.newLine();
      this.writer.raw(FENCE);
    }
    if (tag.href !== undefined && LINK.test(tag.href)) {
      const label = this.writer.since(tag.start);
      // Where a link leads is part of what the text says, unless it is the text itself.
      this.writer.raw(label === '' || tag.href.includes(label) ? '' : ` (${tag.href})`);
    }
    if (BLOCKS.has(tag.name)) {
      this.endBlock(tag);
    }
  }

  result(): ReadText {
    const title = this.title.replaceAll(/\s+/g, ' ').trim();
    return { text: this.writer.toString(), title: title === '' ? undefined : title };
  }

  private begin(tag: OpenTag, parent: OpenTag | undefined): void {
    if (BLOCKS.has(tag.name)) {
      this.endBlock(tag);
    }
    const level = HEADING.exec(tag.name)?.[1];
    if (level !== undefined && !tag.isInCell) {
      this.mark = `\n${'#'.repeat(Number(level))} `;
    } else if (tag.name === 'li' && parent !== undefined && !tag.isInCell) {
      this.mark = parent.first === undefined ? '- ' : `${parent.first + parent.children}. `;
      parent.children += 1;
    } else if (tag.name === 'pre') {
      this.writer.raw(`${FENCE}\n`);
      this.preformatted += 1;
    } else if ((tag.name === 'td' || tag.name === 'th') && parent !== undefined) {
      this.writer.space();
      this.writer.raw(parent.children === 0 ? '' : '| ');
      parent.children += 1;
    }
  }

  /** Within a cell of a table everything stands on one line. */
  private endBlock(tag: OpenTag): void {
    if (HEADING.test(tag.name) || tag.name === 'li') {
      this.mark = '';
    }
    if (tag.isInCell && this.preformatted === 0) {
      this.writer.space();
    } else {
      this.writer.newLine();
    }
  }
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  return 'hidden' in attributes || HIDDEN_STYLE.test(attributes['style'] ?? '');
}
