import { withPlainNumbers } from './numbers.js';
import { simplified } from './simplified.js';

/** A run of a script without spaces between words, or a run of other letters and digits. */
const RUN =
  /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+)|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]]+/gv;
const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+$/u;
const NUMBER = /^\d+$/;
const SENTENCE_END = /(?<=[。！？；!?;\n])/u;
const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** What a text is found by. Words are those of the dictionary of ICU, which comes with Node. */
export const TERM_KINDS = ['character', 'pair', 'word'] as const;

export type TermKind = (typeof TERM_KINDS)[number];

/** How often each term stands in a text. */
export type TermCounts = Record<TermKind, Map<string, number>>;

/** One spelling of what people type in many: full and half width, ligatures, case, script, numbers and units. */
export function normalise(text: string): string {
  return withPlainNumbers(simplified(text.normalize('NFKC').toLowerCase()));
}

/**
 * Each character, each pair of neighbours and each word where a script puts no spaces between words (Chinese, Japanese,
 * Korean). Words and numbers of other scripts are whole, and count as all three. A number is a neighbour of what it counts.
 */
export function termsOf(text: string): TermCounts {
  const terms: TermCounts = { character: new Map(), pair: new Map(), word: new Map() };
  let number: { text: string; end: number } | undefined;
  for (const { 0: run, 1: unspaced, index } of normalise(text).matchAll(RUN)) {
    if (unspaced === undefined) {
      TERM_KINDS.forEach((kind) => increment(terms[kind], run));
      number = NUMBER.test(run) ? { text: run, end: index + run.length } : undefined;
    } else {
      addUnspaced(unspaced, number?.end === index ? number.text : undefined, terms);
    }
  }
  return terms;
}

/** The words of a text and what stands between them, each with its place. */
export function wordsOf(text: string): { word: string; at: number }[] {
  return Array.from(words.segment(text), ({ segment, index }) => ({ word: segment, at: index }));
}

/** Whether all of a text is of a script without spaces between words. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/** The terms of several texts as if they were one, but with no pair across two of them. */
export function mergedTerms(parts: readonly TermCounts[]): TermCounts {
  const merged: TermCounts = { character: new Map(), pair: new Map(), word: new Map() };
  for (const part of parts) {
    for (const kind of TERM_KINDS) {
      part[kind].forEach((count, term) => increment(merged[kind], term, count));
    }
  }
  return merged;
}

/** How long a text is, in characters of scripts without spaces, and words of others. */
export function lengthOf(terms: TermCounts): number {
  let length = 0;
  for (const count of terms.character.values()) {
    length += count;
  }
  return length;
}

/** Cut after each full stop, question mark, semicolon and line break. */
export function sentencesOf(text: string): string[] {
  return text.split(SENTENCE_END).filter((sentence) => sentence.trim() !== '');
}

function addUnspaced(run: string, before: string | undefined, terms: TermCounts): void {
  let previous = before;
  for (const character of run) {
    increment(terms.character, character);
    if (previous !== undefined) {
      increment(terms.pair, previous + character);
    }
    previous = character;
  }
  for (const { segment } of words.segment(run)) {
    increment(terms.word, segment);
  }
}

function increment(counts: Map<string, number>, term: string, by = 1): void {
  counts.set(term, (counts.get(term) ?? 0) + by);
}
