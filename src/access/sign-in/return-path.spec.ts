import { describe, expect, it } from 'vitest';
import { InvalidRequestError } from '../../common/app-error.js';
import { returnPathOf } from './return-path.js';

describe('where a browser goes when it has signed in', () => {
  it.each(['/', '/console', '/console/handoffs?state=open#first', '/%2F%2Fevil.example', '/a//b'])(
    'may be %s',
    (path) => {
      expect(returnPathOf(path)).toBe(path);
    },
  );

  it('is what says who one is, where nobody says', () => {
    expect(returnPathOf(undefined)).toBe('/api/v1/session');
  });

  it.each([
    '',
    'console',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a b',
    '/ä',
    '/a\r\nSet-Cookie: kefu=x',
    ` //evil.example`,
    `/${'a'.repeat(1_000)}`,
  ])('may not be %j', (path) => {
    expect(() => returnPathOf(path)).toThrow(InvalidRequestError);
  });
});
