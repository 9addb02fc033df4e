import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyedDigest, openUnder, sealingSuites, sealUnder } from './sealing.js';

describe.each(sealingSuites)('%s', (suite) => {
  const key = randomBytes(32);

  it('opens what it sealed, whatever its length', () => {
    for (const text of ['', 'a', 'x'.repeat(15), 'x'.repeat(16), '密钥 🔑', 'x'.repeat(100_000)]) {
      expect(openUnder(suite, key, sealUnder(suite, key, text, 'row/1'), 'row/1')).toBe(text);
    }
  });

  it('seals the same text differently each time, and never in clear', () => {
    const [first, second] = [
      sealUnder(suite, key, 'same secret', 'row/1'),
      sealUnder(suite, key, 'same secret', 'row/1'),
    ];

    expect(first.equals(second)).toBe(false);
    expect(first.includes('same secret')).toBe(false);
  });

  it('opens nothing that was changed, cut off, moved or sealed under another key', () => {
    const sealed = sealUnder(suite, key, 'secret', 'row/1');
    for (let position = 0; position < sealed.length; position += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(position) ^ 1, position);
      expect(() => openUnder(suite, key, changed, 'row/1')).toThrow(Error);
      expect(() => openUnder(suite, key, sealed.subarray(0, position), 'row/1')).toThrow(Error);
    }
    expect(() => openUnder(suite, key, sealed, 'row/2')).toThrow(Error);
    expect(() => openUnder(suite, randomBytes(32), sealed, 'row/1')).toThrow(Error);
  });

  it('does not open what the other one sealed', () => {
    for (const other of sealingSuites.filter((one) => one !== suite)) {
      expect(() => openUnder(suite, key, sealUnder(other, key, 'secret', 'row/1'), 'row/1')).toThrow(Error);
    }
  });

  it('makes digests that need the key', () => {
    const digest = keyedDigest(suite, key, '13912345678');

    expect(digest).toHaveLength(32);
    expect(keyedDigest(suite, key, '13912345678').equals(digest)).toBe(true);
    expect(keyedDigest(suite, randomBytes(32), '13912345678').equals(digest)).toBe(false);
  });
});

it('takes its hash from the suite', () => {
  const key = Buffer.alloc(32, 7);

  expect(keyedDigest('sm4-cbc-hmac-sm3', key, 'x')).toEqual(createHmac('sm3', key).update('x').digest());
  expect(keyedDigest('aes-256-gcm', key, 'x')).toEqual(createHmac('sha256', key).update('x').digest());
});
