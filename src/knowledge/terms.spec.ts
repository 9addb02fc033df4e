import { describe, expect, it } from 'vitest';
import { countedTermsOf, termsOf } from './terms.js';

describe('termsOf', () => {
  it('takes characters and pairs of Chinese, and whole words elsewhere', () => {
    expect(termsOf('用VPN办公')).toEqual(['用', 'vpn', '办', '公', '办公']);
  });

  it('pairs no characters across punctuation', () => {
    expect(termsOf('退，款')).toEqual(['退', '款']);
  });

  it('folds width and case', () => {
    expect(termsOf('ＷｉＦｉ ６')).toEqual(termsOf('wifi 6'));
  });

  it('keeps characters outside the basic plane whole', () => {
    expect(termsOf('𠮷野')).toEqual(['𠮷', '野', '𠮷野']);
  });

  it('counts repetitions', () => {
    expect(countedTermsOf('一一')).toEqual(
      new Map([
        ['一', 2],
        ['一一', 1],
      ]),
    );
  });
});
