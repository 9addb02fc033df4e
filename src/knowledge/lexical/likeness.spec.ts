import { describe, expect, it } from 'vitest';
import { likeness } from './likeness.js';

describe('likeness', () => {
  it('is 1 for the same text, however it is typed, and 0 where nothing is shared', () => {
    expect(likeness('怎么退款？', '怎么退款')).toBeCloseTo(1);
    expect(likeness('ＷｉＦｉ密码', 'wifi密码')).toBeCloseTo(1);
    expect(likeness('怎么退款', '天气')).toBe(0);
    expect(likeness('', '？')).toBe(0);
  });

  it('is the same in both directions, and higher for what shares its subject than for what shares its grammar', () => {
    expect(likeness('怎么申请退款', '退款如何申请')).toBe(likeness('退款如何申请', '怎么申请退款'));
    expect(likeness('怎么申请退款', '退款如何申请')).toBeGreaterThan(likeness('怎么申请退款', '怎么可以开门'));
  });
});
