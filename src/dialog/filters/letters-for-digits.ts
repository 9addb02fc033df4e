import { isDigit, isLatin } from './character-classes.js';
import { type FoldedText, GAP } from './folded-text.js';

const LETTERS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' };
const LENGTH_MIN = 4;

const letterOf = new Map(Object.entries(LETTERS).map(([digit, letter]) => [digit.charCodeAt(0), letter.charCodeAt(0)]));

/**
 * The units with letters for the digits that look like them, in runs of some length that hold both; undefined where there
 * is no such run. Short ones are left: 5B is a door.
 */
export function withLettersForDigits({ units, gaps, length }: FoldedText): Uint16Array | undefined {
  let result: Uint16Array | undefined;
  for (let start = 0; start < length;) {
    let end = start;
    let letters = 0;
    while (end < length && isLetterOrDigit(units[end] ?? 0) && (end === start || (gaps[end] ?? 0) < GAP.separated)) {
      letters += isLatin(units[end] ?? 0) ? 1 : 0;
      end += 1;
    }
    if (letters >= 2 && letters < end - start && end - start >= LENGTH_MIN) {
      result ??= units.slice(0, length);
      for (let n = start; n < end; n++) {
        result[n] = letterOf.get(units[n] ?? 0) ?? units[n] ?? 0;
      }
    }
    start = Math.max(end, start + 1);
  }
  return result;
}

function isLetterOrDigit(unit: number): boolean {
  return isLatin(unit) || isDigit(unit);
}
