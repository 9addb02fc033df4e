import { TEXT_BYTES_MAX } from '../../wecom/message-text.js';

/** Where a text is best cut, best first: after a sentence with its closing marks, after a clause, after a space. */
const breaks = [/[。！？!?；;…]+[”’」』）)】》"']*|\.(?=\s)|\n/gu, /[，,、：:]+/gu, /\s+/gu];

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Cuts a text into parts of at most `bytesMax` bytes of UTF-8 (4 at least), none of them empty, which joined again
 * are the text. A cut falls on the end of a sentence, else of a clause, else of a word, else between two characters as
 * people see them; only one that is too long by itself, such as a letter under hundreds of marks, is cut inside.
 */
export function splitText(text: string, bytesMax: number = TEXT_BYTES_MAX): string[] {
  if (Buffer.byteLength(text) <= bytesMax) {
    return text === '' ? [] : [text];
  }
  const ranks = breaks.map((pattern) => endsOfMatches(text, pattern));
  const parts: string[] = [];
  let open: Piece[] = []; // what follows the last cut
  let openBytes = 0;
  for (const piece of pieces(text, bytesMax)) {
    while (openBytes + piece.bytes > bytesMax) {
      const cut = bestCut(open, ranks);
      parts.push(textOf(open.slice(0, cut)));
      open = open.slice(cut);
      openBytes = open.reduce((sum, { bytes }) => sum + bytes, 0);
    }
    open.push(piece);
    openBytes += piece.bytes;
  }
  return [...parts, textOf(open)];
}

/** A character as people see it, or a code point of one that is too long. */
interface Piece {
  text: string;
  bytes: number;
  /** Where it ends in the whole text. */
  end: number;
}

function* pieces(text: string, bytesMax: number): Iterable<Piece> {
  for (const { segment, index } of graphemes.segment(text)) {
    const bytes = Buffer.byteLength(segment);
    if (bytes <= bytesMax) {
      yield { text: segment, bytes, end: index + segment.length };
      continue;
    }
    let end = index;
    for (const character of segment) {
      end += character.length;
      yield { text: character, bytes: Buffer.byteLength(character), end };
    }
  }
}

/** How many pieces go into the part: up to the last of the best breaks, or all. */
function bestCut(open: readonly Piece[], ranks: readonly ReadonlySet<number>[]): number {
  for (const ends of ranks) {
    const last = open.findLastIndex(({ end }) => ends.has(end));
    if (last >= 0) {
      return last + 1;
    }
  }
  return open.length;
}

function endsOfMatches(text: string, pattern: RegExp): Set<number> {
  return new Set([...text.matchAll(pattern)].map((match) => match.index + match[0].length));
}

function textOf(open: readonly Piece[]): string {
  return open.map(({ text }) => text).join('');
}
