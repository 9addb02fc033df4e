import { timingSafeEqual } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ApiCaller } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { type AccessRequest, type Authenticator, Authenticators } from '../authenticators.js';
import { type KeyWithSecrets, secretsAt } from '../keys/api-key.js';
import { ApiKeys } from '../keys/api-keys.js';
import { KeyAdmission } from '../keys/key-admission.js';
import { signatureOf, type SignedParts } from './canonical-request.js';
import { RequestNonces, WINDOW_SECONDS } from './request-nonces.js';
import { type SignatureHeaders, signatureHeadersOf } from './signature-headers.js';

/** Requests that a key signs without being sent: `Authorization: Signature <prefix of the key>`. */
@Injectable()
export class SignedRequests implements Authenticator, OnModuleInit {
  readonly name = 'signature';

  constructor(
    private readonly authenticators: Authenticators,
    private readonly keys: ApiKeys,
    private readonly admission: KeyAdmission,
    private readonly nonces: RequestNonces,
  ) {}

  onModuleInit(): void {
    this.authenticators.register(this);
  }

  /** The signature is looked at first: whoever has no key fills no table and learns nothing of nonces. */
  async authenticate(request: AccessRequest): Promise<ApiCaller | undefined> {
    const headers = signatureHeadersOf(request);
    if (headers === undefined) {
      return undefined;
    }
    const known = this.keys.byPrefix(headers.prefix);
    if (known === undefined || !isSignedBy(known, request, headers)) {
      throw new AppError('access.signature-wrong', 'the signature is not that of this request with this key');
    }
    const caller = await this.admission.admit(known.key, request.ip);
    const use = await this.nonces.use(known.key.id, headers.nonce, Number(headers.timestamp));
    if (use === 'stale') {
      throw new AppError('access.signature-stale', `X-Timestamp is more than ${WINDOW_SECONDS} s off`);
    }
    if (use === 'used') {
      throw new AppError('access.nonce-used', 'X-Nonce came before: each request needs another');
    }
    return caller;
  }
}

function isSignedBy(
  known: KeyWithSecrets,
  { method, url }: AccessRequest,
  { timestamp, nonce, bodyDigest, signature }: SignatureHeaders,
): boolean {
  const parts: SignedParts = { method, url, timestamp, nonce, bodyDigest };
  const secrets = secretsAt(known, Date.now());
  return secrets.filter((one) => 'key' in one && timingSafeEqual(signatureOf(parts, one.key), signature)).length > 0;
}
