import { expect, it } from 'vitest';
import { assertMatch, matches } from './entity-tag.js';

it.each<[string | undefined, number | undefined, boolean]>([
  [undefined, 3, true],
  [undefined, undefined, true],
  ['*', 3, true],
  [' * ', 0, true],
  ['*', undefined, false],
  ['"3"', 3, true],
  ['W/"3"', 3, true],
  ['3', 3, true],
  ['"2", "3"', 3, true],
  ['"3"', undefined, false],
  ['"3"', 33, false],
  ['"33"', 3, false],
  ['', 3, false],
  ['"three"', 3, false],
  ['"3', 3, true],
  ['"03"', 3, false],
])('the condition %s on %s: %s', (condition, current, expected) => {
  expect(matches(condition, current)).toBe(expected);
});

it('tells whoever saw something else what there is', () => {
  expect(() => assertMatch('"2"', 3)).toThrow('it has the ETag "3"');
  expect(() => assertMatch('"2"', undefined)).toThrow('there is none');
  expect(() => assertMatch('"3"', 3)).not.toThrow();
});
