import type { ClaimKind } from './answer.js';
import type { Quantity } from './units.js';

/** What is said of a day; at least one of them. */
export interface CalendarDate {
  year?: number;
  month?: number;
  day?: number;
}

/** A piece of a text that is either right or wrong. */
export interface FoundClaim {
  kind: ClaimKind;
  /** As it stands in the plain text. */
  text: string;
  /** Whether an answer claims something by it; in a passage everything counts. */
  isSure: boolean;
  /** All that it may mean; one of them is enough. */
  quantities?: readonly Quantity[];
  date?: CalendarDate;
  /** Minutes of the day. */
  minutes?: readonly number[];
  /** Of a telephone or another long number. */
  digits?: string;
  /** Of a link, an address or a code: one spelling. */
  key?: string;
}

/** Finds what it looks for, and blanks it, so that what comes after sees the rest. */
export type Finder = (text: string, found: FoundClaim[]) => string;

/** As long as what it stands for, so that nothing on both sides of it grows together. */
export function blanked(written: string): string {
  return '\0'.repeat(written.length);
}

/** A named group of a match, from the last of the arguments that `replace` hands over. */
export function namedGroup(groups: unknown, name: string): string | undefined {
  const value: unknown = typeof groups === 'object' && groups !== null ? Reflect.get(groups, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}
