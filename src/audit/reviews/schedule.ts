import { DateTime, IANAZone } from 'luxon';

export const rhythms = ['daily', 'weekly', 'monthly'] as const;
export type Rhythm = (typeof rhythms)[number];

/** When a saved search is run: then the period since the time before is over. */
export interface Schedule {
  every: Rhythm;
  /** 0 to 23, of the zone. */
  hour: number;
  /** Weekly: 1 (Monday) to 7; monthly: 1 to 28. */
  day: number;
  /** IANA, such as `Asia/Shanghai`. */
  zone: string;
}

export function isZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** The first moment of a schedule after another one. Where a clock is put forward over it, it is the next that there is. */
export function nextTime(schedule: Schedule, after: Date): Date {
  const { every, zone } = schedule;
  const local = DateTime.fromJSDate(after, { zone });
  const first = timeIn(schedule, local);
  const step = every === 'daily' ? { days: 1 } : every === 'weekly' ? { weeks: 1 } : { months: 1 };
  return (first.toMillis() > after.getTime() ? first : timeIn(schedule, local.plus(step))).toJSDate();
}

/** The moments up to `now` from `first` on, at most `limit`, and the one that comes after them. */
export function timesUntil(schedule: Schedule, first: Date, now: Date, limit: number): { due: Date[]; next: Date } {
  const due: Date[] = [];
  let next = first;
  while (next <= now && due.length < limit) {
    due.push(next);
    next = nextTime(schedule, next);
  }
  return { due, next };
}

/** The time of the day, week or month that this moment lies in. */
function timeIn(schedule: Schedule, local: DateTime): DateTime {
  return onDay(schedule, local).set({ hour: schedule.hour, minute: 0, second: 0, millisecond: 0 });
}

function onDay({ every, day }: Schedule, local: DateTime): DateTime {
  switch (every) {
    case 'daily':
      return local;
    case 'weekly':
      return local.startOf('week').plus({ days: day - 1 });
    case 'monthly':
      return local.set({ day });
  }
}
