/** What a number counts. `plain`: nothing that is told apart here. */
export type Unit =
  | 'plain'
  | 'CNY'
  | 'USD'
  | 'HKD'
  | 'EUR'
  | 'JPY'
  | 'percent'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'workday'
  | 'week'
  | 'month'
  | 'year';

export interface Quantity {
  /** The shortest decimal. */
  value: string;
  unit: Unit;
}

/** As they stand behind a number, in simplified script and lower case; the longer before those that begin like them. */
const SUFFIXES: readonly (readonly [pattern: string, unit: Unit])[] = [
  ['美元|美金|usd|us dollars?|dollars?', 'USD'],
  ['港币|港元|hkd', 'HKD'],
  ['欧元|eur|euros?', 'EUR'],
  ['日元|日圆|円|jpy|yen', 'JPY'],
  ['元|圆|块钱|块(?!\\p{L})|人民币|rmb|cny|yuan', 'CNY'],
  ['%|percent|per cent|个百分点', 'percent'],
  ['个?工作日|business days?|working days?|workdays?', 'workday'],
  ['个?自然日|天|日|days?', 'day'],
  ['个?小时|个?钟头|hours?|hrs?', 'hour'],
  ['分钟|minutes?|mins?', 'minute'],
  ['秒钟?|seconds?|secs?', 'second'],
  ['周(?!年)|个?星期|个?礼拜|weeks?', 'week'],
  ['个月|months?', 'month'],
  ['周年|年(?!级)|years?', 'year'],
];

const PREFIXES: readonly (readonly [pattern: string, unit: Unit])[] = [
  ['us ?\\$|usd', 'USD'],
  ['hk ?\\$|hkd', 'HKD'],
  ['\\$', 'USD'],
  ['€|eur', 'EUR'],
  ['¥|rmb|cny|人民币', 'CNY'],
  ['百分之', 'percent'],
];

export const SUFFIX = SUFFIXES.map(([pattern]) => `(?:${pattern})`).join('|');
export const PREFIX = PREFIXES.map(([pattern]) => `(?:${pattern})`).join('|');

export function unitOf(prefix: string | undefined, suffix: string | undefined): Unit {
  return find(SUFFIXES, suffix) ?? find(PREFIXES, prefix) ?? 'plain';
}

function find(list: typeof SUFFIXES, written: string | undefined): Unit | undefined {
  const sign = written?.trim().toLowerCase();
  return sign === undefined || sign === ''
    ? undefined
    : list.find(([pattern]) => new RegExp(`^(?:${pattern})$`, 'u').test(sign))?.[1];
}

/** One of these is so many of those. */
const PARTS: readonly (readonly [whole: Unit, part: Unit, count: number])[] = [
  ['week', 'day', 7],
  ['year', 'month', 12],
  ['day', 'hour', 24],
  ['hour', 'minute', 60],
  ['minute', 'second', 60],
];

/** The same amount in other units: 一周 is 7天, 24小时 is 1天. */
export function inOtherUnits({ value, unit }: Quantity): Quantity[] {
  const amount = Number(value);
  return PARTS.flatMap(([whole, part, count]): Quantity[] => {
    if (unit === whole) {
      return [{ value: String(amount * count), unit: part }];
    }
    return unit === part && Number.isInteger(amount / count) ? [{ value: String(amount / count), unit: whole }] : [];
  });
}
