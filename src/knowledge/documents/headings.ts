/** A heading, as a line of a text says it: the smaller its level, the more stands under it. */
export interface Heading {
  level: number;
  title: string;
}

/** A longer line is no heading. */
const LINE_LENGTH_MAX = 200;
const TITLE_LENGTH_MAX = 100;
/** A numbered line that is longer, or that ends as a sentence ends, is a clause and no heading. */
const NUMBERED_LENGTH_MAX = 40;
const CLAUSE_END = /[。．；;，,、！!]$/u;

const HASHES = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/u;
const TRAILING_HASHES = /[ \t]+#+$/u;
const FENCE = /^ {0,3}(`{3,}|~{3,})/u;
const CHINESE_NUMBER = '[〇零一二三四五六七八九十百千两0-9]{1,6}';

/** Numbered headings, from those that hold the most to those that hold the least. */
const NUMBERED: readonly RegExp[] = [
  new RegExp(`^第${CHINESE_NUMBER}[编篇卷](?![0-9])`, 'u'),
  new RegExp(`^第${CHINESE_NUMBER}(?:部分|章)`, 'u'),
  new RegExp(`^第${CHINESE_NUMBER}节`, 'u'),
  new RegExp(`^第${CHINESE_NUMBER}条`, 'u'),
  /^[一二三四五六七八九十百]{1,4}、/u,
  /^[（(][一二三四五六七八九十百]{1,4}[）)]/u,
];
/** Below all that markdown knows. */
const NUMBERED_LEVEL = 10;
/** From 一、 on, what is numbered may be the items of a list. */
const LIST_LEVEL = NUMBERED_LEVEL + 4;

export interface HeadingLine extends Heading {
  /** Where its line begins in the text. */
  start: number;
  /** Past its line break. */
  end: number;
}

type Found = HeadingLine & { isFollowed: boolean };

/** The headings of a text, in reading order. */
export function headingsOf(text: string): HeadingLine[] {
  const found: Found[] = [];
  let fence: string | undefined;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline + 1;
    const content = end - start > LINE_LENGTH_MAX ? '…' : text.slice(start, end).trimEnd();
    const mark = FENCE.exec(content)?.[1]?.[0];
    const heading = fence === undefined && mark === undefined ? headingOf(content) : undefined;
    if (mark !== undefined) {
      fence = afterFence(fence, mark);
    }
    const above = found.at(-1);
    if (heading !== undefined) {
      found.push({ ...heading, start, end, isFollowed: false });
    } else if (content !== '' && above !== undefined) {
      above.isFollowed = true;
    }
    start = end;
  }
  return withoutLists(found);
}

/** A block of code ends with the mark that it began with. */
function afterFence(open: string | undefined, mark: string): string | undefined {
  if (open === undefined) {
    return mark;
  }
  return open === mark ? undefined : open;
}

function headingOf(line: string): Heading | undefined {
  const [, hashes, title] = HASHES.exec(line) ?? [];
  if (hashes !== undefined && title !== undefined) {
    return { level: hashes.length, title: shortened(title.replace(TRAILING_HASHES, '').trim()) };
  }
  const trimmed = line.trim();
  if (trimmed.length > NUMBERED_LENGTH_MAX || CLAUSE_END.test(trimmed)) {
    return undefined;
  }
  const kind = NUMBERED.findIndex((form) => form.test(trimmed));
  return kind === -1 ? undefined : { level: NUMBERED_LEVEL + kind, title: trimmed };
}

/**
 * Numbered lines that follow each other without a word between them are a list (一、身份证 二、户口本) or a table of
 * contents. The last of a list is one of its items too, whatever follows; the last of the contents is the chapter.
 */
function withoutLists(found: readonly Found[]): HeadingLine[] {
  const isBare = (index: number): boolean => {
    const [line, next] = [found[index], found[index + 1]];
    return line !== undefined && next !== undefined && !line.isFollowed && next.level <= line.level;
  };
  return found.filter(({ level }, index) => {
    const endsList = level >= LIST_LEVEL && found[index - 1]?.level === level && isBare(index - 1);
    return level < NUMBERED_LEVEL || !(isBare(index) || endsList);
  });
}

function shortened(title: string): string {
  const halfCharacter = /[\ud800-\udbff]$/;
  return title.length <= TITLE_LENGTH_MAX
    ? title
    : `${title.slice(0, TITLE_LENGTH_MAX - 1).replace(halfCharacter, '')}…`;
}
