import { Injectable } from '@nestjs/common';
import { Accounts } from '../../settings/accounts.js';
import type { Case } from './case.js';

type Named = Pick<Case, 'accountId' | 'externalId' | 'id'>;

/** By which name an operator knows the contact of a case. */
@Injectable()
export class CaseLabels {
  constructor(private readonly accounts: Accounts) {}

  /** The contact's id on the channel; where another of the operator's cases has the same, the account's name as well. */
  of(named: Named, all: readonly Named[] = []): string {
    const isAmbiguous = all.some(
      ({ id, externalId }) => id !== named.id && externalId.toLowerCase() === named.externalId.toLowerCase(),
    );
    const { name } = this.accounts.byId(named.accountId) ?? { name: named.accountId };
    return isAmbiguous ? `${named.externalId}·${name}` : named.externalId;
  }
}
