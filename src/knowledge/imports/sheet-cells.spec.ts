import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guarded, joinQuestions, joinTags, splitQuestions, splitTags, toIsoDate, unguarded } from './sheet-cells.js';

describe('a cell of a CSV file', () => {
  it.each(['=1+1', '+86 10', '-1', '@SUM(A1)', '\t=1', '＝1', "'=1", "''=1"])('is no formula: %j', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
  });

  it.each(['1=1', "'引号'", '', 'a-b'])('is left as it is when it is none: %j', (text) => {
    expect(guarded(text)).toBe(text);
  });

  it('is what it was, after the guard was taken off', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '-', '+', '@', '\t', '\n', '字', 'a') });
    fc.assert(
      fc.property(text, (original) => {
        expect(unguarded(guarded(original))).toBe(original);
      }),
    );
  });
});

describe('a list in a cell', () => {
  it('is written as people write it', () => {
    expect(splitQuestions('甲\n乙|丙；丁\r\n\n戊 ')).toEqual(['甲', '乙', '丙', '丁', '戊']);
    expect(splitTags('甲,乙，丙、丁;戊')).toEqual(['甲', '乙', '丙', '丁', '戊']);
    expect(joinQuestions(['甲', '乙,丙'])).toBe('甲\n乙,丙');
    expect(joinTags(['甲', '乙'])).toBe('甲、乙');
    expect(splitQuestions('[不是列表')).toEqual(['[不是列表']);
  });

  it('is what it was, after it was joined and split', () => {
    const item = fc.string({
      unit: fc.constantFrom('|', '；', '\n', '[', ']', '"', ',', '、', '字', ' ', '\\'),
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(splitQuestions(joinQuestions(items))).toEqual(items);
        expect(splitTags(joinTags(items))).toEqual(items);
      }),
    );
  });
});

describe('a date in a cell', () => {
  it.each([
    ['2026-1-31', '2026-01-31'],
    ['2026/1/31 8:05', '2026-01-31T08:05:00Z'],
    ['2026.12.01 08:05:09', '2026-12-01T08:05:09Z'],
    ['2026年3月4日', '2026-03-04'],
    ['2026-01-31T08:00:00+08:00', '2026-01-31T08:00:00+08:00'],
    ['明天', '明天'],
  ])('%s is %s', (cell, expected) => {
    expect(toIsoDate(cell)).toBe(expected);
  });
});
