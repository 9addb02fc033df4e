import { timingSafeEqual } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ApiCaller } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { type AccessRequest, type Authenticator, Authenticators } from '../authenticators.js';
import { bearerOf } from '../bearer.js';
import { digestOf } from '../secrets.js';
import { TokenSubjects } from '../tokens/token-subjects.js';
import { hasExpired, type KeyWithSecrets, secretsAt } from './api-key.js';
import { ApiKeys } from './api-keys.js';
import { KeyAdmission } from './key-admission.js';
import { prefixOf } from './key-form.js';

/** Keys that are sent themselves: `Authorization: Bearer kefu_…`. */
@Injectable()
export class BearerKeys implements Authenticator, OnModuleInit {
  readonly name = 'api-key';

  constructor(
    private readonly authenticators: Authenticators,
    private readonly subjects: TokenSubjects,
    private readonly keys: ApiKeys,
    private readonly admission: KeyAdmission,
  ) {}

  onModuleInit(): void {
    this.authenticators.register(this);
    this.subjects.register('key', async (id, { ip }) => this.callerById(id, ip));
  }

  async authenticate({ headers, ip }: AccessRequest): Promise<ApiCaller | undefined> {
    const sent = bearerOf(headers);
    const prefix = sent === undefined ? undefined : prefixOf(sent);
    if (sent === undefined || prefix === undefined) {
      return undefined;
    }
    const known = this.keys.byPrefix(prefix);
    if (known === undefined || !isProvedBy(known, digestOf(sent))) {
      throw new AppError('access.unauthorized', 'there is no such key');
    }
    return this.admission.admit(known.key, ip);
  }

  /** For a token that was issued to a key: it lives no longer than the key, and counts where the key does. */
  private async callerById(id: string, ip: string): Promise<ApiCaller | undefined> {
    const key = this.keys.byId(id);
    return key?.enabled === true && !hasExpired(key, Date.now()) ? this.admission.admit(key, ip) : undefined;
  }
}

/** All are compared, each in a time that tells nothing of it. A key that signs is never sent. */
function isProvedBy(known: KeyWithSecrets, digest: Buffer): boolean {
  const secrets = secretsAt(known, Date.now());
  return secrets.filter((secret) => 'hash' in secret && timingSafeEqual(secret.hash, digest)).length > 0;
}
