import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TopUnits } from './top-units.js';

describe('TopUnits', () => {
  it('keeps the best, whatever the order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 10_000 })),
        fc.integer({ min: 1, max: 20 }),
        (scores, capacity) => {
          const top = new TopUnits(capacity);
          scores.forEach((score) => top.offer(score, score));
          const best = scores.toSorted((a, b) => b - a).slice(0, capacity);
          expect([...top.kept()].toSorted((a, b) => b - a)).toEqual(best);
        },
      ),
    );
  });
});
