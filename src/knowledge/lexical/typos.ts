import { isFunctionWord } from './function-words.js';
import type { Reading } from './readings.js';
import type { Sounds } from './sounds.js';
import type { TermTable } from './term-table.js';
import { isUnspaced, wordsOf } from './terms.js';

const CERTAINTY = 0.9;
const CORRECTIONS_MAX = 3;

/**
 * Readings with a word of the documents in place of two characters that are no word, stand together in no document, and
 * sound like it: 退宽 for 退款. What is spelt right has hardly ever two such characters.
 */
export function withoutTypos({ text, certainty }: Reading, table: TermTable, sounds: Sounds): Reading[] {
  const readings: Reading[] = [];
  let before: { word: string; end: number } | undefined;
  for (const { word, at } of wordsOf(text)) {
    if (before?.end === at && isMistake(before.word, word, table)) {
      const right = heardWord(before.word, word, table, sounds);
      if (right !== undefined) {
        const start = at - before.word.length;
        const corrected = text.slice(0, start) + right + text.slice(at + word.length);
        readings.push({ text: corrected, certainty: certainty * CERTAINTY });
      }
    }
    before = { word, end: at + word.length };
  }
  return readings.slice(0, CORRECTIONS_MAX);
}

function isMistake(left: string, right: string, table: TermTable): boolean {
  return isContent(left) && isContent(right) && table.idOf('pair', left + right) === undefined;
}

/** The most frequent word of the documents with one of the characters and another that sounds like the other. */
function heardWord(left: string, right: string, table: TermTable, sounds: Sounds): string | undefined {
  const words = [
    ...sounds.homophonesOf(left).map((first) => first + right),
    ...sounds.homophonesOf(right).map((second) => left + second),
  ];
  const known = words
    .map((word) => ({ word, having: table.havingOf('word', word) }))
    .filter(({ having }) => having > 0);
  return known.toSorted((a, b) => b.having - a.having)[0]?.word;
}

/** One character that is not of grammar: those stand beside all others. */
function isContent(word: string): boolean {
  return Array.from(word).length === 1 && isUnspaced(word) && !isFunctionWord(word);
}
