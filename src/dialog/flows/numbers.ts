const DIGITS = '零一二三四五六七八九';
const FORMAL = '〇壹贰叁肆伍陆柒捌玖';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1_000, 仟: 1_000 };

/** What may stand behind a number without changing it. */
const COUNTED = '元整?|块钱?|塊錢?|[个個]人?|[件份张張人位名天次台间間套只隻箱盒瓶本]';
const AMOUNT = new RegExp(
  String.raw`^(?:(?:人民币|rmb|cny|usd)|[¥￥$])?\s*([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d{1,15}(?:\.\d{1,10})?)\s*([千万萬亿億kw]?)\s*(?:${COUNTED}|rmb|cny|people|persons?|%)?$`,
  'iu',
);
const CHINESE = new RegExp(
  `^([零〇一二两兩三四五六七八九十百千万萬壹贰叁肆伍陆柒捌玖拾佰仟]{1,12})(?:${COUNTED})?$`,
  'u',
);

const SCALES: Readonly<Record<string, number>> = {
  '': 1,
  千: 1e3,
  k: 1e3,
  万: 1e4,
  萬: 1e4,
  w: 1e4,
  亿: 1e8,
  億: 1e8,
};

/** A number as people write it: `1,299.00元`, `￥100`, `1.5万`, `二十`. Undefined for what is none. */
export function numberOf(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const [, digits, scale = ''] = AMOUNT.exec(plain) ?? [];
  if (digits !== undefined) {
    // Rounded, as 1.15 × 10,000 is not quite 11,500.
    return Number((Number(digits.replaceAll(',', '')) * (SCALES[scale] ?? 1)).toFixed(6));
  }
  const [, numerals] = CHINESE.exec(plain) ?? [];
  return numerals === undefined ? undefined : chineseNumber(numerals);
}

/** `一千零五`, `两万三千`; not `一二三`, which is a sequence of digits. */
export function chineseNumber(numerals: string): number | undefined {
  const [high = '', low, ...more] = numerals.split(/[万萬]/u);
  if (more.length > 0) {
    return undefined;
  }
  if (low === undefined) {
    return belowTenThousand(high);
  }
  const [big, small] = [belowTenThousand(high), low === '' ? 0 : belowTenThousand(low)];
  return big === undefined || small === undefined ? undefined : big * 10_000 + small;
}

function belowTenThousand(numerals: string): number | undefined {
  let [sum, digit, unitBefore] = [0, -1, 10_000];
  for (const numeral of numerals.replaceAll(/[两兩]/gu, '二')) {
    const unit = UNITS[numeral];
    if (unit === undefined) {
      const value = Math.max(DIGITS.indexOf(numeral), FORMAL.indexOf(numeral));
      if (digit > 0) {
        return undefined;
      }
      digit = value;
    } else if (unit >= unitBefore || digit === 0) {
      return undefined;
    } else {
      sum += (digit === -1 ? 1 : digit) * unit;
      [digit, unitBefore] = [-1, unit];
    }
  }
  return numerals === '' ? undefined : sum + Math.max(digit, 0);
}
