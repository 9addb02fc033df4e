import { AppError } from '../../common/app-error.js';
import type { AccessRequest } from '../authenticators.js';
import { EMPTY_DIGEST } from './canonical-request.js';

const SCHEME = /^Signature ([a-z0-9]{8})$/i;
const HEX_256 = /^[0-9a-f]{64}$/;

/** What the headers of a signed request say. */
export interface SignatureHeaders {
  prefix: string;
  timestamp: string;
  nonce: string;
  signature: Buffer;
  bodyDigest: string;
}

/**
 * Undefined for a request that is not signed. A header that came twice holds both values, and so has none of the forms.
 * @throws {AppError} `access.signature-malformed`
 */
export function signatureHeadersOf({ headers }: Pick<AccessRequest, 'headers'>): SignatureHeaders | undefined {
  const { authorization } = headers;
  const prefix = typeof authorization === 'string' ? SCHEME.exec(authorization)?.[1]?.toLowerCase() : undefined;
  if (prefix === undefined) {
    return undefined;
  }
  const timestamp = formed(headers, 'x-timestamp', /^\d{10}$/, 'seconds since 1970');
  const nonce = formed(headers, 'x-nonce', /^[\w.-]{16,64}$/, '16 to 64 letters, digits, ".", "_" or "-"');
  const signature = formed(headers, 'x-signature', HEX_256, '64 hexadecimal digits, in small letters');
  return { prefix, timestamp, nonce, signature: Buffer.from(signature, 'hex'), bodyDigest: bodyDigestOf(headers) };
}

/** Whether bytes follow the headers. */
export function hasBody(headers: AccessRequest['headers']): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** The body itself is compared with the header while it arrives, whoever sends it. */
function bodyDigestOf(headers: AccessRequest['headers']): string {
  if (!hasBody(headers) && headers['x-content-sha256'] === undefined) {
    return EMPTY_DIGEST;
  }
  const digest = formed(headers, 'x-content-sha256', HEX_256, 'the SHA-256 of the body, 64 hexadecimal digits');
  if (!hasBody(headers) && digest !== EMPTY_DIGEST) {
    throw new AppError('access.body-digest-wrong', 'X-Content-SHA256 names a body, and there is none');
  }
  return digest;
}

function formed(headers: AccessRequest['headers'], name: string, form: RegExp, words: string): string {
  const value = headers[name];
  if (typeof value !== 'string' || !form.test(value)) {
    throw new AppError('access.signature-malformed', `${name} must be there once: ${words}`);
  }
  return value;
}
