import { DateTime } from 'luxon';

/** From `from` to `to` on these days of the week. `to` at or before `from`: until that time of the next day. */
export interface WeeklyHours {
  /** 1 is Monday, 7 is Sunday: the days on which it begins. */
  days: readonly number[];
  /** `HH:MM`. */
  from: string;
  /** `HH:MM`; `24:00` is the end of the day. */
  to: string;
}

/** A date with hours of its own: all that begins on it is replaced. */
export type Holiday =
  | { date: string; closed: true; name?: string | undefined }
  | { date: string; closed?: false | undefined; from: string; to: string; name?: string | undefined };

/** When somebody works. Without weekly hours: always, except on holidays. */
export interface Calendar {
  /** IANA, such as `Asia/Shanghai`. */
  timeZone: string;
  weekly: readonly WeeklyHours[];
  holidays: readonly Holiday[];
}

/** In milliseconds since 1970; `to` is no longer part of it. */
interface Interval {
  from: number;
  to: number;
}

const OPENING_DAYS_MAX = 60;
const WORKING_DAYS_MAX = 400;
const ALL_DAY: readonly WeeklyHours[] = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }];

/** No calendar: always. */
export function isOpen(calendar: Calendar | undefined, at: Date): boolean {
  return nextOpening(calendar, at, 0)?.getTime() === at.getTime();
}

/** `at` itself while it is open; undefined where it stays closed for so many days ahead. */
export function nextOpening(calendar: Calendar | undefined, at: Date, daysAhead = OPENING_DAYS_MAX): Date | undefined {
  if (calendar === undefined) {
    return at;
  }
  for (const { from } of intervalsFrom(calendar, at, daysAhead)) {
    return new Date(Math.max(from, at.getTime()));
  }
  return undefined;
}

/**
 * When so many seconds of working time are over. Where a calendar has less than that in the next 400 days, the rest is
 * counted as if it were always open.
 */
export function afterWorkingTime(calendar: Calendar | undefined, from: Date, seconds: number): Date {
  let [leftMs, at] = [seconds * 1_000, from.getTime()];
  for (const interval of calendar === undefined ? [] : intervalsFrom(calendar, from, WORKING_DAYS_MAX)) {
    const start = Math.max(interval.from, at);
    const openMs = Math.max(0, interval.to - start);
    if (leftMs <= openMs) {
      return new Date(start + leftMs);
    }
    leftMs -= openMs;
    at = Math.max(at, interval.to);
  }
  return new Date(at + leftMs);
}

/** All that end after `at`, by their beginnings. What began yesterday may go on past midnight. */
function* intervalsFrom(calendar: Calendar, at: Date, daysAhead: number): Generator<Interval> {
  const { start, intervals } = dayOf(calendar, at);
  yield* intervals.filter(({ to }) => to > at.getTime());
  for (let day = 1; day <= daysAhead; day += 1) {
    yield* intervalsOn(calendar, start.plus({ days: day }));
  }
}

/** The local day of a moment, with what begins on it and on the day before. */
interface Day {
  start: DateTime;
  from: number;
  to: number;
  intervals: readonly Interval[];
}

/** Time zones are slow to reckon with, and the same calendars are asked all day about the present. */
const lastDays = new WeakMap<Calendar, Day>();

function dayOf(calendar: Calendar, at: Date): Day {
  const last = lastDays.get(calendar);
  if (last !== undefined && last.from <= at.getTime() && at.getTime() < last.to) {
    return last;
  }
  const start = DateTime.fromJSDate(at, { zone: calendar.timeZone }).startOf('day');
  const intervals = [...intervalsOn(calendar, start.minus({ days: 1 })), ...intervalsOn(calendar, start)];
  const day = { start, from: start.toMillis(), to: start.plus({ days: 1 }).toMillis(), intervals };
  lastDays.set(calendar, day);
  return day;
}

/** Those that begin on this day. A clock that is put forward or back makes them shorter or longer. */
function intervalsOn({ weekly, holidays }: Calendar, day: DateTime): Interval[] {
  const date = day.toISODate();
  const ownHours = holidays.filter((holiday) => holiday.date === date);
  const usual = (weekly.length === 0 ? ALL_DAY : weekly).filter(({ days }) => days.includes(day.weekday));
  const hours = ownHours.length === 0 ? usual : ownHours.filter((holiday) => holiday.closed !== true);
  return hours
    .map(({ from, to }) => ({ from: timeOn(day, from), to: timeOn(to <= from ? day.plus({ days: 1 }) : day, to) }))
    .filter(({ from, to }) => from < to)
    .toSorted((one, other) => one.from - other.from);
}

function timeOn(day: DateTime, time: string): number {
  if (time === '24:00') {
    return day.plus({ days: 1 }).startOf('day').toMillis();
  }
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour: hour ?? 0, minute: minute ?? 0 }).toMillis();
}
