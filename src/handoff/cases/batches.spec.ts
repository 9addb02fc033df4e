import { expect, it } from 'vitest';
import { Batches } from './batches.js';

it('does together what comes while it is busy, and each key once', async () => {
  const done: (readonly number[])[] = [];
  const batches = new Batches<number>(3, async (keys) => {
    await Promise.resolve();
    done.push(keys);
  });
  await Promise.all([1, 2, 2, 3, 4, 5, 2].map((key) => batches.add(key)));

  expect(new Set(done.flat())).toEqual(new Set([1, 2, 3, 4, 5]));
  expect(done.flat()).toHaveLength(5);
  expect(done.every((keys) => keys.length <= 3)).toBe(true);
  expect(done.length).toBeLessThan(5);
});

it('does each by itself where a batch fails, so that one keeps no other back', async () => {
  const done = new Set<number>();
  const batches = new Batches<number>(10, async (keys) => {
    await Promise.resolve();
    if (keys.includes(2)) {
      throw new Error('two');
    }
    keys.forEach((key) => done.add(key));
  });
  const results = await Promise.allSettled([1, 2, 3].map((key) => batches.add(key)));

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(done).toEqual(new Set([1, 3]));
  await expect(batches.add(4)).resolves.toBeUndefined();
});
