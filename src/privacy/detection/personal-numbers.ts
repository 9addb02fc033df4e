/** The first two digits of every division at the level of a province, GB/T 2260. */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const BIRTH_DATE = /^(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';

/**
 * An identity number, GB 11643: region, date of birth, sequence, and in the one of 18 characters a check character
 * (ISO 7064 MOD 11-2). The old one of 15 digits has none, therefore it counts only where it is written in one piece.
 * @param digits the number alone, its `X` in upper case.
 * @param written the same with the separators that stand between its digits.
 */
export function isIdCard(digits: string, written: string): boolean {
  if (!PROVINCES.test(digits)) {
    return false;
  }
  if (digits.length === 15) {
    return /^\d{15}$/.test(written) && BIRTH_DATE.test(`19${digits.slice(6, 12)}`);
  }
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return BIRTH_DATE.test(digits.slice(6, 14)) && ID_CHECKS[sum % 11] === digits[17];
}

/** What issuers begin their numbers with, ISO/IEC 7812; without it every tenth long number would pass as a card. */
const ISSUERS = new RegExp(
  [
    '^[49]\\d{15,18}$', // Visa; the older cards of Chinese banks
    '^6[024-9]\\d{14,17}$', // UnionPay, Discover, the older cards of Chinese banks
    '^(?:5[1-5]|35)\\d{14}$', // Mastercard, JCB
    '^2(?:22[1-9]|2[3-9]\\d|[3-6]\\d\\d|7[01]\\d|720)\\d{12}$', // Mastercard
    '^3[47]\\d{13}$', // American Express
  ].join('|'),
);

/** In one piece, in fours, or as six and the rest: how cards and banks write them. */
const CARD_FORM =
  /^(?:\d+|\d{4}(?:\D{1,3}\d{4}){2,3}(?:\D{0,3}\d{1,4})?|\d{4}\D{1,3}\d{6}\D{1,3}\d{5}|\d{6}\D{1,3}\d+)$/;

/** A bank card's number: its issuer, its form and its check digit (Luhn). */
export function isBankCard(digits: string, written: string): boolean {
  return ISSUERS.test(digits) && CARD_FORM.test(written) && passesLuhn(digits);
}

function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
