import { NotFoundError } from '../../common/app-error.js';
import type { GroupId, HandoffRuleId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import type { HandoffRule, RuleCondition } from './handoff-rule.js';

interface RuleRow {
  id: HandoffRuleId;
  name: string;
  position: number;
  condition: RuleCondition;
  group_id: GroupId | null;
  priority: number | null;
  enabled: boolean;
  version: number;
  updated_at: Date;
}

const COLUMNS = 'id, name, position, condition, group_id, priority, enabled, version, updated_at';

/** All, in the order in which they are asked. */
export async function readRules(sql: Sql): Promise<HandoffRule[]> {
  const rows = await sql.rows<RuleRow>(`select ${COLUMNS} from handoff_rules order by position, id`);
  return rows.map(toRule);
}

/** Differs whenever any of them does. */
export async function markOfRules(sql: Sql): Promise<string> {
  const [row] = await sql.rows<{ mark: string }>(
    `select count(*) || '/' || coalesce(sum(hashtextextended(id || '/' || version, 0)), 0) as mark from handoff_rules`,
  );
  return row?.mark ?? '';
}

/**
 * Locked until the transaction ends.
 * @throws {NotFoundError}
 */
export async function lockRule(tx: Tx, id: string): Promise<HandoffRule> {
  const [row] = await tx.rows<RuleRow>(`select ${COLUMNS} from handoff_rules where id = $1 for update`, [id]);
  if (row === undefined) {
    throw new NotFoundError('the rule');
  }
  return toRule(row);
}

/** Stores a new rule or the next version of one. */
export async function storeRule(tx: Tx, rule: Omit<HandoffRule, 'updatedAt'>): Promise<void> {
  const { id, name, position, when, groupId, priority, enabled, version } = rule;
  await tx.run(
    `insert into handoff_rules (id, name, position, condition, group_id, priority, enabled, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update
        set name = excluded.name, position = excluded.position, condition = excluded.condition,
            group_id = excluded.group_id, priority = excluded.priority, enabled = excluded.enabled,
            version = excluded.version, updated_at = clock_timestamp()`,
    [id, name, position, JSON.stringify(when), groupId ?? null, priority ?? null, enabled, version],
  );
}

function toRule(row: RuleRow): HandoffRule {
  return {
    id: row.id,
    name: row.name,
    position: row.position,
    when: row.condition,
    groupId: row.group_id ?? undefined,
    priority: row.priority ?? undefined,
    enabled: row.enabled,
    version: row.version,
    updatedAt: row.updated_at,
  };
}
