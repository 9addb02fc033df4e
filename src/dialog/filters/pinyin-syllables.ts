import { mainReadings, otherReadings } from './pinyin-table.js';

const ENTRY = /([a-z]+)([^a-z ]+)/g;
const SYLLABLE_LENGTH_MAX = 6;

/** Every syllable has a number from 1. */
const numbers = new Map<string, number>();
/** The number of the syllable that a code unit is read by most; 0 where it is no frequent Chinese character. */
const mainNumbers = new Uint16Array(2 ** 16);
const others = new Map<number, readonly number[]>();

for (const [, syllable = '', characters = ''] of mainReadings.matchAll(ENTRY)) {
  const number = numbers.size + 1;
  numbers.set(syllable, number);
  for (const character of characters) {
    mainNumbers[character.charCodeAt(0)] = number;
  }
}
for (const [, syllable = '', characters = ''] of otherReadings.matchAll(ENTRY)) {
  for (const character of characters) {
    const unit = character.charCodeAt(0);
    const number = numbers.get(syllable);
    if (number !== undefined) {
      others.set(unit, [...(others.get(unit) ?? []), number]);
    }
  }
}

/** The syllable that a character is read by most, as a number; 0 for what is no frequent Chinese character. */
export function syllableOf(unit: number): number {
  return mainNumbers[unit] ?? 0;
}

/** Its other syllables. */
export function otherSyllablesOf(unit: number): readonly number[] {
  return others.get(unit) ?? [];
}

export function isReadAs(unit: number, syllable: number): boolean {
  return syllableOf(unit) === syllable || otherSyllablesOf(unit).includes(syllable);
}

/** Lower-case letters cut into as few syllables as possible; undefined where they are no pinyin. */
export function cutSyllables(letters: string): number[] | undefined {
  const best: (number[] | undefined)[] = [[]];
  for (let end = 1; end <= letters.length; end++) {
    for (let start = Math.max(0, end - SYLLABLE_LENGTH_MAX); start < end; start++) {
      const before = best[start];
      const number = before === undefined ? undefined : numbers.get(letters.slice(start, end));
      if (before !== undefined && number !== undefined && before.length + 1 < (best[end]?.length ?? Infinity)) {
        best[end] = [...before, number];
      }
    }
  }
  return best[letters.length];
}
