import { InvalidRequestError } from '../../common/app-error.js';
import type { Accounts } from '../../settings/accounts.js';

/** @throws {InvalidRequestError} for an account that does not exist. */
export function assertAccounts(accounts: Accounts, ids: readonly string[] | null): void {
  const unknown = (ids ?? []).find((id) => accounts.byId(id) === undefined);
  if (unknown !== undefined) {
    throw new InvalidRequestError('there is no such account', [`accountIds: there is no account ${unknown}`]);
  }
}
