import { expect, it } from 'vitest';
import { canonicalCode, newOneTimeCode } from './one-time-code.js';

it('a one-time code is five groups of four, each one another', () => {
  const codes = Array.from({ length: 100 }, newOneTimeCode);

  expect(codes.filter((code) => !/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/.test(code))).toEqual([]);
  expect(new Set(codes).size).toBe(100);
});

it('a one-time code is recognised however it is typed', () => {
  expect(canonicalCode(' k7qx2m9p-o0il ')).toBe(canonicalCode('K7QX-2M9P-0011'));
});
