const SENTENCE_END = '。！？；…';
/** They end a sentence before a blank only: `1.5`, `a?b`. */
const LATIN_END = '.!?;';
const CLOSING = '。！？；…!?”’"\'」』）)】》';
const BLANKS = ' \t\r\n\u3000\u00a0';
/** A line that begins so begins a sentence: an item of a list, a row of a table. */
const ITEM = /^[ \t]*(?:[-*+•·|>]|\d{1,3}[.、)）]|[（(]?[一二三四五六七八九十]{1,3}[、)）])/u;
/** How much of a line tells whether it is one. */
const ITEM_LENGTH_MAX = 12;
const BLANK_LINE = /^[^\S\n]*(?:\n|$)/u;
/** Never stands at the beginning of a piece: it belongs to the character before it. */
const EXTENDS = /[\p{M}\p{Emoji_Modifier}\p{Join_Control}]/u;
const EXTENDS_LENGTH_MAX = 32;

/** Where a sentence that is too long may be cut, the better first. */
const BREAKS: readonly string[] = ['\n', '，,：:、', BLANKS];

/** A text as its sentences, none longer than `lengthMax`; joined they are the text. */
export function sentencesOf(text: string, lengthMax: number): string[] {
  const sentences: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = sentenceEnd(text, start);
    while (end - start > lengthMax) {
      const cut = cutBefore(text, start, start + lengthMax);
      sentences.push(text.slice(start, cut));
      start = cut;
    }
    sentences.push(text.slice(start, end));
    start = end;
  }
  return sentences;
}

/** Past the sentence that begins at `start`, with the blanks behind it. */
function sentenceEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (SENTENCE_END.includes(character) || (LATIN_END.includes(character) && isBlank(text, at + 1))) {
      let end = at + 1;
      while (end < text.length && CLOSING.includes(text.charAt(end))) {
        end += 1;
      }
      return pastBlanks(text, end);
    }
    if (character === '\n' && beginsAnew(text, at + 1)) {
      return pastBlanks(text, at + 1);
    }
  }
  return text.length;
}

/** A line break alone is none of a sentence: a PDF breaks its lines anywhere. */
function beginsAnew(text: string, lineStart: number): boolean {
  const line = text.slice(lineStart, lineStart + ITEM_LENGTH_MAX);
  return BLANK_LINE.test(line) || ITEM.test(line);
}

function isBlank(text: string, at: number): boolean {
  return at >= text.length || BLANKS.includes(text.charAt(at));
}

function pastBlanks(text: string, from: number): number {
  let end = from;
  while (end < text.length && BLANKS.includes(text.charAt(end)) && !isItem(text, end)) {
    end += 1;
  }
  return end;
}

/** An item keeps what it is indented by. */
function isItem(text: string, lineStart: number): boolean {
  return text.charAt(lineStart - 1) === '\n' && ITEM.test(text.slice(lineStart, lineStart + ITEM_LENGTH_MAX));
}

/** The best place to cut in the second half of a piece, after its character; never inside one. */
function cutBefore(text: string, start: number, limit: number): number {
  const from = Math.floor((start + limit) / 2);
  for (const marks of BREAKS) {
    for (let at = limit - 1; at >= from; at -= 1) {
      if (marks.includes(text.charAt(at))) {
        return at + 1;
      }
    }
  }
  return wholeCharacters(text, start, limit);
}

/** Moves back to where a character begins, accents, variants and joined emoji included. */
function wholeCharacters(text: string, start: number, limit: number): number {
  let cut = limit;
  while (cut > start + 1 && limit - cut < EXTENDS_LENGTH_MAX && isInside(text, cut)) {
    cut -= 1;
  }
  return isInside(text, cut) ? betweenPairs(text, limit) : cut;
}

function isInside(text: string, at: number): boolean {
  const next = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  return betweenPairs(text, at) !== at || EXTENDS.test(next) || text.charAt(at - 1) === '\u200d';
}

/** Half of a surrogate pair is no text: PostgreSQL refuses it. */
function betweenPairs(text: string, at: number): number {
  const isLow = /[\udc00-\udfff]/.test(text.charAt(at));
  return isLow && /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at;
}
