import { Injectable } from '@nestjs/common';
import type { ApiCaller } from '../../common/access.js';
import { AddressList } from '../../common/address-list.js';
import { AppError } from '../../common/app-error.js';
import { StaffDirectory } from '../staff/staff-directory.js';
import { type ApiKey, callerWith, hasExpired } from './api-key.js';
import { within } from './key-grants.js';
import { KeyUses } from './key-uses.js';

/**
 * What a key that has proved itself still needs to come in. A member's key is never more than he is at that moment: what
 * he loses, his keys lose within 2 s, and when he is shut out or gone they are too.
 */
@Injectable()
export class KeyAdmission {
  private readonly lists = new WeakMap<ApiKey, AddressList>();

  constructor(
    private readonly uses: KeyUses,
    private readonly staff: StaffDirectory,
  ) {}

  /**
   * @throws {AppError} `access.key-expired`, `access.address-forbidden`; `access.unauthorized` for a disabled key, and for
   *   one whose owner may not come in himself.
   */
  async admit(key: ApiKey, address: string): Promise<ApiCaller> {
    if (!key.enabled) {
      throw new AppError('access.unauthorized', 'the key is disabled');
    }
    if (hasExpired(key, Date.now())) {
      throw new AppError('access.key-expired', 'the key has expired');
    }
    if (!this.countsAt(key, address)) {
      throw new AppError('access.address-forbidden', 'the key does not count at this address');
    }
    const caller = await this.withinOwner(key);
    if (caller === undefined) {
      throw new AppError('access.unauthorized', 'whoever the key belongs to may not come in any more');
    }
    this.uses.note(key.id, address);
    return caller;
  }

  private async withinOwner(key: ApiKey): Promise<ApiCaller | undefined> {
    if (key.ownerId === null) {
      return callerWith(key);
    }
    const owner = await this.staff.callerOf(key.ownerId);
    return owner && within(owner, callerWith(key));
  }

  private countsAt(key: ApiKey, address: string): boolean {
    const known = this.lists.get(key) ?? AddressList.of(key.addresses);
    this.lists.set(key, known);
    return known.isEmpty || known.includes(address);
  }
}
