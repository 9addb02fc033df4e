import { describe, expect, it } from 'vitest';
import { withPlainNumbers } from './numbers.js';

describe('withPlainNumbers', () => {
  it.each([
    ['三十天', '30天'],
    ['十二个月', '12个月'],
    ['两个小时', '2个小时'],
    ['一百零五元', '105元'],
    ['三万二千', '32000'],
    ['二〇二四年', '2024年'],
    ['第一百七十四条', '第174条'],
    ['1,234,567元', '1234567元'],
    ['百分之二十', '20'],
    ['10 kg', '10公斤'],
    ['10千克', '10公斤'],
    ['24h', '24小时'],
    ['30块钱', '30元'],
  ])('writes %s as %s', (text, plain) => {
    expect(withPlainNumbers(text)).toBe(plain);
  });

  it.each(['千万不要', '十分满意', '一下', '一个人', '万一', '百货', '三星手机', '5g网络', '1,23', 'kg', '10khz'])(
    'leaves %s alone',
    (text) => {
      expect(withPlainNumbers(text)).toBe(text);
    },
  );
});
