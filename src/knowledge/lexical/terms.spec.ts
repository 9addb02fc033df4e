import { describe, expect, it } from 'vitest';
import { mergedTerms, sentencesOf, termsOf } from './terms.js';

describe('termsOf', () => {
  it('takes characters, pairs and words of Chinese, and whole words elsewhere', () => {
    const { character, pair, word } = termsOf('用VPN办公');
    expect([...character.keys()]).toEqual(['用', 'vpn', '办', '公']);
    expect([...pair.keys()]).toEqual(['vpn', '办公']);
    expect([...word.keys()]).toEqual(['用', 'vpn', '办公']);
  });

  it('pairs no characters across punctuation', () => {
    expect(termsOf('退，款').pair.size).toBe(0);
  });

  it('folds width and case', () => {
    expect(termsOf('ＷｉＦｉ ６')).toEqual(termsOf('wifi 6'));
  });

  it('keeps characters outside the basic plane whole', () => {
    const { character, pair } = termsOf('𠮷野');
    expect([...character.keys(), ...pair.keys()]).toEqual(['𠮷', '野', '𠮷野']);
  });

  it('counts repetitions, also over several texts', () => {
    expect(termsOf('一一').character).toEqual(new Map([['一', 2]]));
    expect(mergedTerms([termsOf('一一'), termsOf('一')]).character).toEqual(new Map([['一', 3]]));
  });
});

describe('sentencesOf', () => {
  it('cuts after marks and at lines, and drops what is blank', () => {
    expect(sentencesOf('可以。怎么退？\n\n打电话')).toEqual(['可以。', '怎么退？', '打电话']);
  });
});
