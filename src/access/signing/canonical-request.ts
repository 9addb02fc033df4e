import { createHash, createHmac } from 'node:crypto';

/** What of a request its signature covers. */
export interface SignedParts {
  method: string;
  /** The path with the query, as it stands in the first line of the request. */
  url: string;
  /** Seconds since 1970, in digits. */
  timestamp: string;
  nonce: string;
  /** SHA-256 of the body, 64 hexadecimal digits. */
  bodyDigest: string;
}

/** SHA-256 of no bytes: the digest of a request without a body. */
export const EMPTY_DIGEST = createHash('sha256').digest('hex');

/** Five lines, without a newline at the end. No part can hold a newline, so that no two requests have one form. */
export function canonicalForm({ method, url, timestamp, nonce, bodyDigest }: SignedParts): string {
  return [method, url, timestamp, nonce, bodyDigest].join('\n');
}

/** HMAC-SHA256 under the whole key, as it was shown. */
export function signatureOf(parts: SignedParts, key: string): Buffer {
  return createHmac('sha256', key).update(canonicalForm(parts)).digest();
}
