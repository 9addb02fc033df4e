import { describe, expect, it } from 'vitest';
import { nextTime, type Schedule, timesUntil } from './schedule.js';

const at = (text: string): Date => new Date(text);
const shanghai = { hour: 9, day: 1, zone: 'Asia/Shanghai' };
const daily: Schedule = { every: 'daily', ...shanghai };

describe('nextTime', () => {
  it.each<[Schedule, string, string]>([
    [daily, '2026-11-21T00:59:59Z', '2026-11-21T01:00:00Z'],
    [daily, '2026-11-21T01:00:00Z', '2026-11-22T01:00:00Z'],
    [{ ...daily, every: 'weekly', day: 1 }, '2026-11-21T00:00:00Z', '2026-11-23T01:00:00Z'],
    [{ ...daily, every: 'weekly', day: 7 }, '2026-11-21T00:00:00Z', '2026-11-22T01:00:00Z'],
    [{ ...daily, every: 'weekly', day: 6 }, '2026-11-21T01:00:00Z', '2026-11-28T01:00:00Z'],
    [{ ...daily, every: 'monthly', day: 28 }, '2026-11-28T02:00:00Z', '2026-12-28T01:00:00Z'],
    [{ ...daily, every: 'monthly', day: 5 }, '2026-12-31T00:00:00Z', '2027-01-05T01:00:00Z'],
    // The clock is put forward from 1 to 2 and back from 2 to 1.
    [{ ...daily, hour: 1, zone: 'Europe/London' }, '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z'],
    // The day after, it is the hour that was asked for again, and the hour that comes twice comes once.
    [{ ...daily, hour: 1, zone: 'Europe/London' }, '2026-03-29T01:00:00Z', '2026-03-30T00:00:00Z'],
    [{ ...daily, hour: 1, zone: 'Europe/London' }, '2026-10-25T00:00:00Z', '2026-10-26T01:00:00Z'],
    [{ ...daily, every: 'monthly', day: 28, zone: 'UTC' }, '2027-01-31T12:00:00Z', '2027-02-28T09:00:00Z'],
    [{ ...daily, hour: 9, zone: 'Europe/London' }, '2026-10-24T12:00:00Z', '2026-10-25T09:00:00Z'],
  ])('of %j after %s is %s', (schedule, after, next) => {
    expect(nextTime(schedule, at(after))).toEqual(at(next));
  });
});

describe('timesUntil', () => {
  it('gives the moments that have come, and the one that comes next', () => {
    expect(timesUntil(daily, at('2026-11-20T01:00:00Z'), at('2026-11-22T05:00:00Z'), 10)).toEqual({
      due: [at('2026-11-20T01:00:00Z'), at('2026-11-21T01:00:00Z'), at('2026-11-22T01:00:00Z')],
      next: at('2026-11-23T01:00:00Z'),
    });
    expect(timesUntil(daily, at('2026-11-20T01:00:00Z'), at('2026-11-19T00:00:00Z'), 10)).toEqual({
      due: [],
      next: at('2026-11-20T01:00:00Z'),
    });
  });

  it('is bounded', () => {
    expect(timesUntil(daily, at('1990-01-01T01:00:00Z'), at('2026-01-01T00:00:00Z'), 5).due).toHaveLength(5);
  });
});
