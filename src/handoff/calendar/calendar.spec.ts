import { describe, expect, it } from 'vitest';
import { afterWorkingTime, type Calendar, isOpen, nextOpening } from './calendar.js';

const HOUR = 3_600;
const WEEKDAYS = [1, 2, 3, 4, 5];

function calendar(fields: Partial<Calendar> = {}): Calendar {
  return {
    timeZone: 'Asia/Shanghai',
    weekly: [{ days: WEEKDAYS, from: '09:00', to: '18:00' }],
    holidays: [],
    ...fields,
  };
}

/** 2026-11-16 is a Monday. */
function shanghai(moment: string): Date {
  return new Date(`${moment}+08:00`);
}

describe('whether it is open', () => {
  it.each([
    ['2026-11-16T08:59:59', false],
    ['2026-11-16T09:00:00', true],
    ['2026-11-16T17:59:59', true],
    ['2026-11-16T18:00:00', false],
    ['2026-11-20T12:00:00', true],
    ['2026-11-21T12:00:00', false],
    ['2026-11-22T12:00:00', false],
  ])('at %s: %s', (moment, expected) => {
    expect(isOpen(calendar(), shanghai(moment))).toBe(expected);
  });

  it('always, without a calendar or without hours', () => {
    const sunday = shanghai('2026-11-22T03:00:00');

    expect(isOpen(undefined, sunday)).toBe(true);
    expect(isOpen(calendar({ weekly: [] }), sunday)).toBe(true);
  });

  it('not on a holiday, though there are no hours', () => {
    const closed = calendar({ weekly: [], holidays: [{ date: '2026-11-22', closed: true }] });

    expect(isOpen(closed, shanghai('2026-11-21T23:59:59'))).toBe(true);
    expect(isOpen(closed, shanghai('2026-11-22T00:00:00'))).toBe(false);
    expect(isOpen(closed, shanghai('2026-11-22T23:59:59'))).toBe(false);
    expect(isOpen(closed, shanghai('2026-11-23T00:00:00'))).toBe(true);
  });

  it('by the hours of a holiday in place of those of the week', () => {
    const short = calendar({ holidays: [{ date: '2026-11-16', from: '10:00', to: '12:00', name: '盘点' }] });

    expect(isOpen(short, shanghai('2026-11-16T09:30:00'))).toBe(false);
    expect(isOpen(short, shanghai('2026-11-16T11:00:00'))).toBe(true);
    expect(isOpen(short, shanghai('2026-11-16T13:00:00'))).toBe(false);
  });

  it('on a Saturday that is worked in place of a holiday', () => {
    const swapped = calendar({ holidays: [{ date: '2026-11-21', from: '09:00', to: '18:00' }] });

    expect(isOpen(swapped, shanghai('2026-11-21T10:00:00'))).toBe(true);
  });

  it.each([
    ['2026-11-16T21:59:00', false],
    ['2026-11-16T22:00:00', true],
    ['2026-11-17T05:59:00', true],
    ['2026-11-17T06:00:00', false],
    ['2026-11-21T05:59:00', true], // Friday's night
    ['2026-11-22T01:00:00', false],
  ])('over midnight, at %s: %s', (moment, expected) => {
    const night = calendar({ weekly: [{ days: WEEKDAYS, from: '22:00', to: '06:00' }] });

    expect(isOpen(night, shanghai(moment))).toBe(expected);
  });

  it('until the night before a holiday is over, since that night began before', () => {
    const night = calendar({
      weekly: [{ days: WEEKDAYS, from: '22:00', to: '06:00' }],
      holidays: [{ date: '2026-11-17', closed: true }],
    });

    expect(isOpen(night, shanghai('2026-11-17T05:00:00'))).toBe(true);
    expect(isOpen(night, shanghai('2026-11-17T23:00:00'))).toBe(false);
    expect(isOpen(night, shanghai('2026-11-18T05:00:00'))).toBe(false);
  });

  it('all day from midnight to 24:00', () => {
    const all = calendar({ weekly: [{ days: [1], from: '00:00', to: '24:00' }] });

    expect(isOpen(all, shanghai('2026-11-16T00:00:00'))).toBe(true);
    expect(isOpen(all, shanghai('2026-11-16T23:59:59'))).toBe(true);
    expect(isOpen(all, shanghai('2026-11-17T00:00:00'))).toBe(false);
  });
});

