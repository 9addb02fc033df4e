import { describe, expect, it } from 'vitest';
import { simplified } from './simplified.js';

describe('simplified', () => {
  it('writes traditional script as simplified', () => {
    expect(simplified('退貨運費誰出？')).toBe('退货运费谁出？');
  });

  it('leaves simplified Chinese, kana, Hangul and other scripts alone', () => {
    for (const text of ['退货运费谁出', 'こんにちは', '안녕하세요', 'Zürich', '😀𠮷']) {
      expect(simplified(text)).toBe(text);
    }
  });
});
