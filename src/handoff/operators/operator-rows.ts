import { NotFoundError } from '../../common/app-error.js';
import type { AccountId, GroupId, OperatorId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import type { Calendar } from '../calendar/calendar.js';
import type { Operator } from './operator.js';

interface OperatorRow {
  id: OperatorId;
  name: string;
  member_id: string;
  account_id: AccountId;
  group_ids: GroupId[];
  languages: string[];
  capacity: number;
  working_hours: Calendar | null;
  enabled: boolean;
  sees_originals: boolean;
  version: number;
  updated_at: Date;
}

const SELECT = `select o.id, o.name, o.member_id, o.account_id, o.languages, o.capacity, o.working_hours, o.enabled,
  o.sees_originals, o.version, o.updated_at,
  array(select g.group_id from operator_groups g where g.operator_id = o.id order by g.group_id) as group_ids
  from operators o`;

/** All, oldest first. */
export async function readOperators(sql: Sql): Promise<Operator[]> {
  const rows = await sql.rows<OperatorRow>(`${SELECT} order by o.id`);
  return rows.map(toOperator);
}

/** Differs whenever any of them does. */
export async function markOfOperators(sql: Sql): Promise<string> {
  const [row] = await sql.rows<{ mark: string }>(
    `select count(*) || '/' || coalesce(sum(hashtextextended(id || '/' || version, 0)), 0) as mark from operators`,
  );
  return row?.mark ?? '';
}

/**
 * Locked until the transaction ends, so that two changes come one after the other.
 * @throws {NotFoundError}
 */
export async function lockOperator(tx: Tx, id: string): Promise<Operator> {
  const [row] = await tx.rows<OperatorRow>(`${SELECT} where o.id = $1 for update of o`, [id]);
  if (row === undefined) {
    throw new NotFoundError('the operator');
  }
  return toOperator(row);
}

/** Who else is this member, in any of these accounts. */
export function othersOfMember(
  tx: Tx,
  { id, memberId, accountIds }: { id: string; memberId: string; accountIds: readonly AccountId[] },
): Promise<{ id: OperatorId }[]> {
  return tx.rows<{ id: OperatorId }>(
    'select id from operators where lower(member_id) = lower($1) and account_id = any($2::uuid[]) and id <> $3',
    [memberId, accountIds, id],
  );
}

/** Stores a new operator, who is online, or the next version of one. */
export async function storeOperator(tx: Tx, operator: Omit<Operator, 'updatedAt'>): Promise<void> {
  const { id, name, memberId, accountId, groupIds, languages, capacity, workingHours, version } = operator;
  const { enabled, seesOriginals } = operator;
  await tx.run(
    `insert into operators (id, name, member_id, account_id, languages, capacity, working_hours, enabled, sees_originals,
                            version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (id) do update
        set name = excluded.name, member_id = excluded.member_id, account_id = excluded.account_id,
            languages = excluded.languages, capacity = excluded.capacity, working_hours = excluded.working_hours,
            enabled = excluded.enabled, sees_originals = excluded.sees_originals, version = excluded.version, updated_at = clock_timestamp()`,
    [
      id,
      name,
      memberId,
      accountId,
      languages,
      capacity,
      workingHours === undefined ? null : JSON.stringify(workingHours),
      enabled,
      seesOriginals,
      version,
    ],
  );
  await Promise.all([
    tx.run('delete from operator_groups where operator_id = $1 and group_id <> all($2::uuid[])', [id, groupIds]),
    tx.run(
      `insert into operator_groups (operator_id, group_id) select $1, unnest($2::uuid[])
       on conflict do nothing`,
      [id, groupIds],
    ),
    tx.run('insert into operator_presences (operator_id) values ($1) on conflict do nothing', [id]),
  ]);
}

/** His presence and his groups go with him. */
export async function deleteOperator(tx: Tx, id: OperatorId): Promise<void> {
  await tx.run('delete from operators where id = $1', [id]);
}

function toOperator(row: OperatorRow): Operator {
  return {
    id: row.id,
    name: row.name,
    memberId: row.member_id,
    accountId: row.account_id,
    groupIds: row.group_ids,
    languages: row.languages,
    capacity: row.capacity,
    workingHours: row.working_hours ?? undefined,
    enabled: row.enabled,
    seesOriginals: row.sees_originals,
    version: row.version,
    updatedAt: row.updated_at,
  };
}
