import { createHash, createHmac, randomUUID } from 'node:crypto';

export interface Signable {
  method: string;
  /** With the query. */
  url: string;
  body?: string | Buffer;
  /** Seconds since 1970; default: now. */
  timestamp?: number | string;
  nonce?: string;
}

/** The headers of a signed request, as docs/signing.md says they are made: by hand, not by the code under test. */
export function signed(
  secret: string,
  { method, url, body, timestamp = Math.floor(Date.now() / 1_000), nonce = randomUUID() }: Signable,
): Record<string, string> {
  const digest = createHash('sha256')
    .update(body ?? '')
    .digest('hex');
  const text = `${method}\n${url}\n${timestamp}\n${nonce}\n${digest}`;
  return {
    authorization: `Signature ${secret.slice(5, 13)}`,
    'x-timestamp': `${timestamp}`,
    'x-nonce': nonce,
    'x-content-sha256': digest,
    'x-signature': createHmac('sha256', secret).update(text).digest('hex'),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
}
