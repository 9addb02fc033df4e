import { expect, it } from 'vitest';
import { inAll, packOffsets, SEGMENT_SIZE, segmentOf, startOf } from './segments.js';

it('knows the segment of a sequence and where it starts', () => {
  expect(segmentOf(BigInt(SEGMENT_SIZE) - 1n)).toBe(0);
  expect(segmentOf(BigInt(SEGMENT_SIZE))).toBe(1);
  expect(startOf(3)).toBe(3n * BigInt(SEGMENT_SIZE));
});

it('finds the offsets that stand in all of them', () => {
  const of = (...offsets: number[]): Buffer => packOffsets(offsets);
  expect(inAll([of(1, 5, 9, 8_191), of(5, 8_191), of(0, 5, 7, 8_191)])).toEqual([5, 8_191]);
  expect(inAll([of(1, 2), of(3)])).toEqual([]);
  expect(inAll([of(4)])).toEqual([4]);
  expect(inAll([])).toEqual([]);
});
