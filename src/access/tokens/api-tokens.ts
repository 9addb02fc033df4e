import { Injectable } from '@nestjs/common';
import { type CryptoKey, decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { v7 } from 'uuid';
import { AuditLog } from '../../audit/audit-log.js';
import type { ApiCaller } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { asId, isUuid, type SessionId } from '../../common/ids.js';
import { AppConfig } from '../../config/app-config.js';
import { digestOf } from '../secrets.js';
import { TOKEN_ALGORITHM, TOKEN_SECONDS, TokenKeys } from './token-keys.js';

const TYPE = 'at+jwt';
const AUDIENCE = 'wecom-kefu';
const SKEW_S = 30;
const SUBJECT = /^(staff|key):([\w-]{1,64})$/;
const PROVED_MAX = 2_000;
const REQUIRED = ['iss', 'aud', 'sub', 'jti', 'iat', 'nbf', 'exp'];

export interface IssuedToken {
  id: string;
  token: string;
  expiresAt: Date;
}

/** Whom a token is for, and the session that it ends with. */
export interface TokenClaims {
  kind: ApiCaller['kind'];
  id: string;
  sessionId: SessionId | undefined;
}

/**
 * Access tokens as RFC 9068 has them: JWTs that live for 15 minutes and say who somebody is, not what he may do. The one
 * algorithm is ours: what a token's header says of it, or of where its key is found, is not asked.
 */
@Injectable()
export class ApiTokens {
  private readonly issuer: string;
  /** Tokens whose signature was looked at: it costs as much as all else that a request is asked. */
  private readonly proved = new Map<string, { claims: TokenClaims; endsAt: number }>();

  constructor(
    private readonly keys: TokenKeys,
    private readonly audit: AuditLog,
    config: AppConfig,
  ) {
    this.issuer = config.publicOrigin ?? 'urn:wecom-kefu';
  }

  async issue(caller: ApiCaller, sessionId: SessionId | undefined): Promise<IssuedToken> {
    const { id: keyId, key } = await this.keys.current();
    const id = v7();
    const now = Math.floor(Date.now() / 1_000);
    const subject = `${caller.kind}:${caller.id}`;
    const token = await new SignJWT(sessionId === undefined ? {} : { sid: sessionId })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, typ: TYPE, kid: keyId })
      .setIssuer(this.issuer)
      .setAudience(AUDIENCE)
      .setSubject(subject)
      .setJti(id)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + TOKEN_SECONDS)
      .sign(key);
    const expiresAt = new Date((now + TOKEN_SECONDS) * 1_000);
    const details = { tokenId: id, subject, expiresAt: expiresAt.toISOString(), ...(sessionId && { sessionId }) };
    await this.audit.recordAlone({ actor: caller }, { action: 'token.issued', details });
    return { id, token, expiresAt };
  }

  /** @throws {AppError} `access.token-invalid` for everything that is not exactly what `issue` makes. */
  async verify(token: string): Promise<TokenClaims> {
    try {
      const key = await this.keys.publicKey(keyIdOf(token));
      if (key === undefined) {
        throw new InvalidTokenError('it names no key of ours');
      }
      return this.provedBefore(token) ?? (await this.prove(token, key));
    } catch (error) {
      throw error instanceof errors.JOSEError
        ? new InvalidTokenError(REASONS[error.code] ?? 'it is not one of ours')
        : error;
    }
  }

  /** That it began does not change, nor who it is for; whether its key is still ours was asked. */
  private provedBefore(token: string): TokenClaims | undefined {
    const known = this.proved.get(fingerprintOf(token));
    return known === undefined || Date.now() >= known.endsAt ? undefined : known.claims;
  }

  private async prove(token: string, key: CryptoKey): Promise<TokenClaims> {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [TOKEN_ALGORITHM],
      typ: TYPE,
      issuer: this.issuer,
      audience: AUDIENCE,
      clockTolerance: SKEW_S,
      requiredClaims: REQUIRED,
    });
    const claims = claimsIn(payload);
    if (this.proved.size >= PROVED_MAX) {
      this.proved.clear();
    }
    this.proved.set(fingerprintOf(token), { claims, endsAt: ((payload.exp ?? 0) + SKEW_S) * 1_000 });
    return claims;
  }
}

/** What is kept of a token: whoever reads the memory cannot use it. */
function fingerprintOf(token: string): string {
  return digestOf(token).toString('base64');
}

/** Looks like a JWT: three parts, the first of them a JSON object. */
export function isTokenForm(text: string): boolean {
  return /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/.test(text);
}

class InvalidTokenError extends AppError {
  constructor(reason: string) {
    super('access.token-invalid', `the access token is not valid: ${reason}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: 'it has expired',
  ERR_JWT_CLAIM_VALIDATION_FAILED: 'its claims are not those of ours, or of now',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'its signature is wrong',
};

/** Of the header, which nobody has vouched for yet, nothing but the name of the key is read. */
function keyIdOf(token: string): string {
  let kid: unknown;
  try {
    ({ kid } = decodeProtectedHeader(token));
  } catch {
    throw new InvalidTokenError('it has no header');
  }
  if (typeof kid !== 'string' || !/^[\w-]{43}$/.test(kid)) {
    throw new InvalidTokenError('it names no key of ours');
  }
  return kid;
}

function claimsIn({ sub, sid }: JWTPayload): TokenClaims {
  const [, kind, id] = SUBJECT.exec(sub ?? '') ?? [];
  if ((kind !== 'staff' && kind !== 'key') || id === undefined) {
    throw new InvalidTokenError('it is for nobody');
  }
  return { kind, id, sessionId: typeof sid === 'string' && isUuid(sid) ? asId<SessionId>(sid) : undefined };
}
