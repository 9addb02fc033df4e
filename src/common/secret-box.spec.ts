import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SEAL_MARK_BYTES, SecretBox } from './secret-box.js';

const undecipherable = expect.objectContaining({ code: 'secret.undecipherable' });

describe('SecretBox', () => {
  const box = new SecretBox(randomBytes(32));

  it('opens what it sealed', () => {
    for (const secret of ['', 'secret', '密钥 🔑', 'x'.repeat(100_000)]) {
      expect(box.open(box.seal(secret, 'account/1'), 'account/1')).toBe(secret);
    }
  });

  it('seals the same secret differently each time, and never in clear', () => {
    const [first, second] = [box.seal('same secret', 'account/1'), box.seal('same secret', 'account/1')];

    expect(first.equals(second)).toBe(false);
    expect(first.includes('same secret')).toBe(false);
  });

  it('does not open what was sealed for another row', () => {
    const sealed = box.seal('secret', 'account/1');

    expect(() => box.open(sealed, 'account/2')).toThrow(undecipherable);
  });

  it('does not open what another key sealed', () => {
    const sealed = new SecretBox(randomBytes(32)).seal('secret', 'account/1');

    expect(() => box.open(sealed, 'account/1')).toThrow(undecipherable);
  });

  it('does not open bytes that were changed, cut off or never sealed', () => {
    const sealed = box.seal('secret', 'account/1');
    for (let position = 0; position < sealed.length; position += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(position) ^ 1, position);
      expect(() => box.open(changed, 'account/1')).toThrow(undecipherable);
      expect(() => box.open(sealed.subarray(0, position), 'account/1')).toThrow(undecipherable);
    }
  });

  it('opens what was sealed under a further key or in the other suite, and seals under its own', () => {
    const [before, now] = [randomBytes(32), randomBytes(32)];
    const old = new SecretBox(before);
    const rotated = new SecretBox(now, { further: [before], suite: 'sm4-cbc-hmac-sm3' });
    const resealed = rotated.seal(rotated.open(old.seal('secret', 'account/1'), 'account/1'), 'account/1');

    expect(new SecretBox(now).open(resealed, 'account/1')).toBe('secret');
    expect(() => old.open(resealed, 'account/1')).toThrow(undecipherable);
    expect(rotated.keyIds).toEqual([rotated.keyId, old.keyId]);
    expect(resealed.subarray(0, SEAL_MARK_BYTES)).toEqual(rotated.mark);
  });

  it('opens what the first releases sealed, which named no key, under whichever key it is', () => {
    const key = randomBytes(32);
    const sealed = sealedByFirstRelease(key, 'secret', 'account/1');

    expect(new SecretBox(key).open(sealed, 'account/1')).toBe('secret');
    expect(new SecretBox(randomBytes(32), { further: [key] }).open(sealed, 'account/1')).toBe('secret');
    expect(() => new SecretBox(randomBytes(32)).open(sealed, 'account/1')).toThrow(undecipherable);
    expect(() => new SecretBox(key).open(sealed, 'account/2')).toThrow(undecipherable);
  });

  it('proves which key it has, without a word of the key', () => {
    const key = randomBytes(32);
    const other = new SecretBox(key);

    expect(other.proofOf(other.keyId)).toEqual(new SecretBox(randomBytes(32), { further: [key] }).proofOf(other.keyId));
    expect(other.proofOf(other.keyId).equals(box.proofOf(box.keyId))).toBe(false);
    expect(() => box.proofOf(other.keyId)).toThrow(TypeError);
  });
});

function sealedByFirstRelease(key: Buffer, plaintext: string, context: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(Buffer.from(context));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(1), iv, cipher.getAuthTag(), ciphertext]);
}
