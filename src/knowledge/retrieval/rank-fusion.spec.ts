import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuseRankings } from './rank-fusion.js';

function keys(...rankings: string[][]): string[] {
  return fuseRankings(rankings).map(({ key }) => key);
}

it('puts first what both rankings have near the top, before what one of them has first', () => {
  expect(keys(['a', 'b', 'c'], ['d', 'b', 'e'])).toEqual(['b', 'a', 'd', 'c', 'e']);
});

it('gives 1 to what every ranking has first, and half to what one of two does not know', () => {
  expect(fuseRankings([['a', 'b'], ['a']])).toEqual([
    { key: 'a', score: 1 },
    { key: 'b', score: expect.closeTo(0.49, 2) },
  ]);
});

it('keeps a single ranking, and the order of the first among equals', () => {
  expect(keys(['c', 'a', 'b'])).toEqual(['c', 'a', 'b']);
  expect(keys(['a', 'b'], ['b', 'a'])).toEqual(['a', 'b']);
  expect(keys([], [])).toEqual([]);
});

it('names each key of any rankings once, with falling scores of at most 1', () => {
  const ranking = fc.uniqueArray(fc.stringMatching(/^[a-f]{1,2}$/));
  fc.assert(
    fc.property(fc.array(ranking, { maxLength: 4 }), (rankings) => {
      const fused = fuseRankings(rankings);
      expect(fused.map(({ key }) => key).toSorted()).toEqual([...new Set(rankings.flat())].toSorted());
      expect(fused.every(({ score }, at) => score <= (fused[at - 1]?.score ?? 1) + 1e-12)).toBe(true);
    }),
  );
});
