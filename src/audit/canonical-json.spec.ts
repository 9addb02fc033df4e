import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  /** https://www.rfc-editor.org/rfc/rfc8785, section 3.2.3, and its example of numbers in 3.2.2. */
  it('sorts the members by the UTF-16 units of their names, as RFC 8785 has it', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const written = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));

    expect(Object.keys(JSON.parse(written)).filter((name) => name !== '1')).toEqual([
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
    expect(written.startsWith('{"\\r":0,"1":0,')).toBe(true);
    expect(canonicalJson(JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]'))).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27]',
    );
  });

  it('says the same whatever the order, and what JSON.parse reads back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const written = canonicalJson(value);
        const reversed = (inner: unknown): unknown =>
          typeof inner !== 'object' || inner === null
            ? inner
            : Array.isArray(inner)
              ? inner.map(reversed)
              : Object.fromEntries(
                  Object.entries(inner)
                    .toReversed()
                    .map(([name, member]) => [name, reversed(member)]),
                );
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '\uFFFD')));
        expect(canonicalJson(reversed(value))).toBe(written);
        expect(canonicalJson(JSON.parse(written))).toBe(written);
      }),
    );
  });

  it('leaves out what JSON has no word for, as JSON.stringify does', () => {
    const value = { gone: undefined, at: new Date(0), list: [undefined, NaN], big: 12n };

    expect(canonicalJson(value)).toBe('{"at":"1970-01-01T00:00:00.000Z","big":"12","list":[null,null]}');
    expect(canonicalJson(undefined)).toBe('null');
  });

  it('makes storable what PostgreSQL would refuse, in names too', () => {
    expect(canonicalJson({ 'a\0': '\uD83D' })).toBe('{"a\uFFFD":"\uFFFD"}');
  });

  it('ends where it is nested too deep', () => {
    let deep: unknown = 'bottom';
    for (let level = 0; level < 100_000; level++) {
      deep = [deep];
    }

    expect(canonicalJson(deep)).toBe(`${'['.repeat(65)}null${']'.repeat(65)}`);
  });
});
