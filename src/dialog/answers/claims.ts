import { formatPlaceholder, replacePlaceholders } from '../../privacy/detection/placeholder.js';
import type { CheckResult } from './answer.js';
import { isSaidBy } from './claim-dates.js';
import { plainText, withoutItemNumbers } from './claim-text.js';
import { findClaims, phoneDigits } from './find-claims.js';
import type { CalendarDate, FoundClaim } from './found-claim.js';
import { inOtherUnits, type Quantity, type Unit } from './units.js';

/** So many are told: a text with more is wrong anyhow. */
const UNSUPPORTED_MAX = 10;
const CLAIM_LENGTH_MAX = 100;

/**
 * Which numbers, dates, times, amounts, links, addresses, telephones and codes of an answer stand nowhere in what it
 * rests on, however either writes them. A number that counts something else than it does there is not supported.
 * @param sources the texts of cited passages, results of tools, the contact's own words.
 */
export function checkClaims(answer: string, sources: readonly string[]): CheckResult {
  const claims = findClaims(withoutItemNumbers(plainText(withoutGiven(answer, sources)))).filter(
    ({ isSure }) => isSure,
  );
  const known = new Known(sources.map(plainText));
  const unsupported = claims.filter((claim) => !known.supports(claim));
  return {
    claims: claims.length,
    unsupported: unsupported
      .slice(0, UNSUPPORTED_MAX)
      .map(({ kind, text }) => ({ kind, text: text.slice(0, CLAIM_LENGTH_MAX) })),
  };
}

/** A placeholder of what the contact wrote is his own; one that nobody wrote claims something. */
function withoutGiven(answer: string, sources: readonly string[]): string {
  return replacePlaceholders(answer, ({ label, number }) => {
    const written = formatPlaceholder(label, number);
    return sources.some((source) => source.includes(written)) ? ' ' : written;
  });
}

/** A run of digits that may be a telephone, whatever cuts it. */
const LONG_DIGITS = /\+?\d(?:[-() ]{0,2}\d){6,20}/gu;

/** What sources say, ready to be asked. */
class Known {
  private readonly units = new Map<string, Set<Unit>>();
  /** The same amounts in other units, as `7/day` for 一周. */
  private readonly converted = new Set<string>();
  private readonly dates: CalendarDate[] = [];
  private readonly years = new Set<number>();
  private readonly minutes = new Set<number>();
  private readonly digits = new Set<string>();
  private readonly keys = new Set<string>();
  /** Everything, without spaces, to look codes and links up in. */
  private readonly text: string;

  constructor(sources: readonly string[]) {
    this.text = sources.join('\n').replaceAll(' ', '').toLowerCase();
    for (const source of sources) {
      for (const claim of findClaims(source)) {
        this.learn(claim);
      }
      for (const [run] of source.matchAll(LONG_DIGITS)) {
        this.digits.add(phoneDigits(run));
      }
    }
  }

  supports(claim: FoundClaim): boolean {
    const { date, quantities, minutes, digits, key } = claim;
    return (
      (date !== undefined && this.dates.some((known) => isSaidBy(date, known, this.years))) ||
      (date?.year !== undefined && date.month === undefined && this.years.has(date.year)) ||
      (quantities !== undefined && quantities.some((quantity) => this.supportsQuantity(quantity))) ||
      (minutes !== undefined && minutes.some((minute) => this.minutes.has(minute))) ||
      (digits !== undefined && this.digits.has(digits)) ||
      (key !== undefined && (this.keys.has(key) || this.holds(key)))
    );
  }

  private supportsQuantity({ value, unit }: Quantity): boolean {
    const units = this.units.get(value);
    return (
      (units !== undefined && (unit === 'plain' || units.has(unit) || units.has('plain'))) ||
      this.converted.has(`${value}/${unit}`) ||
      inOtherUnits({ value, unit }).some((other) => this.units.get(other.value)?.has(other.unit))
    );
  }

  /** As a whole: `A12` does not stand in `A123`, nor a link in a longer one. */
  private holds(key: string): boolean {
    const needle = key.replaceAll(' ', '').toLowerCase();
    for (let at = this.text.indexOf(needle); at >= 0; at = this.text.indexOf(needle, at + 1)) {
      const before = this.text[at - 1] ?? '';
      const after = this.text.slice(at + needle.length, at + needle.length + 2);
      if (!/[\w@.-]/u.test(before) && !/^(?:[\w/@%&=?#-]|[.:]\w)/u.test(after)) {
        return true;
      }
    }
    return false;
  }

  private learn({ quantities = [], date, minutes = [], digits, key }: FoundClaim): void {
    for (const { value, unit } of quantities) {
      this.learnNumber(value, unit);
      for (const other of inOtherUnits({ value, unit })) {
        this.converted.add(`${other.value}/${other.unit}`);
      }
    }
    for (const minute of minutes) {
      this.minutes.add(minute);
      this.learnNumber(String(Math.floor(minute / 60)), 'plain');
      this.learnNumber(String(minute % 60), 'plain');
    }
    if (date !== undefined) {
      this.dates.push(date);
      for (const number of [date.year, date.month, date.day]) {
        this.learnNumber(String(number ?? ''), 'plain');
      }
    }
    if (date?.year !== undefined) {
      this.years.add(date.year);
    }
    if (digits !== undefined) {
      this.digits.add(digits);
      this.learnNumber(String(Number(digits)), 'plain');
    }
    if (key !== undefined) {
      this.keys.add(key);
      for (const [number] of key.matchAll(/\d+(?:\.\d+)?/gu)) {
        this.learnNumber(String(Number(number)), 'plain');
      }
    }
  }

  private learnNumber(value: string, unit: Unit): void {
    const units = this.units.get(value) ?? new Set();
    this.units.set(value, units.add(unit));
    if (unit === 'plain' && /^(?:19|20|21)\d{2}$/u.test(value)) {
      this.years.add(Number(value));
    }
  }
}
