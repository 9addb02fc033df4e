/** Without I, O, S, V and Z: GB 32100-2015. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const UNIFIED = /^[0-9A-HJ-NPQRTUWXY]{18}$/;
/** What was given out before: 15 digits or letters, and 17 or 20 for those who had no code of an organisation. */
const OLD = /^(?:\d{6}[0-9A-Z]{9}|\d{17}[0-9X]?[0-9A-Z]{0,2})$/;

/** A number under which an enterprise pays tax in China, in capitals; undefined for what is none. */
export function taxNumberOf(text: string): string | undefined {
  const number = text.normalize('NFKC').replaceAll(/[\s-]/gu, '').toUpperCase();
  if (UNIFIED.test(number)) {
    return number[17] === checkCharacter(number) ? number : undefined;
  }
  return [15, 17, 20].includes(number.length) && OLD.test(number) ? number : undefined;
}

/** The 18th character of a unified social credit code: GB 32100-2015, after ISO 7064 MOD 31. */
export function checkCharacter(code: string): string | undefined {
  const digits = Array.from({ length: 17 }, (_, n) => ALPHABET.indexOf(code.charAt(n)));
  const sum = digits.reduce((total, digit, n) => total + digit * (3 ** n % 31), 0);
  return ALPHABET[(31 - (sum % 31)) % 31];
}