describe('the next opening', () => {
  it('is now while it is open', () => {
    const noon = shanghai('2026-11-16T12:00:00');

    expect(nextOpening(calendar(), noon)).toEqual(noon);
    expect(nextOpening(undefined, noon)).toEqual(noon);
  });

  it.each([
    ['2026-11-16T07:00:00', '2026-11-16T09:00:00'],
    ['2026-11-16T19:00:00', '2026-11-17T09:00:00'],
    ['2026-11-20T18:00:00', '2026-11-23T09:00:00'],
  ])('after %s is %s', (moment, expected) => {
    expect(nextOpening(calendar(), shanghai(moment))).toEqual(shanghai(expected));
  });

  it('is the earliest of several hours of a day, in whatever order they stand', () => {
    const halves = calendar({
      weekly: [
        { days: WEEKDAYS, from: '13:30', to: '18:00' },
        { days: WEEKDAYS, from: '09:00', to: '12:00' },
      ],
    });

    expect(nextOpening(halves, shanghai('2026-11-16T03:00:00'))).toEqual(shanghai('2026-11-16T09:00:00'));
    expect(nextOpening(halves, shanghai('2026-11-16T12:30:00'))).toEqual(shanghai('2026-11-16T13:30:00'));
  });

  it('passes over holidays', () => {
    const golden = calendar({
      holidays: ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'].map((date) => ({ date, closed: true })),
    });

    expect(nextOpening(golden, shanghai('2026-11-16T19:00:00'))).toEqual(shanghai('2026-11-23T09:00:00'));
  });

  it('is unknown where nothing opens for 60 days', () => {
    const closed = Array.from({ length: 80 }, (_, index) => ({
      date: new Date(Date.UTC(2026, 10, 16 + index)).toISOString().slice(0, 10),
      closed: true as const,
    }));

    expect(nextOpening(calendar({ holidays: closed }), shanghai('2026-11-16T12:00:00'))).toBeUndefined();
    expect(nextOpening(calendar({ holidays: closed.slice(0, 40) }), shanghai('2026-11-16T12:00:00'))).toBeInstanceOf(
      Date,
    );
  });
});

describe('working time', () => {
  it.each([
    ['2026-11-16T10:00:00', HOUR, '2026-11-16T11:00:00'],
    ['2026-11-16T17:30:00', HOUR, '2026-11-17T09:30:00'],
    ['2026-11-16T07:00:00', HOUR, '2026-11-16T10:00:00'],
    ['2026-11-20T17:00:00', 2 * HOUR, '2026-11-23T10:00:00'],
    ['2026-11-16T09:00:00', 9 * HOUR, '2026-11-16T18:00:00'],
    ['2026-11-16T09:00:00', 45 * HOUR, '2026-11-20T18:00:00'],
  ])('from %s, %i s are over at %s', (from, seconds, expected) => {
    expect(afterWorkingTime(calendar(), shanghai(from), seconds)).toEqual(shanghai(expected));
  });

  it('is all time without a calendar', () => {
    const from = shanghai('2026-11-21T23:00:00');

    expect(afterWorkingTime(undefined, from, 2 * HOUR)).toEqual(shanghai('2026-11-22T01:00:00'));
    expect(afterWorkingTime(calendar({ weekly: [] }), from, 2 * HOUR)).toEqual(shanghai('2026-11-22T01:00:00'));
  });

  it('counts hours that overlap once', () => {
    const twice = calendar({
      weekly: [
        { days: [1], from: '09:00', to: '12:00' },
        { days: [1], from: '11:00', to: '13:00' },
        { days: [1], from: '09:30', to: '10:00' },
      ],
    });

    const from = shanghai('2026-11-16T09:00:00');
    expect(afterWorkingTime(twice, from, 4 * HOUR)).toEqual(shanghai('2026-11-16T13:00:00'));
    expect(afterWorkingTime(twice, from, 5 * HOUR)).toEqual(shanghai('2026-11-23T10:00:00'));
  });

  it('ends somewhere, though a calendar has next to none', () => {
    const closed = Array.from({ length: 400 }, (_, index) => ({
      date: new Date(Date.UTC(2026, 10, 16 + index)).toISOString().slice(0, 10),
      closed: true as const,
    }));

    const from = shanghai('2026-11-16T10:00:00');
    expect(afterWorkingTime(calendar({ holidays: closed }), from, 100 * HOUR).getTime()).toBeGreaterThan(
      from.getTime(),
    );
  });
});

describe('where clocks are put forward and back', () => {
  const berlin = calendar({ timeZone: 'Europe/Berlin', weekly: [{ days: [7], from: '01:00', to: '05:00' }] });

  it('a day in spring has an hour less', () => {
    const from = new Date('2026-03-29T00:00:00Z'); // 01:00 in Berlin; 02:00 is 03:00

    expect(isOpen(berlin, from)).toBe(true);
    expect(isOpen(berlin, new Date('2026-03-29T02:59:59Z'))).toBe(true);
    expect(isOpen(berlin, new Date('2026-03-29T03:00:00Z'))).toBe(false);
    expect(afterWorkingTime(berlin, from, 3 * HOUR)).toEqual(new Date('2026-03-29T03:00:00Z'));
  });

  it('a day in autumn has an hour more', () => {
    const from = new Date('2026-10-24T23:00:00Z'); // 01:00 in Berlin; 03:00 is 02:00 again

    expect(afterWorkingTime(berlin, from, 5 * HOUR)).toEqual(new Date('2026-10-25T04:00:00Z'));
    expect(isOpen(berlin, new Date('2026-10-25T03:59:59Z'))).toBe(true);
    expect(isOpen(berlin, new Date('2026-10-25T04:00:00Z'))).toBe(false);
  });

  it('opens at the same local time on either side', () => {
    const office = calendar({ timeZone: 'Europe/Berlin', weekly: [{ days: [1, 6], from: '09:00', to: '17:00' }] });

    expect(nextOpening(office, new Date('2026-03-28T00:00:00Z'))).toEqual(new Date('2026-03-28T08:00:00Z'));
    expect(nextOpening(office, new Date('2026-03-29T00:00:00Z'))).toEqual(new Date('2026-03-30T07:00:00Z'));
  });
});
