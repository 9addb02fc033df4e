import { blanked, type Finder, namedGroup } from './found-claim.js';
import { valuesOf } from './numerals.js';

const HAN = '[零〇一二两三四五六七八九十]';
const HALF = '上午|下午|早上|早晨|清晨|凌晨|中午|傍晚|晚上|夜里|晚间|am|pm|a\\.m\\.|p\\.m\\.';

/** 9:30, 下午 3:00, 18:00:00, 3:00 pm */
const CLOCK = new RegExp(
  `(?:(?<before>${HALF}) ?)?(?<!\\d[.:]?)(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::\\d{2})?(?![\\d:])(?: ?(?<after>am|pm|a\\.m\\.|p\\.m\\.))?`,
  'giu',
);
/** 9点, 九点半, 下午三点二十分, 9时30分 */
const SPOKEN = new RegExp(
  `(?:(?<before>${HALF}) ?)?(?<!以下|如下|注意|[\\d.第几这${HAN.slice(1, -1)}])(?<hour>\\d{1,2}|${HAN}{1,3}) ?(?:点|时(?=\\d|整|许|半))钟?(?:(?<rest>半|整|一刻|三刻)|(?<minute>\\d{1,2}|${HAN}{1,3})分|(?<bare>${HAN}?十${HAN}?)(?![${HAN.slice(1, -1)}\\p{L}]))?(?!\\d|${HAN})`,
  'giu',
);
/** 9 am */
const LATIN = /(?<!\d[.:]?)(?<hour>\d{1,2}) ?(?<after>am|pm|a\.m\.|p\.m\.)(?![a-z])/giu;

export const findTimes: Finder = (text, found) =>
  [CLOCK, LATIN, SPOKEN].reduce(
    (rest, pattern) =>
      rest.replace(pattern, (written, ...details: unknown[]) => {
        const time = timeOf(details.at(-1), pattern === CLOCK);
        if (time === undefined) {
          return written;
        }
        found.push({ kind: 'time', text: written, isSure: isSure(written), minutes: time });
        return blanked(written);
      }),
    text,
  );

/** 一点 is a little and 两点 may be two points: only with something beside them they are surely times. */
function isSure(written: string): boolean {
  return /\d/.test(written) || !/^\p{Script=Han}{1,3}点$/u.test(written) || /午|早|晚|晨/.test(written);
}

/** Minutes of the day: two readings where nothing tells the halves of the day apart. */
function timeOf(groups: unknown, isClock: boolean): number[] | undefined {
  const hour = Number(valuesOf(namedGroup(groups, 'hour') ?? '')[0]);
  const minute = minutesOf(groups);
  if (!(hour <= 24 && minute < 60)) {
    return undefined;
  }
  const half = (namedGroup(groups, 'before') ?? namedGroup(groups, 'after') ?? '').toLowerCase();
  const at = (hours: number): number => (hours % 24) * 60 + minute;
  if (/^(?:下午|傍晚|晚|夜|p)/u.test(half)) {
    return [at(hour < 12 ? hour + 12 : hour === 12 && half.startsWith('晚') ? 0 : hour)];
  }
  if (/^(?:上午|早|清晨|凌晨|a)/u.test(half)) {
    return [at(hour === 12 && !half.startsWith('上午') ? 0 : hour)];
  }
  if (half === '中午') {
    return [at(hour < 4 ? hour + 12 : hour)];
  }
  return isClock || hour > 12 ? [at(hour)] : [at(hour), at(hour + 12)];
}

function minutesOf(groups: unknown): number {
  const named: Readonly<Record<string, number>> = { 半: 30, 整: 0, 一刻: 15, 三刻: 45 };
  const written = namedGroup(groups, 'minute') ?? namedGroup(groups, 'bare');
  return named[namedGroup(groups, 'rest') ?? ''] ?? (written === undefined ? 0 : Number(valuesOf(written)[0]));
}
