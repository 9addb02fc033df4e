import { BEFORE, GAP } from './number-form.js';
import { isBankCard, isIdCard } from './personal-numbers.js';
import { type Detector, KIND_LABELS, type Place } from './personal-span.js';

const numberStart = new RegExp(`${BEFORE}\\d`, 'g');
const nextDigit = new RegExp(`${GAP}([\\dXx])`, 'y');
const LENGTH_MIN = 15;

export const idCardDetector: Detector = {
  kind: 'id_card',
  label: KIND_LABELS.id_card,
  find: (text) => numbers(text, [18, 15], isIdCard),
};

export const bankCardDetector: Detector = {
  kind: 'bank_card',
  label: KIND_LABELS.bank_card,
  find: (text) => numbers(text, [19, 18, 17, 16, 15], isBankCard),
};

/**
 * Numbers of one of these lengths that `isReal` knows by their check digit. Two numbers may stand behind each other
 * with a space between, hence each length is tried at each start instead of the longest run alone.
 */
function* numbers(
  text: string,
  lengths: readonly number[],
  isReal: (digits: string, written: string) => boolean,
): Generator<Place> {
  const lengthMax = Math.max(...lengths);
  let end = 0;
  for (const { index: start } of text.matchAll(numberStart)) {
    if (start < end) {
      continue;
    }
    const ends = digitEnds(text, start, lengthMax);
    if (ends.length < LENGTH_MIN) {
      continue;
    }
    const length = lengths.find((count) => {
      const candidate = ends[count - 1];
      if (candidate === undefined || /^\d\d/.test(text.slice(candidate - 1, candidate + 1))) {
        return false;
      }
      const written = text.slice(start, candidate);
      return isReal(written.replaceAll(/[^\dXx]/g, '').toUpperCase(), written);
    });
    const found = length === undefined ? undefined : ends[length - 1];
    if (found !== undefined) {
      end = found;
      yield { start, end };
    }
  }
}

/** Where the first, second … digit of a number ends. */
function digitEnds(text: string, start: number, countMax: number): number[] {
  const ends: number[] = [];
  nextDigit.lastIndex = start;
  while (ends.length < countMax && nextDigit.test(text)) {
    ends.push(nextDigit.lastIndex);
  }
  return ends;
}
