import { simplified } from '../../knowledge/lexical/simplified.js';
import { readAs } from './look-alikes.js';

/**
 * What a character is to a filter: part of a word; what a reader does not see at all; a blank, symbol or bracket, which
 * people put between the characters of a word to hide it; or a mark that ends a clause, around which two words are two.
 */
export type CharacterKind = 'letter' | 'invisible' | 'separator' | 'stop';

export interface CharacterClass {
  kind: CharacterKind;
  /** Of a letter: in lower case and simplified script, as one writes it by default. More than one unit for ㎏. */
  plain: readonly number[];
  /** Of a letter: what it is compared as; look-alikes and accents are gone. As long as `plain`. */
  folded: readonly number[];
}

const STOPS = new Set('，。！？；：、…,!?;:｡､');
const LETTER = /^[\p{L}\p{N}]$/u;
const LETTERS = /[\p{L}\p{N}]/gu;
/** Letters in circles, and the parts that characters are made of: symbols to Unicode, letters to a reader. */
const DISGUISED = /^[\u2460-\u24ff\u2e80-\u2fdf\u3200-\u32ff]$/;
const INVISIBLE = /^[\p{Cf}\p{M}\p{Cc}\u115f\u1160\u2800\u3164\uffa0]$/u;
const BLANK = /^\s$/;
/** Scripts whose letters people write with accents. */
const ACCENTED = /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]/u;
const MARKS = /\p{M}/gu;
const APOSTROPHES = new Set("'’");
/** Letters in circles and squares that compatibility does not resolve: the first of the range, which is an A. */
const ENCLOSED_ALPHABETS = [0x1f150, 0x1f170, 0x1f1e6];
const ALPHABET = 26;

const known = new Map<number, CharacterClass>();

/** By code point. */
export function classOf(codePoint: number): CharacterClass {
  let found = known.get(codePoint);
  if (found === undefined) {
    found = classify(codePoint);
    known.set(codePoint, found);
  }
  return found;
}

export function isHan(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf);
}

/** A lower-case letter of the alphabet. */
export function isLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function classify(codePoint: number): CharacterClass {
  const enclosed = ENCLOSED_ALPHABETS.find((first) => codePoint >= first && codePoint < first + ALPHABET);
  const character = String.fromCodePoint(enclosed === undefined ? codePoint : 0x61 + codePoint - enclosed);
  const letters = lettersOf(character);
  if (letters !== '') {
    const plain = unitsOf(letters);
    return { kind: 'letter', plain, folded: plain.map(foldedUnit) };
  }
  return { kind: kindOf(character), plain: [], folded: [] };
}

/** The letters that a character is read as; none for a symbol. */
function lettersOf(character: string): string {
  if (!LETTER.test(character) && !DISGUISED.test(character)) {
    return '';
  }
  const compatible = simplified(character.normalize('NFKC').toLowerCase());
  return (compatible.match(LETTERS) ?? []).join('');
}

function kindOf(character: string): CharacterKind {
  if (STOPS.has(character)) {
    return 'stop';
  }
  // An apostrophe joins what stands around it: "it's" is one word.
  return (INVISIBLE.test(character) && !BLANK.test(character)) || APOSTROPHES.has(character)
    ? 'invisible'
    : 'separator';
}

function foldedUnit(unit: number): number {
  const character = String.fromCharCode(unit);
  const [bare] = ACCENTED.test(character) ? unitsOf(character.normalize('NFKD').replace(MARKS, '')) : [unit];
  return readAs(bare ?? unit);
}

function unitsOf(text: string): number[] {
  return Array.from(text, (_, n) => text.charCodeAt(n)).slice(0, text.length);
}
