import { expect, it } from 'vitest';
import { percentile } from './percentile.js';

it('takes the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

  expect([0, 0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([1, 50, 99, 100]);
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([], 0.5)).toBeUndefined();
});
