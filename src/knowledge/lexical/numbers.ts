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

const MEASURE = '个?(?:小时|月|星期|工作日|钟头)|天|日|年|周|分钟|秒|元|块钱|公斤|千克|斤|公里|千米|米|岁|倍|折';
/**
 * Numbers in Chinese characters that are surely numbers: with a power and something before it, as a row of digits like a
 * year, or in front of a measure. Not 千万, 十分, 一下.
 */
const NUMERALS = new RegExp(
  `[一二三四五六七八九两][十百千万亿][零〇一二三四五六七八九十百千万亿]*|十[一二三四五六七八九]|[零〇一二三四五六七八九]{4,}|[一二三四五六七八九十两](?=${MEASURE})`,
  'gu',
);
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/g;
const PERCENT = /百分之(?=\d)/g;
const UNIT = /(?<=\d) ?(kg|千克|km|千米|cm|mm|ml|mg|hours?|hrs?|h|mins?|rmb|块钱|块)(?![a-z])/g;
const UNITS: Readonly<Record<string, string>> = {
  kg: '公斤',
  千克: '公斤',
  km: '公里',
  千米: '公里',
  cm: '厘米',
  mm: '毫米',
  ml: '毫升',
  mg: '毫克',
  h: '小时',
  hr: '小时',
  hour: '小时',
  min: '分钟',
  rmb: '元',
  块: '元',
  块钱: '元',
};

/** One spelling of numbers and units: 三十天 is 30天, 1,000 is 1000, 10 kg is 10公斤. For text in lower case. */
export function withPlainNumbers(text: string): string {
  return text
    .replace(NUMERALS, (numerals) => String(valueOf(numerals)))
    .replace(THOUSANDS, '')
    .replace(PERCENT, '')
    .replace(UNIT, (_, unit: string) => UNITS[unit] ?? UNITS[unit.replace(/s$/, '')] ?? unit);
}

function valueOf(numerals: string): number | string {
  const digits = Array.from(numerals, (numeral) => DIGITS.get(numeral));
  if (digits.every((digit) => digit !== undefined)) {
    return digits.join('');
  }
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  for (const numeral of numerals) {
    const large = LARGE_POWERS.get(numeral);
    const small = SMALL_POWERS.get(numeral);
    if (large !== undefined) {
      total = (total + section + (digit ?? 0)) * large;
      section = 0;
      digit = undefined;
    } else if (small !== undefined) {
      section += (digit ?? 1) * small;
      digit = undefined;
    } else {
      digit = DIGITS.get(numeral);
    }
  }
  return total + section + (digit ?? 0);
}
