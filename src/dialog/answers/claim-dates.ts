import { blanked, type CalendarDate, type Finder, namedGroup } from './found-claim.js';
import { valuesOf } from './numerals.js';

const HAN = '[零〇一二三四五六七八九十]';
const YEAR = `(?:(?:19|20|21)\\d{2}|[一二][零〇一二三四五六七八九]{3})`;
const SMALL = `(?:\\d{1,2}|${HAN}{1,3})`;
const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const SHORT_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** From the fullest to the barest. */
const PATTERNS: readonly RegExp[] = [
  `(?<![\\d.-])(?<year>${YEAR}) ?年 ?(?<month>${SMALL}) ?月 ?(?<day>${SMALL}) ?[日号]?`,
  `(?<![\\d.-])(?<year>${YEAR})(?<cut>[-/.])(?<month>\\d{1,2})\\k<cut>(?<day>\\d{1,2})(?![\\d-])`,
  `\\b(?<name>${MONTHS})\\.? (?<day>\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (?<year>${YEAR})\\b)?`,
  `\\b(?<day>\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<name>${MONTHS})\\b\\.?(?:,? (?<year>${YEAR})\\b)?`,
  `(?<![\\d.-])(?<year>${YEAR}) ?年 ?(?<month>${SMALL}) ?月`,
  `\\b(?<name>${MONTHS})\\.? (?<year>${YEAR})\\b`,
  `(?<![\\d.${HAN.slice(1, -1)}])(?<month>${SMALL}) ?月 ?(?<day>${SMALL}) ?[日号]`,
  `(?<![\\d.-])(?<year>${YEAR}) ?年(?!级)`,
  `(?<![\\d.个${HAN.slice(1, -1)}])(?<month>${SMALL}) ?月(?!\\p{L}{0,1}[卡票费])`,
].map((pattern) => new RegExp(pattern, 'giu'));

export const findDates: Finder = (text, found) =>
  PATTERNS.reduce(
    (rest, pattern) =>
      rest.replace(pattern, (written, ...details: unknown[]) => {
        const date = dateOf(details.at(-1));
        if (date === undefined) {
          return written;
        }
        found.push({ kind: 'date', text: written, isSure: true, date });
        return blanked(written);
      }),
    text,
  );

/** Undefined for what no calendar has. */
function dateOf(groups: unknown): CalendarDate | undefined {
  const year = numberOf(groups, 'year');
  const name = namedGroup(groups, 'name')?.slice(0, 3).toLowerCase();
  const month = name === undefined ? numberOf(groups, 'month') : SHORT_MONTHS.indexOf(name) + 1;
  const day = numberOf(groups, 'day');
  if ((month !== undefined && (month < 1 || month > 12)) || (day !== undefined && (day < 1 || day > 31))) {
    return undefined;
  }
  return { ...(year && { year }), ...(month && { month }), ...(day && { day }) };
}

function numberOf(groups: unknown, name: string): number | undefined {
  const written = namedGroup(groups, name);
  return written === undefined ? undefined : Number(valuesOf(written)[0]);
}

/**
 * Whether one date says no more than another: 3月5日 stands in 2026年3月5日.
 * @param years that are named somewhere beside a date without one.
 */
export function isSaidBy(claimed: CalendarDate, source: CalendarDate, years: ReadonlySet<number>): boolean {
  return (
    (claimed.day === undefined || claimed.day === source.day) &&
    (claimed.month === undefined || claimed.month === source.month) &&
    (claimed.year === undefined ||
      claimed.year === source.year ||
      (source.year === undefined && years.has(claimed.year)))
  );
}
