import { Injectable } from '@nestjs/common';
import type { ApiCaller } from '../../common/access.js';
import { AddressList } from '../../common/address-list.js';
import { AppError } from '../../common/app-error.js';
import { type ApiKey, callerWith, hasExpired } from './api-key.js';
import { KeyUses } from './key-uses.js';

/** What a key that has proved itself still needs to come in. */
@Injectable()
export class KeyAdmission {
  private readonly lists = new WeakMap<ApiKey, AddressList>();

  constructor(private readonly uses: KeyUses) {}

  /** @throws {AppError} `access.key-expired`, `access.address-forbidden`; `access.unauthorized` for a disabled key. */
  admit(key: ApiKey, address: string): ApiCaller {
    if (!key.enabled) {
      throw new AppError('access.unauthorized', 'the key is disabled');
    }
    if (hasExpired(key, Date.now())) {
      throw new AppError('access.key-expired', 'the key has expired');
    }
    const list = this.listOf(key);
    if (!list.isEmpty && !list.includes(address)) {
      throw new AppError('access.address-forbidden', 'the key does not count at this address');
    }
    this.uses.note(key.id, address);
    return callerWith(key);
  }

  private listOf(key: ApiKey): AddressList {
    const known = this.lists.get(key) ?? AddressList.of(key.addresses);
    this.lists.set(key, known);
    return known;
  }
}
