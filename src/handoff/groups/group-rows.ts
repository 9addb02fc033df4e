import { NotFoundError } from '../../common/app-error.js';
import type { GroupId, OperatorId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import type { Group, GroupSkills } from './group.js';

/** What is no column of its own: nobody asks the database for it. */
type Rest = Omit<Group, 'id' | 'name' | 'isDefault' | 'skills' | 'supervisorId' | 'version' | 'updatedAt'>;

interface GroupRow {
  id: GroupId;
  name: string;
  is_default: boolean;
  skills: GroupSkills;
  supervisor_id: OperatorId | null;
  rules: Rest;
  version: number;
  updated_at: Date;
}

const COLUMNS = 'id, name, is_default, skills, supervisor_id, rules, version, updated_at';

/** All, oldest first. */
export async function readGroups(sql: Sql): Promise<Group[]> {
  const rows = await sql.rows<GroupRow>(`select ${COLUMNS} from skill_groups order by id`);
  return rows.map(toGroup);
}

/** Differs whenever any of them does. */
export async function markOfGroups(sql: Sql): Promise<string> {
  const [row] = await sql.rows<{ mark: string }>(
    `select count(*) || '/' || coalesce(sum(hashtextextended(id || '/' || version, 0)), 0) as mark from skill_groups`,
  );
  return row?.mark ?? '';
}

/**
 * Locked until the transaction ends.
 * @throws {NotFoundError}
 */
export async function lockGroup(tx: Tx, id: string): Promise<Group> {
  const [row] = await tx.rows<GroupRow>(`select ${COLUMNS} from skill_groups where id = $1 for update`, [id]);
  if (row === undefined) {
    throw new NotFoundError('the group');
  }
  return toGroup(row);
}

/** Stores a new group or the next version of one. */
export async function storeGroup(tx: Tx, group: Omit<Group, 'updatedAt'>): Promise<void> {
  const { id, name, isDefault, skills, supervisorId, version, ...rules } = group;
  await tx.run(
    `insert into skill_groups (id, name, is_default, skills, supervisor_id, rules, version)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update
        set name = excluded.name, is_default = excluded.is_default, skills = excluded.skills,
            supervisor_id = excluded.supervisor_id, rules = excluded.rules, version = excluded.version,
            updated_at = clock_timestamp()`,
    [id, name, isDefault, JSON.stringify(skills), supervisorId ?? null, JSON.stringify(rules), version],
  );
}

/** What was the default no longer is. */
export async function clearDefault(tx: Tx): Promise<void> {
  await tx.run(
    `update skill_groups set is_default = false, version = version + 1, updated_at = clock_timestamp()
      where is_default`,
  );
}

function toGroup(row: GroupRow): Group {
  return {
    ...row.rules,
    id: row.id,
    name: row.name,
    isDefault: row.is_default,
    skills: row.skills,
    supervisorId: row.supervisor_id ?? undefined,
    version: row.version,
    updatedAt: row.updated_at,
  };
}
