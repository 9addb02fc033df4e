import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from './app-error.js';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';
const OPTIONS = { authTagLength: TAG_BYTES }; // without it a tag that was cut short would do

/**
 * Encrypts secrets at rest under `MASTER_KEY`: AES-256-GCM.
 * Layout: version (1 byte) | IV (12) | tag (16) | ciphertext. The context (such as `account/<id>`) is authenticated
 * with it, so that a row's secret cannot be moved to another row.
 */
export class SecretBox {
  constructor(private readonly key: Buffer) {}

  seal(plaintext: string, context: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, iv, OPTIONS).setAAD(Buffer.from(context));
    const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), ciphertext]);
  }

  /** @throws {AppError} `secret.undecipherable` when the key, the context or the bytes are not those of `seal`. */
  open(sealed: Buffer, context: string): string {
    const iv = sealed.subarray(1, 1 + IV_BYTES);
    const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
    try {
      if (sealed[0] !== VERSION) {
        throw new TypeError('unknown version');
      }
      const decipher = createDecipheriv(ALGORITHM, this.key, iv, OPTIONS);
      decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
      const ciphertext = sealed.subarray(1 + IV_BYTES + TAG_BYTES);
      return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new AppError('secret.undecipherable', `the secret of ${context} was encrypted with another MASTER_KEY`, {
        cause,
      });
    }
  }
}
