import { isUnspaced, normalise, wordsOf } from './terms.js';
import type { VocabularyWords } from './vocabulary-words.js';

/** A way to read a question. */
export interface Reading {
  text: string;
  /** How much a match counts beside one of the question as it stands, 0..1. */
  certainty: number;
}

const SYNONYM_CERTAINTY = 0.95;
/** Each reading is a search of its own. */
const READINGS_MAX = 8;
const LETTER = /[\p{L}\p{N}]/u;

/** The words of editors, made ready to read questions. */
export class WordRules {
  readonly stopWords: readonly string[];
  private readonly synonyms: readonly (readonly string[])[];

  constructor({ synonyms, stopWords }: VocabularyWords) {
    this.stopWords = byLength(stopWords);
    this.synonyms = synonyms.map(byLength).filter(({ length }) => length > 1);
  }

  /** The question as it stands but for stop words, then with synonyms in place of its words. */
  readingsOf(question: string): [Reading, ...Reading[]] {
    const plain = { text: this.withoutStopWords(normalise(question)), certainty: 1 };
    let others: Reading[] = [];
    for (const group of this.synonyms) {
      const word = group.find((one) => placesOf(one, plain.text).length > 0);
      if (word !== undefined) {
        const synonyms = group.filter((one) => one !== word);
        const more = [plain, ...others].flatMap((reading) => replaced(reading, word, synonyms));
        others = [...others, ...more].slice(0, READINGS_MAX - 1);
      }
    }
    return [plain, ...others];
  }

  /** The text itself if nothing else is in it. */
  private withoutStopWords(text: string): string {
    let rest = text;
    for (const word of this.stopWords) {
      rest = replaceAt(rest, placesOf(word, rest), word, ' ');
    }
    return LETTER.test(rest) ? rest : text;
  }
}

function byLength(words: readonly string[]): string[] {
  const distinct = new Set(words.map((word) => normalise(word).trim()).filter((word) => word !== ''));
  return [...distinct].toSorted((a, b) => b.length - a.length);
}

function replaced({ text, certainty }: Reading, word: string, others: readonly string[]): Reading[] {
  const places = placesOf(word, text);
  return others.map((other) => ({
    text: replaceAt(text, places, word, other),
    certainty: certainty * SYNONYM_CERTAINTY,
  }));
}

/** Where a word begins in a text. One character, or letters, must be a word there, not a part of one. */
function placesOf(word: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    places.push(at);
  }
  if (places.length === 0 || (word.length > 1 && isUnspaced(word))) {
    return places;
  }
  const boundaries = new Set([text.length, ...wordsOf(text).map(({ at }) => at)]);
  return places.filter((at) => boundaries.has(at) && boundaries.has(at + word.length));
}

function replaceAt(text: string, places: readonly number[], word: string, other: string): string {
  let result = '';
  let end = 0;
  for (const at of places) {
    result += text.slice(end, at) + other;
    end = at + word.length;
  }
  return result + text.slice(end);
}
