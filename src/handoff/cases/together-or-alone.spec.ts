import { expect, it } from 'vitest';
import { togetherOrAlone } from './together-or-alone.js';

it('does all of it at once', async () => {
  const done: (readonly number[])[] = [];
  const failed = await togetherOrAlone(
    [1, 2, 3],
    async (keys) => void done.push(keys),
    () => undefined,
  );

  expect(failed).toEqual([]);
  expect(done).toEqual([[1, 2, 3]]);
});

it('does each by itself where that fails, and says which failed', async () => {
  const done: number[] = [];
  const told: [number, unknown][] = [];
  const broken = new Error('two');
  const failed = await togetherOrAlone(
    [1, 2, 3],
    async (keys) => {
      if (keys.includes(2)) {
        throw broken;
      }
      done.push(...keys);
    },
    (key, error) => told.push([key, error]),
  );

  expect(failed).toEqual([2]);
  expect(done).toEqual([1, 3]);
  expect(told).toEqual([[2, broken]]);
});
