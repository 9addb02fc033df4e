import { KIND_LABELS } from '../detection/personal-span.js';

const CHINESE_DIGITS: ReadonlyMap<string, string> = new Map(
  Array.from('〇零一幺二三四五六七八九', (digit, index) => [digit, '001123456789'.charAt(index)]),
);
const MOBILE_DIGITS = 11;

/**
 * One form for all ways to write the same value, by which it is recognised again: `+86 139-1234-5678` and
 * `１３９１２３４５６７８` are one number.
 * @param label the word of its placeholder.
 */
export function plainForm(label: string, written: string): string {
  const text = written.normalize('NFKC').toLowerCase();
  switch (label) {
    case KIND_LABELS.phone:
      return digitsOf(text).slice(-MOBILE_DIGITS);
    case KIND_LABELS.landline:
      return landlineOf(text);
    case KIND_LABELS.id_card:
    case KIND_LABELS.bank_card:
      return digitsOf(text);
    case KIND_LABELS.email:
      return text.replaceAll(/\s/gu, '');
    default:
      return text.replaceAll(/[\s\u200B-\u200D\u2060\uFEFF·._-]/gu, '');
  }
}

function digitsOf(text: string): string {
  return Array.from(text, (character) => CHINESE_DIGITS.get(character) ?? character)
    .filter((character) => /[\dx]/.test(character))
    .join('');
}

/** With the zero of its area, whether the country's code stands before it or not. */
function landlineOf(text: string): string {
  return digitsOf(text.replaceAll(/转|分机/gu, '')).replace(/^(?:00)?86(?=[1-9])0?/, '0');
}
