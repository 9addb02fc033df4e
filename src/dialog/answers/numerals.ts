/** Arabic digits with separators, or Chinese numerals, or both, as in `1.5万` and `三千五百`. For text in simplified script. */
export const NUMERAL = String.raw`(?:\d+(?:[.,]\d+)*(?: ?(?=[十百千万亿]))?|[零〇一二两三四五六七八九十百千万亿])+`;

const DIGITS = new Map(Array.from('零一二三四五六七八九', (digit, value) => [digit, value]));
DIGITS.set('〇', 0).set('两', 2);
const SMALL_POWERS = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1_000],
]);
const LARGE_POWERS = new Map([
  ['万', 10_000],
  ['亿', 100_000_000],
]);
const PIECE = /\d+(?:[.,]\d+)*|[零〇一二两三四五六七八九十百千万亿]/g;
/** `一万二` is 12,000 and `五百八` is 580: a digit that ends a number is of the power below. */
const TAIL = /([百千万亿])([一二三四五六七八九])$/;
/** Beyond it, numbers are no longer exact: order numbers are compared digit by digit. */
const EXACT_DIGITS_MAX = 15;

/** What a numeral may mean, each as the shortest decimal; `1.000` means one or a thousand, as languages have it. */
export function valuesOf(written: string): string[] {
  const pieces: string[] = written.match(PIECE) ?? [];
  if (pieces.length === 1 && /\d/.test(written)) {
    return arabicValues(pieces[0] ?? '');
  }
  if (pieces.every((piece) => DIGITS.has(piece))) {
    return [decimal(pieces.map((piece) => DIGITS.get(piece)).join(''))];
  }
  const readings = arabicReadings(pieces[0] ?? '');
  return readings.map((first) => String(round(mixedValue(first, pieces))));
}

function arabicReadings(piece: string): (number | undefined)[] {
  return /\d/.test(piece) ? arabicValues(piece).map(Number) : [undefined];
}

/** @param first what the first piece means, if it is of Arabic digits. */
function mixedValue(first: number | undefined, pieces: readonly string[]): number {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const [index, piece] of pieces.entries()) {
    const large = LARGE_POWERS.get(piece);
    const small = SMALL_POWERS.get(piece);
    if (large !== undefined) {
      const before = section + (digit ?? 0);
      total = large > 10_000 ? (total + before || 1) * large : total + (before || 1) * large; // 一万亿, but 一亿三千万
      [section, digit] = [0, undefined];
    } else if (small !== undefined) {
      section += (digit ?? 1) * small;
      digit = undefined;
    } else {
      digit = (index === 0 ? first : undefined) ?? DIGITS.get(piece) ?? Number(arabicValues(piece)[0]);
    }
  }
  const [, power = '', last] = TAIL.exec(pieces.join('')) ?? [];
  if (last !== undefined) {
    digit = (digit ?? 0) * ((LARGE_POWERS.get(power) ?? SMALL_POWERS.get(power) ?? 10) / 10);
  }
  return total + section + (digit ?? 0);
}

/** A comma or a point before three digits may cut thousands or begin a fraction; before others it begins a fraction. */
function arabicValues(written: string): string[] {
  if (/^\d+$/.test(written)) {
    return [decimal(written)];
  }
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(written)) {
    return [decimal(written.replaceAll(',', ''))];
  }
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(written)) {
    const thousands = written.replaceAll('.', '').replace(',', '.');
    return /^\d+\.\d+$/.test(written) ? [decimal(written), decimal(thousands)] : [decimal(thousands)];
  }
  if (/^\d+[.,]\d+$/.test(written)) {
    return [decimal(written.replace(',', '.'))];
  }
  return [written]; // a version such as 2.10.3, which is no number
}

function decimal(digits: string): string {
  return /^\d+$/.test(digits) && digits.length > EXACT_DIGITS_MAX ? digits : String(round(Number(digits)));
}

function round(value: number): number {
  return Number(value.toPrecision(EXACT_DIGITS_MAX));
}
