import { createCipheriv, randomBytes } from 'node:crypto';
import { encrypt } from '@wecom/crypto';
import { describe, expect, it } from 'vitest';
import { type CallbackVector, vectors } from '../../test/fixtures/wecom-vectors.js';
import { decrypt, isSignedBy } from './wecom-crypto.js';

const KEY = vectors.text.app.encodingAesKey;
const invalid = expect.objectContaining({ code: 'callback.ciphertext-invalid', status: 400 });
const named: [string, CallbackVector][] = Object.entries(vectors);

/** Encrypts whole blocks as they are: the padding is part of `plaintext`. */
function encryptBlocks(plaintext: Buffer): string {
  const key = Buffer.from(`${KEY}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plaintext), cipher.final()]).toString('base64');
}

function body(message: Buffer, length = message.length, receiverId = ''): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(length);
  return Buffer.concat([randomBytes(16), header, message, Buffer.from(receiverId)]);
}

describe('the published samples', () => {
  it.each(named)('%s decrypts', (_name, { app, encrypted, message, receiverId }) => {
    expect(decrypt(app.encodingAesKey, encrypted)).toEqual({ message, receiverId });
  });

  it.each(named)('%s has its signature', (_name, { app, signature, timestamp, nonce, encrypted }) => {
    expect(isSignedBy(app.token, signature, timestamp, nonce, encrypted)).toBe(true);
  });
});

describe('a signature', () => {
  const { app, signature, timestamp, nonce, encrypted } = vectors.text;

  it.each([
    ['another', signature.replace('4', '5')],
    ['an upper-case', signature.toUpperCase()],
    ['a shorter', signature.slice(1)],
    ['a longer', `${signature}0`],
    ['an empty', ''],
    ['a Chinese', '签'.repeat(40)],
  ])('%s one is refused', (_what, wrong) => {
    expect(isSignedBy(app.token, wrong, timestamp, nonce, encrypted)).toBe(false);
  });

  it('covers token, timestamp, nonce and ciphertext', () => {
    expect(isSignedBy('another', signature, timestamp, nonce, encrypted)).toBe(false);
    expect(isSignedBy(app.token, signature, '1409659814', nonce, encrypted)).toBe(false);
    expect(isSignedBy(app.token, signature, timestamp, '1', encrypted)).toBe(false);
    expect(isSignedBy(app.token, signature, timestamp, nonce, vectors.json.encrypted)).toBe(false);
  });
});

describe('decryption', () => {
  const messages = [
    ['no byte', ''],
    ['one byte', 'a'],
    ['2,048 bytes', 'b'.repeat(2_048)],
    ['an emoji', '👩‍🚀'],
    ['64 KB', '字'.repeat(21_845) + 'c'],
  ] as const;

  it.each(messages)('takes a message of %s with every length of padding', (_what, message) => {
    const paddings = new Set<number>();
    for (let length = 0; length < 32; length += 1) {
      const receiverId = 'r'.repeat(length);
      paddings.add(32 - ((20 + Buffer.byteLength(message) + length) % 32));
      expect(decrypt(KEY, encrypt(KEY, message, receiverId))).toEqual({ message, receiverId });
    }
    expect(paddings.size).toBe(32);
  });

  it('refuses padding of 0, of 33 and more, and beyond the beginning', () => {
    for (const count of [0, 33, 48, 255]) {
      const end = Buffer.alloc(64, count);
      expect(() => decrypt(KEY, encryptBlocks(Buffer.concat([body(Buffer.alloc(12)), end])))).toThrow(invalid);
    }
    expect(() => decrypt(KEY, encryptBlocks(Buffer.alloc(16, 17)))).toThrow(invalid);
  });

  it('refuses padding whose bytes differ', () => {
    for (let at = 0; at < 31; at += 1) {
      const padding = Buffer.alloc(32, 32);
      padding.writeUInt8(31, at);
      expect(() => decrypt(KEY, encryptBlocks(Buffer.concat([body(Buffer.alloc(12)), padding])))).toThrow(invalid);
    }
  });

  it('refuses a length beyond the end and a plaintext without one', () => {
    const padding = Buffer.alloc(32, 32);
    for (const length of [13, 0x7f_ff_ff_ff, 0xff_ff_ff_ff]) {
      expect(() => decrypt(KEY, encryptBlocks(Buffer.concat([body(Buffer.alloc(12), length), padding])))).toThrow(
        invalid,
      );
    }
    expect(() => decrypt(KEY, encryptBlocks(Buffer.concat([Buffer.alloc(16), Buffer.alloc(16, 16)])))).toThrow(invalid);
  });

  it.each(['', '=', '====', 'a', 'ab cd', 'ab-_', '字字字字', 'QUJD', vectors.text.encrypted.slice(0, -4), 'QQ==QQ=='])(
    'refuses what is no base64 of whole blocks: %j',
    (encrypted) => {
      expect(() => decrypt(KEY, encrypted)).toThrow(invalid);
    },
  );

  it('refuses a key that is none', () => {
    for (const key of ['', KEY.slice(1), `${KEY}a`, `${KEY.slice(1)}+`]) {
      expect(() => decrypt(key, vectors.text.encrypted)).toThrow(expect.objectContaining({ code: 'config.invalid' }));
    }
  });
});
