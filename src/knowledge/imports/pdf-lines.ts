/** A run of characters on a page, as PDF places it: from the left and from the bottom. */
export interface PdfPiece {
  text: string;
  x: number;
  y: number;
  width: number;
  /** Of the print. */
  size: number;
}

interface PdfLine {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** So much larger than most of the print, and a line is a heading. */
const HEADING_FACTOR = 1.15;
const HEADING_LENGTH_MAX = 60;
const HEADING_LEVELS = 3;
/** What stands at the edge of so many pages, but for its numbers, belongs to the paper and not to the text. */
const RUNNING_SHARE = 0.5;
const RUNNING_PAGES_MIN = 3;
/** A line that ends so near the right edge goes on in the next one. */
const FULL_LINE = 0.93;
const SENTENCE_END = /[。！？!?：:；;]$/u;
const ITEM_START =
  /^(?:[-•·●○■◆*]|\(?[0-9]{1,2}[.)、）]|[（(]?[一二三四五六七八九十]{1,3}[）)、.]|第[一二三四五六七八九十百0-9]+[章节条])/u;
const WIDE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** Paragraphs and headings, as markdown writes them. */
export function textOfPages(pages: readonly (readonly PdfPiece[])[]): string {
  const lines = withoutRunningLines(pages.map(linesOf));
  const body = bodySizeOf(lines.flat());
  const headingSizes = headingSizesOf(lines.flat(), body);
  const paragraphs: string[] = [];
  let open: PdfLine | undefined;
  for (const page of lines) {
    const right = Math.max(...page.map((line) => line.right), 0);
    const left = Math.min(...page.map((line) => line.left), right);
    for (const line of page) {
      const level = headingSizes.indexOf(line.size) + 1;
      if (level > 0 && isHeading(line)) {
        paragraphs.push(`${'#'.repeat(level)} ${line.text}`);
        open = undefined;
        continue;
      }
      const isContinued = open !== undefined && continues(open, line, { left, right });
      paragraphs.push(isContinued ? joined(paragraphs.pop() ?? '', line.text) : line.text);
      open = line;
    }
  }
  return paragraphs.join('\n');
}

/** Pieces come in reading order; those at the same height are one line. */
function linesOf(pieces: readonly PdfPiece[]): PdfLine[] {
  const lines: PdfLine[] = [];
  for (const { text, x, y, width, size } of pieces) {
    const line = lines.at(-1);
    const isSame = line !== undefined && Math.abs(line.y - y) < Math.max(line.size, size) * 0.5 && x >= line.left;
    if (isSame) {
      const isApart = x - line.right > size * 0.2 && !line.text.endsWith(' ') && !text.startsWith(' ');
      line.text += (isApart && !(WIDE.test(line.text.at(-1) ?? '') && WIDE.test(text[0] ?? '')) ? ' ' : '') + text;
      line.right = Math.max(line.right, x + width);
      line.size = text.trim() === '' ? line.size : Math.max(line.size, rounded(size));
    } else if (text.trim() !== '') {
      lines.push({ text, left: x, right: x + width, y, size: rounded(size) });
    }
  }
  return lines.map((line) => ({ ...line, text: line.text.replaceAll(/\s+/g, ' ').trim() }));
}

function rounded(size: number): number {
  return Math.round(size * 2) / 2;
}

/** Headers, footers and page numbers repeat. */
function withoutRunningLines(pages: readonly (readonly PdfLine[])[]): PdfLine[][] {
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const key of new Set(edgesOf(page).map(keyOf))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const enough = Math.max(RUNNING_PAGES_MIN, pages.length * RUNNING_SHARE);
  return pages.map((page) => {
    const running = new Set(edgesOf(page).filter((line) => (counts.get(keyOf(line)) ?? 0) >= enough));
    return page.filter((line) => !running.has(line));
  });
}

function edgesOf(page: readonly PdfLine[]): PdfLine[] {
  return [...page.slice(0, 2), ...page.slice(Math.max(2, page.length - 2))];
}

function keyOf({ text }: PdfLine): string {
  return text.replaceAll(/\d+/g, '#');
}

/** The size of most of the characters. */
function bodySizeOf(lines: readonly PdfLine[]): number {
  const characters = new Map<number, number>();
  for (const { size, text } of lines) {
    characters.set(size, (characters.get(size) ?? 0) + text.length);
  }
  return [...characters].toSorted(([, left], [, right]) => right - left)[0]?.[0] ?? 0;
}

/** From the largest. */
function headingSizesOf(lines: readonly PdfLine[], body: number): number[] {
  const sizes = new Set(
    lines.filter((line) => line.size >= body * HEADING_FACTOR && isHeading(line)).map(({ size }) => size),
  );
  const all = [...sizes].toSorted((left, right) => right - left);
  return all.slice(0, HEADING_LEVELS);
}

function isHeading({ text }: PdfLine): boolean {
  return text.length <= HEADING_LENGTH_MAX && !/[。；;，,]$/u.test(text) && /\p{L}/u.test(text);
}

function continues(before: PdfLine, line: PdfLine, { left, right }: { left: number; right: number }): boolean {
  const isFull = before.right - left >= (right - left) * FULL_LINE;
  const isIndented = line.left - left > line.size;
  return (
    isFull && before.size === line.size && !isIndented && !SENTENCE_END.test(before.text) && !ITEM_START.test(line.text)
  );
}

/** Chinese has no space between words, hence none where a line was broken. */
function joined(text: string, more: string): string {
  const isWide = WIDE.test(text.at(-1) ?? '') || WIDE.test(more[0] ?? '');
  return text.endsWith('-') && /^\p{Ll}/u.test(more) ? text.slice(0, -1) + more : `${text}${isWide ? '' : ' '}${more}`;
}
