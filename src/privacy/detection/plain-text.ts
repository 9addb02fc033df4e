const CHINESE_DIGITS: Readonly<Record<string, string>> = {
  〇: '0',
  零: '0',
  一: '1',
  壹: '1',
  幺: '1',
  二: '2',
  贰: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
};
const DIGIT = `[\\d${Object.keys(CHINESE_DIGITS).join('')}]`;
/** As long as a mobile number at least: shorter ones are amounts and words. */
const chineseNumber = new RegExp(`${DIGIT}(?:[ \\-.·,，、]?${DIGIT}){10,}`, 'g');
const chineseDigit = new RegExp(`[${Object.keys(CHINESE_DIGITS).join('')}]`);
const chineseDigits = new RegExp(chineseDigit, 'g');
const FULL_WIDTH = /[\uFF01-\uFF5E]/;
const FULL_WIDTH_RUNS = /[\uFF01-\uFF5E]+/g;
const BLANKS = /[\u00A0\u2002-\u200A\u202F\u3000\t]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const CIRCLED = /[\u24EA\u2460-\u2468]/g;

/**
 * One form for each character, in the same number of UTF-16 units, so that offsets stay: full width, blanks, dashes,
 * digits in circles, and Chinese digits where so many follow each other that they are a number.
 */
export function toPlain(text: string): string {
  const narrow = FULL_WIDTH.test(text) ? text.replaceAll(FULL_WIDTH_RUNS, toHalfWidth) : text;
  const plain = narrow.replaceAll(BLANKS, ' ').replaceAll(DASHES, '-').replaceAll(CIRCLED, circledDigit);
  return chineseDigit.test(plain)
    ? plain.replaceAll(chineseNumber, (run) => run.replaceAll(chineseDigits, (digit) => CHINESE_DIGITS[digit] ?? digit))
    : plain;
}

function toHalfWidth(run: string): string {
  return Array.from(run, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0)).join('');
}

function circledDigit(character: string): string {
  return character === '⓪' ? '0' : String(character.charCodeAt(0) - 0x2460 + 1);
}
