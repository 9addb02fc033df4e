import { isDigit, isHan } from './character-classes.js';
import { type FoldedText, GAP } from './folded-text.js';
import type { Sides, WordBorders } from './word-borders.js';

const REPEATED_FROM = 3;
/** So many characters with something between each two are hidden on purpose: ordinary text is not written so. */
const HIDDEN_LENGTH_MIN = 3;
const IDENTIFIER_JOINTS = new Set('._-@/');

/** What matters of a listed word when it is met. */
export interface WordForm {
  /** Only letters of alphabets and digits: it is a word where those around it are no letters and digits. */
  isSpaced: boolean;
  /** For each unit, how often the letter stands in a row; undefined: once each. */
  runs: readonly number[] | undefined;
}

/** Where a word stands in the text as it was given. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Whether the units from `start` up to `end`, which are those of a listed word, are that word: perhaps hidden by what
 * stands between them or by repetition, but no parts of other words.
 * @returns where it stands; undefined where it is no word.
 */
export function wordAt(
  text: string,
  folded: FoldedText,
  borders: WordBorders,
  form: WordForm,
  start: number,
  end: number,
): Span | undefined {
  const gaps = gapsWithin(folded, start, end);
  if (!areRunsOf(folded, form, start, end) || !mayHide(gaps, end - start)) {
    return undefined;
  }
  if (isDoubledThroughout(folded, form, start, end)) {
    return { start: folded.starts[start] ?? 0, end: folded.ends[end - 1] ?? 0 };
  }
  const isWord = form.isSpaced
    ? isSpacedWord(text, folded, gaps, start, end)
    : !isGluedToLetters(folded, start, end) && !isCrossed(folded, borders, form, gaps, start, end);
  return isWord ? spanOf(folded, form, start, end) : undefined;
}

/** What stands between the letters of a word, at its widest, and whether there is something at every place. */
interface Gaps {
  widest: number;
  isEverywhere: boolean;
}

function gapsWithin({ gaps }: FoldedText, start: number, end: number): Gaps {
  let widest: number = GAP.none;
  let narrowest: number = GAP.apart;
  for (let n = start + 1; n < end; n++) {
    const gap = gaps[n] ?? GAP.none;
    widest = Math.max(widest, gap);
    narrowest = Math.min(narrowest, gap);
  }
  return { widest, isEverywhere: end - start > 1 && narrowest > GAP.none };
}

/** Two clauses do not make a word, unless each character is a clause of its own. */
function mayHide({ widest, isEverywhere }: Gaps, length: number): boolean {
  return widest < GAP.apart || (isEverywhere && length >= HIDDEN_LENGTH_MIN);
}

/**
 * A letter may stand more often than in the word when it is repeated for emphasis. Chinese characters may be doubled at
 * the sides, where the other one is a neighbour, and in longer words within.
 */
function areRunsOf({ runs, units }: FoldedText, form: WordForm, start: number, end: number): boolean {
  for (let n = start; n < end; n++) {
    const wanted = form.runs?.[n - start] ?? 1;
    const run = runs[n] ?? 1;
    const mayBeDoubled = isHan(units[n] ?? 0) && (n === start || n === end - 1 || end - start >= HIDDEN_LENGTH_MIN);
    if (run < wanted || (run > wanted && run < REPEATED_FROM && !mayBeDoubled)) {
      return false;
    }
  }
  return true;
}

/** 傻傻逼逼: nobody writes so but to hide a word. */
function isDoubledThroughout({ runs }: FoldedText, form: WordForm, start: number, end: number): boolean {
  for (let n = start; n < end; n++) {
    if ((runs[n] ?? 1) <= (form.runs?.[n - start] ?? 1)) {
      return false;
    }
  }
  return end - start > 1;
}

