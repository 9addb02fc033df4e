import type { Sql, Tx } from '../database/database.js';
import type { Account } from './account.js';

/** What an account was from one change to the next. Its secrets stand in no history. */
export interface AccountVersion {
  version: number;
  name: string;
  enabled: boolean;
  /** Whether its secrets are others than before. */
  secretsChanged: boolean;
  /** `system`, or the id of whoever called; null where it is not known. */
  changedBy: string | null;
  changedAt: Date;
}

/** So many of each account; the audit log has all of them. */
const KEPT = 200;

/** The table `account_versions`. It goes with the account. */
export class AccountVersions {
  constructor(private readonly sql: Sql) {}

  async add(
    tx: Tx,
    { id, version, name, enabled }: Account,
    { secretsChanged, changedBy }: { secretsChanged: boolean; changedBy: string },
  ): Promise<void> {
    await tx.run(
      `insert into account_versions (account_id, version, name, enabled, secrets_changed, changed_by)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, version, name, enabled, secretsChanged, changedBy],
    );
    await tx.run('delete from account_versions where account_id = $1 and version <= $2', [id, version - KEPT]);
  }

  /** Newest first: those before a version, where one is given. */
  list(accountId: string, before: number | undefined, limit: number): Promise<AccountVersion[]> {
    return this.sql.rows<AccountVersion>(
      `select version, name, enabled, secrets_changed as "secretsChanged", changed_by as "changedBy",
              changed_at as "changedAt"
         from account_versions where account_id = $1 and ($2::int is null or version < $2)
        order by version desc limit $3`,
      [accountId, before ?? null, limit],
    );
  }
}
