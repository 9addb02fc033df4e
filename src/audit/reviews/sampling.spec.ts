import { expect, it } from 'vitest';
import { Sample } from './sampling.js';

it('keeps all of few, and so many of more', () => {
  const sample = new Sample<number>(3, () => 0);
  [1, 2].forEach((item) => sample.add(item));
  expect(sample.items).toEqual([1, 2]);
  [3, 4, 5].forEach((item) => sample.add(item));
  expect(sample.items).toEqual([5, 2, 3]);
  expect(sample.seen).toBe(5);
});

it('gives each the same chance', () => {
  const counts = new Map<number, number>();
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  for (let round = 0; round < 4_000; round += 1) {
    const sample = new Sample<number>(2, random);
    Array.from({ length: 8 }, (_, item) => sample.add(item));
    sample.items.forEach((item) => counts.set(item, (counts.get(item) ?? 0) + 1));
  }
  for (const count of counts.values()) {
    expect(count).toBeGreaterThan(850); // 1,000 are expected
    expect(count).toBeLessThan(1_150);
  }
});

it('of nothing is nothing', () => {
  const sample = new Sample<number>(0, () => 0);
  sample.add(1);
  expect(sample.items).toEqual([]);
});
