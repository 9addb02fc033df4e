import { blanked, type Finder, type FoundClaim, namedGroup } from './found-claim.js';
import { NUMERAL, valuesOf } from './numerals.js';
import { PREFIX, type Quantity, SUFFIX, type Unit, unitOf } from './units.js';

const DISCOUNT = /(?<![\d.])(?<numeral>\d{1,2}(?:\.\d)?|[一二三四五六七八九]{1,2}) ?折(?![叠合断射腾扣])/gu;
const HALVES: readonly (readonly [pattern: RegExp, quantity: Quantity])[] = [
  [/半年/gu, { value: '6', unit: 'month' }],
  [/半天/gu, { value: '12', unit: 'hour' }],
  [/半个?(?:小时|钟头)/gu, { value: '30', unit: 'minute' }],
  [/半价|对折/gu, { value: '50', unit: 'percent' }],
];
const QUANTITY = new RegExp(
  `(?<prefix>(?:${PREFIX}) ?)?(?<numeral>${NUMERAL}(?:点[零〇一二三四五六七八九]+)?)(?<suffix>(?: ?多)? ?(?:${SUFFIX})(?![a-z]))?`,
  'giu',
);
const ENGLISH = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const ENGLISH_NUMBER = new RegExp(
  `\\b(?:(?<tens>${TENS.join('|')})(?:-(?<ones>${ENGLISH.slice(1, 10).join('|')}))?|(?<small>${ENGLISH.join('|')}|fifteen))\\b(?<suffix> (?:${SUFFIX})(?![a-z]))?`,
  'giu',
);

/** Numbers with what they count. */
export const findQuantities: Finder = (text, found) => {
  const afterDiscounts = text.replace(DISCOUNT, (written, numeral: string) => {
    found.push({ kind: 'number', text: written, isSure: true, quantities: discounts(numeral) });
    return blanked(written);
  });
  const afterHalves = HALVES.reduce(
    (rest, [pattern, quantity]) =>
      rest.replace(pattern, (written) => {
        const isSure = written !== '半天'; // which is also said of any long while
        found.push({ kind: 'number', text: written, isSure, quantities: [quantity] });
        return blanked(written);
      }),
    afterDiscounts,
  );
  const afterEnglish = afterHalves.replace(ENGLISH_NUMBER, (written, ...details: unknown[]) => {
    found.push(inEnglish(written, details.at(-1)));
    return blanked(written);
  });
  return afterEnglish.replace(QUANTITY, (written, ...details: unknown[]) => {
    found.push(inFigures(written, details.at(-1)));
    return blanked(written);
  });
};

/** 8折 is 80 % of the price, or 20 % less. */
function discounts(numeral: string): Quantity[] {
  const value = Number(numeral.length === 2 && !/\d/.test(numeral) ? digitsOf(numeral) : valuesOf(numeral)[0]);
  const percent = value < 10 ? Math.round(value * 100) / 10 : value;
  return [percent, Math.round((100 - percent) * 10) / 10].map((share) => ({ value: String(share), unit: 'percent' }));
}

/** 八五 */
function digitsOf(numeral: string): string {
  return Array.from(numeral, (digit) => valuesOf(digit)[0]).join('');
}

function inFigures(written: string, groups: unknown): FoundClaim {
  const numeral = namedGroup(groups, 'numeral') ?? '';
  const suffix = namedGroup(groups, 'suffix')?.replace(/^ ?多/u, '');
  const unit = unitOf(namedGroup(groups, 'prefix'), suffix);
  const [whole = '', fraction] = numeral.split('点');
  const values =
    fraction === undefined
      ? valuesOf(whole)
      : [`${valuesOf(whole)[0] ?? ''}.${digitsOf(fraction)}`.replace(/0+$/u, '')];
  return {
    kind: 'number',
    text: written.trim(),
    isSure: isSureNumber(numeral, unit),
    quantities: values.map((value) => ({ value, unit })),
    ...(/^\d{7,}$/u.test(numeral) && { digits: numeral }),
  };
}

/** Numerals in characters are parts of words (一些, 千万, 十分) unless something is counted, or they are long. */
function isSureNumber(numeral: string, unit: Unit): boolean {
  if (/\d/u.test(numeral)) {
    return true;
  }
  if (/^[百千万亿]/u.test(numeral)) {
    return false;
  }
  return unit !== 'plain' || (/[十百千万亿]/u.test(numeral) && numeral.length > 1 && numeral !== '一千零一');
}

function inEnglish(written: string, groups: unknown): FoundClaim {
  const tens = TENS.indexOf((namedGroup(groups, 'tens') ?? '').toLowerCase());
  const ones = ENGLISH.indexOf((namedGroup(groups, 'ones') ?? '').toLowerCase());
  const small = (namedGroup(groups, 'small') ?? '').toLowerCase();
  const value = tens < 0 ? (small === 'fifteen' ? 15 : ENGLISH.indexOf(small)) : (tens + 2) * 10 + Math.max(0, ones);
  const unit = unitOf(undefined, namedGroup(groups, 'suffix'));
  return { kind: 'number', text: written, isSure: unit !== 'plain', quantities: [{ value: String(value), unit }] };
}