/** A word of letters or digits begins and ends where letters and digits do, and is no part of a name like `a.sb.cn`. */
function isSpacedWord(text: string, folded: FoldedText, gaps: Gaps, start: number, end: number): boolean {
  const { units, length } = folded;
  const isHidden = gaps.widest >= GAP.separated;
  if (isHidden && !gaps.isEverywhere && (isBesideLetters(folded, start) || isBesideLetters(folded, end))) {
    return false; // "at md" is English; a line break within tmd between Chinese characters is not
  }
  const isJoined = (n: number, inward: number): boolean => {
    if (n <= 0 || n >= length || !isSpaced(units[inward] ?? 0)) {
      return false;
    }
    const gap = folded.gaps[n] ?? GAP.none;
    if (gap < GAP.separated) {
      return true;
    }
    const between = text.slice(folded.ends[n - 1], folded.starts[n]);
    // Spelled letters go on: a, b, c in "a s b c".
    return IDENTIFIER_JOINTS.has(between) || (isHidden && gap === GAP.separated && isAlone(folded, inward));
  };
  return !isJoined(start, start - 1) && !isJoined(end, end);
}

/** Whether letters or digits stand on both sides of a place, whatever is between them in a clause. */
function isBesideLetters({ units, gaps, length }: FoldedText, n: number): boolean {
  return n > 0 && n < length && (gaps[n] ?? 0) < GAP.apart && isSpaced(units[n - 1] ?? 0) && isSpaced(units[n] ?? 0);
}

/** Whether no other letter stands beside it. */
function isAlone({ units, gaps, length }: FoldedText, n: number): boolean {
  const isFreeBefore = n === 0 || !isSpaced(units[n - 1] ?? 0) || (gaps[n] ?? 0) >= GAP.separated;
  const isFreeAfter = n + 1 >= length || !isSpaced(units[n + 1] ?? 0) || (gaps[n + 1] ?? 0) >= GAP.separated;
  return isFreeBefore && isFreeAfter;
}

/**
 * Whether a word with one letter at its side goes on with another there, as 傻b in 傻bug. Several letters beside Chinese
 * characters say enough: a number or a name may follow 加qq at once.
 */
function isGluedToLetters({ units, gaps, runs, length }: FoldedText, start: number, end: number): boolean {
  const isLetter = (n: number): boolean => isSpaced(units[n] ?? 0) && !isDigit(units[n] ?? 0);
  const areGlued = (n: number): boolean =>
    n > 0 && n < length && (gaps[n] ?? 0) < GAP.separated && isLetter(n - 1) && isLetter(n);
  const isOnly = (n: number, next: number): boolean => runs[n] === 1 && !isLetter(next);
  return (areGlued(start) && isOnly(start, start + 1)) || (areGlued(end) && isOnly(end - 1, end - 2));
}

function isCrossed(
  folded: FoldedText,
  borders: WordBorders,
  form: WordForm,
  gaps: Gaps,
  start: number,
  end: number,
): boolean {
  const { units, length } = folded;
  const before = start === 0 ? GAP.apart : (folded.gaps[start] ?? GAP.none);
  const after = end === length ? GAP.apart : (folded.gaps[end] ?? GAP.none);
  const isHidden = gaps.widest > GAP.none;
  const standsOut = [before, after].every((gap) => gap === GAP.none || gap === GAP.apart);
  if (isHidden && gaps.isEverywhere && standsOut && end - start >= HIDDEN_LENGTH_MIN) {
    return false;
  }
  const isSure = (gap: number, unit: number): boolean =>
    !isHan(unit) || gap === GAP.apart || (gap === GAP.separated && !isHidden);
  const sides: Sides = {
    start: isSure(before, units[start] ?? 0),
    end: isSure(after, units[end - 1] ?? 0),
  };
  return borders.areCrossed(start, end, form.runs, sides);
}

/** A repeated letter belongs to the word as a whole; of a double one only the half that the word needs. */
function spanOf(
  { runs, starts, lastStarts, ends, firstEnds }: FoldedText,
  form: WordForm,
  start: number,
  end: number,
): Span {
  const last = end - 1;
  const isHalf = (n: number): boolean => runs[n] === 2 && (form.runs?.[n - start] ?? 1) === 1;
  return {
    start: (isHalf(start) && end - start > 1 ? lastStarts[start] : starts[start]) ?? 0,
    end: (isHalf(last) && end - start > 1 ? firstEnds[last] : ends[last]) ?? 0,
  };
}

/** A letter of a script that puts blanks between words, or a digit. */
export function isSpaced(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || isDigit(unit) || (unit >= 0xc0 && unit <= 0x6ff);
}
