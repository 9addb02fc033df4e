import type { StaffId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import type { Attributes } from './entry-rule.js';

/** A member of the staff. */
export interface Member {
  id: StaffId;
  name: string;
  email: string | null;
  /** WeCom's userid; null for whoever came in by OpenID Connect alone. */
  userId: string | null;
  oidc: { issuer: string; subject: string } | null;
  roles: readonly string[];
  /** Whether somebody gave the roles by hand, or the rules of entry do. */
  rolesFrom: 'rules' | 'hand';
  enabled: boolean;
  version: number;
  createdAt: Date;
  lastSeenAt: Date;
}

/** With what the rules look at. */
export interface KnownMember extends Member {
  attributes: Attributes;
}

interface MemberRow {
  id: StaffId;
  name: string;
  email: string | null;
  user_id: string | null;
  oidc_issuer: string | null;
  oidc_subject: string | null;
  attributes: Attributes;
  roles: string[];
  roles_from: 'rules' | 'hand';
  enabled: boolean;
  version: number;
  created_at: Date;
  last_seen_at: Date;
}

export interface MemberFilter {
  role?: string | undefined;
  enabled?: boolean | undefined;
  /** The last id of the page before. */
  after?: string | undefined;
  limit: number;
}

const SELECT = `select id, name, email, user_id, oidc_issuer, oidc_subject, attributes, roles, roles_from, enabled,
  version, created_at, last_seen_at from staff`;

export async function findMember(sql: Sql, id: string): Promise<KnownMember | undefined> {
  const [row] = await sql.rows<MemberRow>(`${SELECT} where id = $1`, [id]);
  return row && toMember(row);
}

/** Until the transaction ends, nobody else changes it. */
export async function lockMember(tx: Tx, id: string): Promise<KnownMember | undefined> {
  const [row] = await tx.rows<MemberRow>(`${SELECT} where id = $1 for update`, [id]);
  return row && toMember(row);
}

/** The same, by what the way in knows him by. */
export async function lockMemberBy(
  tx: Tx,
  by: { userId: string } | { issuer: string; subject: string },
): Promise<KnownMember | undefined> {
  const [row] =
    'userId' in by
      ? await tx.rows<MemberRow>(`${SELECT} where lower(user_id) = lower($1) for update`, [by.userId])
      : await tx.rows<MemberRow>(`${SELECT} where oidc_issuer = $1 and oidc_subject = $2 for update`, [
          by.issuer,
          by.subject,
        ]);
  return row && toMember(row);
}

/** All whose roles are those of the rules. */
export async function lockMembersByRules(tx: Tx): Promise<KnownMember[]> {
  const rows = await tx.rows<MemberRow>(`${SELECT} where roles_from = 'rules' order by id for update`);
  return rows.map(toMember);
}

/** Oldest first. */
export async function listMembers(sql: Sql, { role, enabled, after, limit }: MemberFilter): Promise<Member[]> {
  const rows = await sql.rows<MemberRow>(
    `${SELECT} where ($1::text is null or roles @> array[$1::text]) and ($2::boolean is null or enabled = $2)
        and ($3::uuid is null or id > $3) order by id limit $4`,
    [role ?? null, enabled ?? null, after ?? null, limit],
  );
  return rows.map(toMember);
}

export async function countMembers(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ count: number }>('select count(*)::integer from staff');
  return row?.count ?? 0;
}

/** Whether anybody but this one has a role and is enabled. */
export async function isAnybodyElse(sql: Sql, role: string, but: string | null): Promise<boolean> {
  const [row] = await sql.rows<{ found: boolean }>(
    `select exists (select from staff where roles @> array[$1::text] and enabled and id is distinct from $2::uuid) as found`,
    [role, but],
  );
  return row?.found === true;
}

/** Stores a new member, or the next version of one. */
export async function storeMember(tx: Tx, member: Omit<KnownMember, 'createdAt' | 'lastSeenAt'>): Promise<void> {
  const { id, name, email, userId, oidc, attributes, roles, rolesFrom, enabled, version } = member;
  await tx.run(
    `insert into staff (id, name, email, user_id, oidc_issuer, oidc_subject, attributes, roles, roles_from, enabled,
                        version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (id) do update
        set name = excluded.name, email = excluded.email, attributes = excluded.attributes, roles = excluded.roles,
            roles_from = excluded.roles_from, enabled = excluded.enabled, version = excluded.version,
            updated_at = clock_timestamp()`,
    [
      id,
      name,
      email,
      userId,
      oidc?.issuer ?? null,
      oidc?.subject ?? null,
      JSON.stringify(attributes),
      roles,
      rolesFrom,
      enabled,
      version,
    ],
  );
}

export async function markSeen(tx: Tx, id: StaffId): Promise<void> {
  await tx.run('update staff set last_seen_at = clock_timestamp() where id = $1', [id]);
}

function toMember(row: MemberRow): KnownMember {
  const { oidc_issuer: issuer, oidc_subject: subject } = row;
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    userId: row.user_id,
    oidc: issuer === null || subject === null ? null : { issuer, subject },
    attributes: row.attributes,
    roles: row.roles,
    rolesFrom: row.roles_from,
    enabled: row.enabled,
    version: row.version,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  };
}
