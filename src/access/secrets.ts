import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;

/** What nobody guesses: 256 bits, 43 letters, digits, `-` and `_`. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** What is stored in its place. One pass of SHA-256 is enough for what nobody can guess. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** In a time that tells nothing of either: digests have one length, whatever the texts have. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digestOf(one), digestOf(other));
}
