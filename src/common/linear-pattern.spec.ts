import { describe, expect, it } from 'vitest';
import { compilePattern, PatternError, type Step } from './linear-pattern.js';
import { search } from './linear-search.js';

const finds = (pattern: string, text: string): string[] =>
  search(compilePattern(pattern), text).map(({ start, end }) => text.slice(start, end));

describe('a pattern', () => {
  it.each([
    ['INT-\\d{4,8}', '编号 int-20231 和 INT-12，INT-123456789'],
    ['(?:ab|cd)+e?', 'ababcde abx cdcd'],
    ['^\\s*内部', '  内部资料 内部'],
    ['[A-Z]{2,3}[-_]?\\d+', 'AB12 abc_345 d6 X-1'],
    ['[^,，]+', '一,二，三'],
    ['\\bcat\\b', 'cat concat cat.'],
    ['a.c', 'abc a😀c a\nc'],
    ['\\p{sc=Han}{2}', '中文abc汉字'],
    ['(?<code>X\\d)|Y', 'X1 Y X'],
    ['成本价?$', '这是成本价'],
    ['a{0,2}b', 'aaab b'],
    ['[\\]\\-.]x', ']x -x .x'],
    ['\\u4e2d\\.', '中. 中x'],
    ['x*', 'axxb'],
    ['{', 'a{b'],
  ])('finds what the runtime finds: %s', (pattern, text) => {
    const expected = [...text.matchAll(new RegExp(pattern.replace(/^\{$/, '\\{'), 'giu'))].map(([found]) => found);
    expect(finds(pattern, text)).toEqual(expected.filter((found) => found !== ''));
  });

  it('takes the longest of what it can be', () => {
    expect(finds('a|ab|abc', 'abcab')).toEqual(['abc', 'ab']);
    expect(finds('a+?', 'aaa')).toEqual(['aaa']);
  });

  it.each(['(a+)+$', '(a|a)*b', '(a*)*b', '(.*a){20}', 'a{0,50}a{50}b', '(\\w+\\s?)+!'])(
    'looks at each character once for each of its steps at most: %s',
    (pattern) => {
      const text = `${'a'.repeat(5_000)}c`;
      const program = compilePattern(pattern);
      let looks = 0;
      const counted = program.map((step): Step => {
        if (step.kind !== 'character') {
          return step;
        }
        const matches = (character: string): boolean => {
          looks += 1;
          return step.matches(character);
        };
        return { kind: 'character', matches };
      });
      search(counted, text);
      expect(looks).toBeLessThanOrEqual(program.length * text.length);
    },
  );

  it.each([
    ['(', /"\)" is missing/],
    [')', /too many/],
    ['[a', /"\]" is missing/],
    ['*a', /nothing to repeat/],
    ['a**', /nothing to repeat/],
    ['(?=a)', /ahead/],
    ['(?<!a)b', /ahead/],
    ['(a)\\1', /not supported/],
    ['\\k<a>', /not supported/],
    ['[z-a]', /no class/],
    ['\\p{Nonsense}', /no class/],
    ['a{101}', /from 0 to 100/],
    ['a{5,2}', /from 0 to 100/],
    ['((a{100}){100}){100}', /too large/],
    ['('.repeat(30) + ')'.repeat(30), /deeper/],
    ['x'.repeat(501), /more than 500/],
  ])('is refused with a reason: %s', (pattern, reason) => {
    expect(() => compilePattern(pattern)).toThrow(PatternError);
    expect(() => compilePattern(pattern)).toThrow(reason);
  });
});
