import type { Reading } from './readings.js';
import type { Sounds } from './sounds.js';
import type { TermTable } from './term-table.js';
import { isUnspaced } from './terms.js';

const CERTAINTY = 0.85;
const LETTERS_MAX = 60;
const SYLLABLE_MAX = 6;
/** How many ways of writing what was heard so far are kept. */
const WAYS_MAX = 24;
/** Two characters that stand together in a document are far better than two that do not. */
const KNOWN_PAIR = 3;
const FREQUENCY_SHARE = 0.2;
const PART = /[a-z]+|[^a-z]/gu;

/** One way to write the beginning of a text. */
interface Way {
  text: string;
  score: number;
  /** Whether its last character was heard, or written; undefined if none can be its neighbour. */
  last: { character: string; isHeard: boolean } | undefined;
  heard: number;
  knownPairs: number;
}

/**
 * The text with Chinese in place of runs of letters that no document has and that are pinyin, as the documents write it:
 * 退款怎么申请 for 'tuikuan zenme shenqing'. Undefined where there is no such run, or what it gives are no words of theirs.
 */
export function readPinyin({ text, certainty }: Reading, table: TermTable, sounds: Sounds): Reading | undefined {
  const parts = [...text.matchAll(PART)].map(([part]) => part);
  const isPinyin = parts.map((part) => /^[a-z]{2,}$/.test(part) && table.idOf('character', part) === undefined);
  if (!isPinyin.includes(true)) {
    return undefined;
  }
  let ways: Way[] = [{ text: '', score: 0, last: undefined, heard: 0, knownPairs: 0 }];
  for (const [n, part] of parts.entries()) {
    const isGap = part === ' ' && (isPinyin[n - 1] === true || isPinyin[n + 1] === true);
    if (!isGap) {
      const heard = isPinyin[n] === true ? hear(ways, part, table, sounds) : [];
      ways = heard.length > 0 ? heard : ways.map((way) => written(way, part, table));
    }
  }
  const [best] = ways.toSorted((a, b) => b.score - a.score);
  return best === undefined || best.heard === 0 || best.knownPairs < best.heard / 2
    ? undefined
    : { text: best.text, certainty: certainty * CERTAINTY };
}

/** Each way followed by the best ways to write the letters; none if they are no pinyin of the documents. */
function hear(ways: readonly Way[], letters: string, table: TermTable, sounds: Sounds): Way[] {
  if (letters.length > LETTERS_MAX) {
    return [];
  }
  const upTo: Way[][] = [[...ways]];
  for (let end = 1; end <= letters.length; end++) {
    const found: Way[] = [];
    for (let start = Math.max(0, end - SYLLABLE_MAX); start < end; start++) {
      const from = upTo[start] ?? [];
      const characters = from.length === 0 ? [] : sounds.charactersOf(letters.slice(start, end));
      for (const character of characters) {
        found.push(...from.map((way) => heardAfter(way, character, table)));
      }
    }
    upTo.push(bestOf(found));
  }
  return upTo.at(-1) ?? [];
}

/** Of the ways that end alike, only the best can become the best of all. */
function bestOf(ways: readonly Way[]): Way[] {
  const best = new Map<string, Way>();
  for (const way of ways) {
    const last = way.last?.character ?? '';
    if (way.score > (best.get(last)?.score ?? -Infinity)) {
      best.set(last, way);
    }
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score).slice(0, WAYS_MAX);
}

function heardAfter({ text, score, last, heard, knownPairs }: Way, character: string, table: TermTable): Way {
  const together = last === undefined ? 0 : table.havingOf('pair', last.character + character);
  const own = Math.log(1 + table.havingOf('character', character));
  return {
    text: text + character,
    score: score - 1 + FREQUENCY_SHARE * (own + Math.log(1 + together)) + (together > 0 ? KNOWN_PAIR : 0),
    last: { character, isHeard: true },
    heard: heard + 1,
    knownPairs: knownPairs + (together > 0 ? 1 : 0),
  };
}

function written(way: Way, part: string, table: TermTable): Way {
  if (!isUnspaced(part)) {
    return { ...way, text: way.text + part, last: undefined };
  }
  const isKnown = way.last?.isHeard === true && table.idOf('pair', way.last.character + part) !== undefined;
  return {
    ...way,
    text: way.text + part,
    score: way.score + (isKnown ? KNOWN_PAIR : 0),
    knownPairs: way.knownPairs + (isKnown ? 1 : 0),
    last: { character: part, isHeard: false },
  };
}
