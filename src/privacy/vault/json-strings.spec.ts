import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringsOf, withStrings } from './json-strings.js';

const isMachineName = (key: string): boolean => key === 'id';

it('finds every string but those under the names for machines', () => {
  const value = { id: 'a', text: 'b', list: ['c', { id: { deep: 'd' }, text: 'e' }], number: 1, none: null };

  expect(stringsOf(value, isMachineName)).toEqual(['b', 'c', 'e']);
  expect(withStrings(value, isMachineName, ['1', '2', '3'])).toEqual({
    id: 'a',
    text: '1',
    list: ['2', { id: { deep: 'd' }, text: '3' }],
    number: 1,
    none: null,
  });
});

it('gives any JSON value back as it was when its strings stay', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(withStrings(value, isMachineName, stringsOf(value, isMachineName))).toEqual(value);
    }),
  );
});
