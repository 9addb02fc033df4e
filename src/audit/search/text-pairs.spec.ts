import { describe, expect, it } from 'vitest';
import { normalise, pairKey, pairsOf } from './text-pairs.js';

describe('pairsOf', () => {
  it.each<[string, string[]]>([
    ['怎么退款', ['怎么', '么退', '退款']],
    ['订单SF139已发货', ['订单', 'sf139', '已发', '发货']],
    ['Ｏｒｄｅｒ 42', ['order', '42']],
    ['退', ['退']],
    ['退款退款', ['退款', '款退']],
    ['打〔手机号·1〕给我', ['打', '给我']],
    ['𠮷野家', ['𠮷野', '野家']],
    ['，。！？ ', []],
    ['', []],
  ])('of %s', (text, pairs) => {
    expect([...pairsOf(text)]).toEqual(pairs);
  });

  it('cuts what is no word', () => {
    expect([...pairsOf('x'.repeat(10_000))]).toEqual(['x'.repeat(24)]);
  });
});

it('makes one form of what is the same', () => {
  expect(normalise('ＡＢＣ〔邮箱〕１２')).toBe('abc 12');
});

it('keys are numbers of 32 bits', () => {
  expect(pairKey('退款')).toBe(pairKey('退款'));
  expect(pairKey('退款')).not.toBe(pairKey('款退'));
  expect(Math.abs(pairKey('𠮷野'))).toBeLessThanOrEqual(2 ** 31);
});
