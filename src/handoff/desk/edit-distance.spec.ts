import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance } from './edit-distance.js';

it.each([
  ['', '', 0],
  ['', '您好', 2],
  ['三个工作日到账', '五个工作日到账', 1],
  ['kitten', 'sitting', 3],
])('%j becomes %j by %i changes', (before, after, distance) => {
  expect(editDistance(before, after)).toBe(distance);
});

it('is the same both ways, nothing for the same text, and never more than the longer one has', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const distance = editDistance(before, after);
      expect(distance).toBe(editDistance(after, before));
      expect(distance === 0).toBe(before === after);
      expect(distance).toBeLessThanOrEqual(Math.max(Array.from(before).length, Array.from(after).length));
    }),
  );
});

it('looks at the beginning of texts without end', () => {
  expect(editDistance('a'.repeat(100_000), 'b'.repeat(100_000))).toBe(500);
});
