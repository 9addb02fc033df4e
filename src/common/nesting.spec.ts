import { describe, expect, it } from 'vitest';
import { isNestedTooDeep } from './nesting.js';

function nested(levels: number, open: string, close: string): unknown {
  return JSON.parse(`${open.repeat(levels)}1${close.repeat(levels)}`);
}

describe('isNestedTooDeep', () => {
  it.each([
    ['[', ']'],
    ['{"a":', '}'],
  ])('draws the line after 32 levels of %s', (open, close) => {
    expect(isNestedTooDeep(nested(32, open, close))).toBe(false);
    expect(isNestedTooDeep(nested(33, open, close))).toBe(true);
    expect(isNestedTooDeep(nested(100_000, open, close))).toBe(true);
  });

  it.each([null, 1, 'a', [], {}, [null, { a: [1] }]])('lets %j pass', (value) => {
    expect(isNestedTooDeep(value)).toBe(false);
  });
});
