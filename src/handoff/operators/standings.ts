import type { OperatorId } from '../../common/ids.js';
import type { Sql } from '../../database/database.js';
import type { OperatorPresence } from './operator.js';

/** Whether an operator is there, and what he has to do. */
export interface Standing extends OperatorPresence {
  /** Cases that he has claimed. */
  claimed: number;
  /** Open offers that are not to his whole group: he alone is waited for. */
  offered: number;
  lastOfferedAt: Date | null;
}

/** Each look is along an index: of his claimed cases, of his open offers, of his last offer. */
export async function readStandings(sql: Sql, ids: readonly OperatorId[]): Promise<ReadonlyMap<OperatorId, Standing>> {
  const rows = await sql.rows<Standing>(
    `select p.operator_id as "operatorId", p.presence, p.since, p.missed,
            (select count(*)::integer from handoffs h where h.operator_id = p.operator_id and h.state = 'claimed')
              as claimed,
            (select count(*)::integer from handoff_offers f
              where f.operator_id = p.operator_id and f.state = 'open' and f.stage <> 'group') as offered,
            (select f.created_at from handoff_offers f where f.operator_id = p.operator_id
              order by f.created_at desc limit 1) as "lastOfferedAt"
       from operator_presences p where p.operator_id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.operatorId, row]));
}
