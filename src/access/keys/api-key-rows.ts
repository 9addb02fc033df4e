import { isPermission } from '../../common/access.js';
import { asId } from '../../common/ids.js';
import type { SecretBox } from '../../common/secret-box.js';
import type { Sql } from '../../database/database.js';
import { digestOf } from '../secrets.js';
import type { ApiKey, KeyMode, KeyWithSecrets, StoredSecret } from './api-key.js';

interface KeyRow {
  id: string;
  prefix: string;
  name: string;
  mode: KeyMode;
  permissions: string[];
  group_ids: string[] | null;
  addresses: string[];
  owner_id: string | null;
  enabled: boolean;
  expires_at: Date | null;
  secret_hash: Buffer | null;
  sealed_secret: Buffer | null;
  previous_hash: Buffer | null;
  previous_sealed: Buffer | null;
  previous_until: Date | null;
  rotated_at: Date | null;
  last_used_at: Date | null;
  last_used_address: string | null;
  version: number;
  created_at: Date;
}

/** Which keys a list wants, newest first. */
export interface KeyFilter {
  limit: number;
  /** Only those that are older than this one. */
  before?: string | undefined;
  ownerId?: string | undefined;
  enabled?: boolean | undefined;
}

/** The table `api_keys`: of a bearer key it has a hash, a signing key goes in sealed and comes out in clear. */
export class ApiKeyRows {
  constructor(private readonly box: SecretBox) {}

  async all(sql: Sql): Promise<KeyWithSecrets[]> {
    const rows = await sql.rows<KeyRow>('select * from api_keys');
    return rows.map((row) => this.open(row));
  }

  async page(sql: Sql, { limit, before, ownerId, enabled }: KeyFilter): Promise<ApiKey[]> {
    const rows = await sql.rows<KeyRow>(
      `select * from api_keys
        where ($1::uuid is null or id < $1) and ($2::uuid is null or owner_id = $2) and ($3::boolean is null or enabled = $3)
        order by id desc limit $4`,
      [before ?? null, ownerId ?? null, enabled ?? null, limit],
    );
    return rows.map(toKey);
  }

  async find(sql: Sql, id: string): Promise<ApiKey | undefined> {
    const [row] = await sql.rows<KeyRow>('select * from api_keys where id = $1', [id]);
    return row && toKey(row);
  }

  /** Locked until the end of the transaction. */
  async locked(sql: Sql, id: string): Promise<ApiKey | undefined> {
    const [row] = await sql.rows<KeyRow>('select * from api_keys where id = $1 for update', [id]);
    return row && toKey(row);
  }

  /** @returns undefined when another key has the name or the prefix. */
  async insert(sql: Sql, key: Omit<ApiKey, 'createdAt'>, secret: string): Promise<ApiKey | undefined> {
    const [hash, sealed] = this.stored(key, secret);
    const [row] = await sql.rows<KeyRow>(
      `insert into api_keys (id, prefix, name, mode, permissions, group_ids, addresses, owner_id, enabled, expires_at,
                             secret_hash, sealed_secret)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning *`,
      [key.id, key.prefix, key.name, key.mode, ...fieldsOf(key), key.ownerId, key.enabled, key.expiresAt, hash, sealed],
    );
    return row && toKey(row);
  }

  /** @returns undefined when another key has the name. */
  async update(sql: Sql, key: ApiKey): Promise<ApiKey | undefined> {
    const [row] = await sql.rows<KeyRow>(
      `update api_keys set name = $2, permissions = $3, group_ids = $4, addresses = $5, enabled = $6, expires_at = $7,
              version = $8, updated_at = clock_timestamp()
        where id = $1 and not exists (select from api_keys where name = $2 and id <> $1) returning *`,
      [key.id, key.name, ...fieldsOf(key), key.enabled, key.expiresAt, key.version],
    );
    return row && toKey(row);
  }

  /** The secret of now counts for some more hours. The key belongs to whom it now names. */
  async rotate(sql: Sql, key: ApiKey, secret: string, overlapHours: number): Promise<ApiKey | undefined> {
    const [hash, sealed] = this.stored(key, secret);
    const [row] = await sql.rows<KeyRow>(
      `update api_keys set previous_hash = secret_hash, previous_sealed = sealed_secret, secret_hash = $2,
              sealed_secret = $3, previous_until = clock_timestamp() + $4 * interval '1 hour',
              rotated_at = clock_timestamp(), owner_id = $5, version = version + 1, updated_at = clock_timestamp()
        where id = $1 returning *`,
      [key.id, hash, sealed, overlapHours, key.ownerId],
    );
    return row && toKey(row);
  }

  async delete(sql: Sql, id: string): Promise<void> {
    await sql.run('delete from api_keys where id = $1', [id]);
  }

  private stored({ id, mode }: Pick<ApiKey, 'id' | 'mode'>, secret: string): [Buffer | null, Buffer | null] {
    return mode === 'bearer' ? [digestOf(secret), null] : [null, this.box.seal(secret, keyContext(id))];
  }

  private open(row: KeyRow): KeyWithSecrets {
    const current = this.secretOf(row.id, row.secret_hash, row.sealed_secret);
    if (current === undefined) {
      throw new TypeError('a key without a secret');
    }
    return { key: toKey(row), current, previous: this.secretOf(row.id, row.previous_hash, row.previous_sealed) };
  }

  private secretOf(id: string, hash: Buffer | null, sealed: Buffer | null): StoredSecret | undefined {
    if (hash !== null) {
      return { hash };
    }
    return sealed === null ? undefined : { key: this.box.open(sealed, keyContext(id)) };
  }
}

export function keyContext(id: string): string {
  return `api-key/${id}`;
}

function fieldsOf({ permissions, reach, addresses }: Pick<ApiKey, 'permissions' | 'reach' | 'addresses'>): unknown[] {
  return [permissions, reach === 'all' ? null : reach.groups, addresses];
}

function toKey(row: KeyRow): ApiKey {
  return {
    id: asId(row.id),
    prefix: row.prefix,
    name: row.name,
    mode: row.mode,
    permissions: row.permissions.filter(isPermission), // one that a later version took away counts no more
    reach: row.group_ids === null ? 'all' : { groups: row.group_ids },
    addresses: row.addresses,
    ownerId: row.owner_id === null ? null : asId(row.owner_id),
    enabled: row.enabled,
    expiresAt: row.expires_at,
    previousUntil: row.previous_until,
    rotatedAt: row.rotated_at,
    lastUsedAt: row.last_used_at,
    lastUsedAddress: row.last_used_address,
    version: row.version,
    createdAt: row.created_at,
  };
}
