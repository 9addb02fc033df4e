import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SecretBox } from './secret-box.js';

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
});
