import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterWorkingTime, type Calendar, isOpen, nextOpening } from './calendar.js';

describe('of any calendar', () => {
  /** Whatever opens or closes does it at a quarter of an hour. */
  const QUARTER_MS = 900_000;
  const day = fc.integer({ min: 1, max: 7 });
  const time = fc
    .integer({ min: 0, max: 95 })
    .map((quarter) => `${`${Math.floor(quarter / 4)}`.padStart(2, '0')}:${['00', '15', '30', '45'][quarter % 4]}`);
  const hours = fc.record({ days: fc.uniqueArray(day, { minLength: 1 }), from: time, to: time });
  const date = fc.integer({ min: 14, max: 22 }).map((dayOfMonth) => `2026-11-${dayOfMonth}`);
  const holiday = fc.oneof(
    fc.record({ date, closed: fc.constant(true as const) }),
    fc.record({ date, from: time, to: time }),
  );
  const calendars = fc.record({
    timeZone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Asia/Kolkata'),
    weekly: fc.array(hours, { maxLength: 4 }),
    holidays: fc.array(holiday, { maxLength: 3 }),
  });
  const moments = fc
    .integer({ min: 0, max: 7 * 96 })
    .map((quarter) => new Date(Date.UTC(2026, 10, 16, 0, quarter * 15)));

  /** The quarters of two days that are open. */
  function openQuarters(any: Calendar, from: Date): Date[] {
    const quarters = Array.from({ length: 2 * 96 }, (_, index) => new Date(from.getTime() + index * QUARTER_MS));
    return quarters.filter((quarter) => isOpen(any, quarter));
  }

  it('the next opening is the first quarter that is open', () => {
    fc.assert(
      fc.property(calendars, moments, (any, from) => {
        const [first] = openQuarters(any, from);
        fc.pre(first !== undefined);
        expect(nextOpening(any, from)).toEqual(first);
      }),
      { numRuns: 20 },
    );
  });

  it('working time counts the quarters that are open', () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 1, max: 40 }), (any, from, count) => {
        const last = openQuarters(any, from)[count - 1];
        fc.pre(last !== undefined);
        expect(afterWorkingTime(any, from, count * 900).getTime() - QUARTER_MS).toBe(last?.getTime());
      }),
      { numRuns: 20 },
    );
  });
});
