import { asId } from '../common/ids.js';
import type { SecretBox } from '../common/secret-box.js';
import type { Sql } from '../database/database.js';
import type { Account, AccountKind } from './account.js';

interface AccountRow {
  id: string;
  kind: AccountKind;
  name: string;
  parameters: Account['parameters'];
  secrets: Buffer;
  enabled: boolean;
  version: number;
}

type Secrets = Account['secrets'];

/** The table `accounts`: secrets go in sealed and come out in clear. */
export class AccountRows {
  constructor(private readonly box: SecretBox) {}

  /** Oldest first. */
  async all(sql: Sql): Promise<Account[]> {
    const rows = await sql.rows<AccountRow>('select * from accounts order by created_at, id');
    return rows.map((row) => this.open(row));
  }

  /** Locked until the end of the transaction. */
  async locked(sql: Sql, id: string): Promise<Account | undefined> {
    const [row] = await sql.rows<AccountRow>('select * from accounts where id = $1 for update', [id]);
    return row && this.open(row);
  }

  /** @returns false when there is such an account already. */
  async insert(sql: Sql, account: Account): Promise<boolean> {
    const inserted = await sql.run(
      `insert into accounts (id, kind, name, parameters, secrets, enabled, version)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
      [
        account.id,
        account.kind,
        account.name,
        JSON.stringify(account.parameters),
        this.seal(account),
        account.enabled,
        account.version,
      ],
    );
    return inserted === 1;
  }

  async update(sql: Sql, account: Account): Promise<void> {
    await sql.run(
      `update accounts set name = $2, secrets = $3, enabled = $4, version = $5, updated_at = clock_timestamp()
        where id = $1`,
      [account.id, account.name, this.seal(account), account.enabled, account.version],
    );
  }

  async delete(sql: Sql, id: string): Promise<void> {
    await sql.run('delete from accounts where id = $1', [id]);
  }

  private seal(account: Account): Buffer {
    return this.box.seal(JSON.stringify(account.secrets), accountContext(account.id));
  }

  private open(row: AccountRow): Account {
    const secrets: Secrets = JSON.parse(this.box.open(row.secrets, accountContext(row.id))); // as `seal` wrote them
    return {
      id: asId(row.id),
      kind: row.kind,
      name: row.name,
      parameters: row.parameters,
      secrets,
      enabled: row.enabled,
      version: row.version,
    };
  }
}

export function accountContext(id: string): string {
  return `account/${id}`;
}
