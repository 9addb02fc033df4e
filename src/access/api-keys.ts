import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { permissions, type Principal } from '../common/access.js';
import { AppConfig } from '../config/app-config.js';

const BEARER = /^Bearer ([^\s]{1,512})$/i;

/** The keys with which the API may be called: for now the one of the environment, which may do everything. */
@Injectable()
export class ApiKeys {
  private readonly adminHash: Buffer | undefined;

  constructor(config: AppConfig) {
    this.adminHash = config.adminApiKey === undefined ? undefined : hash(config.adminApiKey);
  }

  /** The caller who sent this `Authorization` header, if it holds a key. The time it takes tells nothing of the key. */
  principalOf(authorization: string | undefined): Principal | undefined {
    const key = BEARER.exec(authorization ?? '')?.[1];
    if (key === undefined || this.adminHash === undefined || !timingSafeEqual(hash(key), this.adminHash)) {
      return undefined;
    }
    return { kind: 'key', id: 'admin', permissions };
  }
}

/** Hashes have one length, whatever the keys have. */
function hash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
