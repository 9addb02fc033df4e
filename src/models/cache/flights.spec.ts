import { expect, it } from 'vitest';
import { Flights } from './flights.js';

function patience(): AbortSignal {
  return new AbortController().signal;
}

it('does the same work once for all who want it at the same time, and again later', async () => {
  const flights = new Flights<number>();
  let times = 0;
  const work = async (): Promise<number> => {
    await Promise.resolve();
    return ++times;
  };
  const together = await Promise.all([flights.join('a', work, patience()), flights.join('a', work, patience())]);

  expect(together).toEqual([
    { result: 1, isFirst: true },
    { result: 1, isFirst: false },
  ]);
  expect(await flights.join('a', work, patience())).toEqual({ result: 2, isFirst: true });
});

it('throws what the work throws, to all', async () => {
  const flights = new Flights<number>();
  const work = (): Promise<number> => Promise.reject(new Error('broken'));
  const results = await Promise.allSettled([flights.join('a', work, patience()), flights.join('a', work, patience())]);

  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

it('begins anew after all have left, though the work that was given up has not ended', async () => {
  const flights = new Flights<number>();
  const leaving = new AbortController();
  let givenUp = false;
  const stuck = (signal: AbortSignal): Promise<number> => {
    signal.addEventListener('abort', () => {
      givenUp = true;
    });
    return new Promise(() => undefined);
  };
  const left = flights.join('a', stuck, leaving.signal);
  leaving.abort(new Error('left'));

  await expect(left).rejects.toThrow('left');
  expect(givenUp).toBe(true);
  expect(await flights.join('a', () => Promise.resolve(7), patience())).toEqual({ result: 7, isFirst: true });
});
