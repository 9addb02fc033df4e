import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ApiCaller, permissions } from '../common/access.js';
import { AppConfig } from '../config/app-config.js';
import { type AccessRequest, type Authenticator, Authenticators } from './authenticators.js';
import { bearerOf } from './bearer.js';
import { TokenSubjects } from './tokens/token-subjects.js';

const ADMIN: ApiCaller = { kind: 'key', id: 'admin', permissions, reach: 'all' };

/** The key of the environment, which may do everything. */
@Injectable()
export class AdminKey implements Authenticator, OnModuleInit {
  readonly name = 'admin-key';
  private readonly adminHash: Buffer | undefined;

  constructor(
    private readonly authenticators: Authenticators,
    private readonly subjects: TokenSubjects,
    config: AppConfig,
  ) {
    this.adminHash = config.adminApiKey === undefined ? undefined : hash(config.adminApiKey);
  }

  onModuleInit(): void {
    this.authenticators.register(this);
    this.subjects.register('key', async (id) => (id === ADMIN.id && this.adminHash !== undefined ? ADMIN : undefined));
  }

  /** The time it takes tells nothing of the key. */
  async authenticate({ headers }: AccessRequest): Promise<ApiCaller | undefined> {
    const key = bearerOf(headers);
    if (key === undefined || this.adminHash === undefined || !timingSafeEqual(hash(key), this.adminHash)) {
      return undefined;
    }
    return ADMIN;
  }
}

/** Hashes have one length, whatever the keys have. */
function hash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
