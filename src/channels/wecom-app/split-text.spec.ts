import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEXT_BYTES_MAX } from '../../wecom/message-text.js';
import { splitText } from './split-text.js';

describe('splitText', () => {
  it('leaves alone what fits', () => {
    expect(splitText('')).toEqual([]);
    const full = '字'.repeat(682) + 'ab';
    expect(splitText(full)).toEqual([full]);
  });

  it('cuts after the last sentence that fits, with its closing marks', () => {
    const first = `${'字'.repeat(300)}。“${'字'.repeat(300)}！”`;
    const second = `${'字'.repeat(400)}，${'字'.repeat(200)}`;
    expect(splitText(first + second)).toEqual([first, second]);
  });

  it.each([
    ['a line', `${'a'.repeat(1_500)}\n`, 'b'],
    ['an English sentence', `${'a'.repeat(700)}, ${'a'.repeat(700)}.`, ' b'],
    ['a clause, when no sentence ends', `${'a'.repeat(700)} ${'a'.repeat(700)}，`, 'b'],
    ['a word, when no clause ends', `${'a'.repeat(700)} ${'a'.repeat(700)} `, 'b'],
  ])('cuts after %s', (_what, first, start) => {
    const second = start + 'c'.repeat(1_000);
    expect(splitText(first + second)).toEqual([first, second]);
  });

  it('cuts no number at its point and no line feed from its carriage return', () => {
    expect(splitText('12.345 6.789', 8)).toEqual(['12.345 ', '6.789']);
    expect(splitText('abc\r\ndef', 6)).toEqual(['abc\r\n', 'def']);
  });

  it('cuts no character that people see as one', () => {
    const family = '👨‍👩‍👧‍👦'; // 25 bytes, joined by ZWJ
    expect(splitText(family.repeat(4), 60)).toEqual([family.repeat(2), family.repeat(2)]);
    expect(splitText('e\u0301'.repeat(3), 7)).toEqual(['e\u0301'.repeat(2), 'e\u0301']);
    expect(splitText('🇨🇳'.repeat(2), 15)).toEqual(['🇨🇳', '🇨🇳']);
  });

  it('cuts a character that is too long by itself between its code points', () => {
    const letter = 'a' + '\u0301'.repeat(2_000);
    const parts = splitText(letter);
    expect(parts.join('')).toBe(letter);
    expect(parts.every((part) => Buffer.byteLength(part) <= TEXT_BYTES_MAX)).toBe(true);
  });

  it('gives parts that fit, are not empty, are whole and make up the text, whatever the text', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('。', '？”', '，', ' ', '\n', '\r\n', '字', '👩‍🚀', 'e\u0301', '.', '3.14', '；'),
    );
    const text = fc.array(unit, { maxLength: 200 }).map((units) => units.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 300 }), (whole, bytesMax) => {
        const parts = splitText(whole, bytesMax);
        expect(parts.join('')).toBe(whole);
        for (const part of parts) {
          expect(part).not.toBe('');
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(bytesMax);
          expect(part.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
