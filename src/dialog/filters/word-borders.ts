import { isHan } from './character-classes.js';
import { type FoldedText, GAP } from './folded-text.js';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** How many words left and right of a place are read again when it is weighed. */
const CONTEXT_WORDS = 2;
/**
 * Characters that are often words by themselves: pronouns, particles, prepositions, numerals and measures, and the
 * commonest verbs. Any other that a reading leaves alone speaks against that reading.
 */
const wordsOfOne = new Set(
  '的了是在我你他她它您咱有不没无人这那哪谁几上下里中内外前后左右旁开关要会能可想去来到说看听问给用把被让叫请和与及或但而且并' +
    '等很太最更都也就还又再才只刚已正将从向往对于比跟同为以因由所吗呢吧啊呀哦嘛个次年月日号元块天时分秒点件条张把只双位名种些' +
    '每各该此本一二三四五六七八九十百千万亿零两半多少大小新老好坏高低长短快慢早晚先买卖退换发送收打写做吃喝走跑坐站住放拿找' +
    '加减办交付还借查改填选扣补寄像当使令按据除过着地得之其某何怎别非真假',
);
const LONELY_COST = 0.5;
/** A longer word than this hardly ever comes about by accident, each further character less. */
const ACCIDENT_LENGTH = 3;

/** Whether something else than the dictionary shows that a word begins and ends there. */
export interface Sides {
  start: boolean;
  end: boolean;
}

/**
 * The words that a text is made of, by the dictionary of the runtime. It is read without what hides words, and a clause
 * is cut into words only when something in it is asked.
 */
export class WordBorders {
  /** By the unit that the clause begins with. */
  private readonly clauses = new Map<number, Clause>();

  constructor(private readonly folded: FoldedText) {}

  /**
   * Whether the units from `start` up to `end` stand there by accident: 代开 in 年代开始 is the end of one word and the
   * beginning of another. It is none where the text falls into fewer words with them as one, as 代开 in 代开发票.
   * @param runs how often each letter of the word stands in a row; undefined: once each.
   */
  areCrossed(start: number, end: number, runs: readonly number[] | undefined, isSure: Sides): boolean {
    // 妈妈的 holds 妈的 from its second character on, and 他妈妈 holds 他妈 up to its last but one.
    const isLong = end - start > 1;
    const startsHalf = isLong && this.folded.runs[start] === 2 && (runs?.[0] ?? 1) === 1;
    const endsHalf = isLong && this.folded.runs[end - 1] === 2 && (runs?.at(-1) ?? 1) === 1;
    const sides = { start: isSure.start && !startsHalf, end: isSure.end && !endsHalf };
    if (sides.start && sides.end) {
      return false;
    }
    const { text, first, places, borders } = this.clauseOf(start, end);
    const from = (places[start - first] ?? 0) + (startsHalf ? 1 : 0);
    const to = (places[end - first] ?? text.length) - (endsHalf ? 1 : 0);
    const cutsDouble = (startsHalf && !borders.includes(from)) || (endsHalf && !borders.includes(to));
    return (cutsDouble && end - start < ACCIDENT_LENGTH) || isCrossed(text, borders, from, to, sides);
  }

  private clauseOf(start: number, end: number): Clause {
    const { gaps, length } = this.folded;
    let first = start;
    while (first > 0 && gaps[first] !== GAP.apart) {
      first -= 1;
    }
    let clause = this.clauses.get(first);
    if (clause === undefined || first + clause.places.length <= end) {
      let last = end;
      while (last < length && gaps[last] !== GAP.apart) {
        last += 1;
      }
      clause = cutClause(this.folded, first, last);
      this.clauses.set(first, clause);
    }
    return clause;
  }
}

/** The same for a text that is not folded. */
export function isCrossedIn(text: string, from: number, to: number): boolean {
  return isCrossed(text, bordersOf(text), from, to, { start: false, end: false });
}

interface Clause {
  text: string;
  /** The unit that it begins with. */
  first: number;
  /** Where each of its units stands in `text`, and where the last one ends. */
  places: readonly number[];
  /** Where words of `text` begin, and its end. */
  borders: readonly number[];
}

/** A letter that is repeated for emphasis stands once; a double one may be a word, such as 妈妈. */
function cutClause({ plain, runs }: FoldedText, first: number, last: number): Clause {
  let text = '';
  const places: number[] = [];
  for (let n = first; n < last; n++) {
    places.push(text.length);
    text += String.fromCharCode(plain[n] ?? 0).repeat(runs[n] === 2 ? 2 : 1);
  }
  places.push(text.length);
  return { text, first, places, borders: bordersOf(text) };
}

function bordersOf(text: string): number[] {
  const borders: number[] = [];
  for (const { index } of segmenter.segment(text)) {
    borders.push(index);
  }
  borders.push(text.length);
  return borders;
}

function isCrossed(text: string, borders: readonly number[], from: number, to: number, isSure: Sides): boolean {
  const first = lastNotAfter(borders, from);
  const last = lastNotAfter(borders, to);
  const cutsStart = !isSure.start && borders[first] !== from;
  const cutsEnd = !isSure.end && borders[last] !== to;
  if (!cutsStart && !cutsEnd) {
    return false;
  }
  const isWithinOne = first === last || (borders[first + 1] ?? 0) >= to;
  if (isWithinOne) {
    // A part of a longer word that begins or ends with it is a compound of it, as 赌博 in 赌博机; one character is not.
    return to - from === 1 || (cutsStart && cutsEnd);
  }
  const begin = Math.max(0, first - CONTEXT_WORDS);
  const end = Math.min(borders.length - 1, (borders[last] === to ? last : last + 1) + CONTEXT_WORDS);
  let asCut = 0;
  for (let n = begin; n < end; n++) {
    asCut += costOfWord(text.slice(borders[n], borders[n + 1]));
  }
  const asOne = costOf(text.slice(borders[begin], from)) + 1 + costOf(text.slice(to, borders[end]));
  return asOne >= asCut + Math.max(0, to - from - ACCIDENT_LENGTH);
}

/** The index of the last border at or before a place. */
function lastNotAfter(borders: readonly number[], place: number): number {
  let low = 0;
  let high = borders.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((borders[middle] ?? 0) <= place) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** How many words a text falls into; those that are hardly words count more. */
function costOf(text: string): number {
  let cost = 0;
  for (const { segment } of segmenter.segment(text)) {
    cost += costOfWord(segment);
  }
  return cost;
}

function costOfWord(word: string): number {
  return word.length === 1 && isHan(word.charCodeAt(0)) && !wordsOfOne.has(word) ? 1 + LONELY_COST : 1;
}
