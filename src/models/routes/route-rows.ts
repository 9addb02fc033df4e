import type { RouteId } from '../../common/ids.js';
import type { Sql } from '../../database/database.js';
import type { Route, RouteArm, RouteCondition, RouteSettings, SlotRange } from './route.js';

interface RouteRow {
  id: RouteId;
  name: string;
  priority: number;
  enabled: boolean;
  condition: RouteCondition;
  settings: RouteSettings;
  arms: RouteArm[];
  slots: SlotRange[];
  compared_from: Date;
  version: number;
  updated_at: Date;
}

const COLUMNS = 'id, name, priority, enabled, condition, settings, arms, slots, compared_from, version, updated_at';

/** All, in the order in which they are asked. */
export async function readRoutes(sql: Sql): Promise<Route[]> {
  const rows = await sql.rows<RouteRow>(`select ${COLUMNS} from routes order by priority, id`);
  return rows.map(toRoute);
}

/** Locked until the transaction ends, so that two changes come one after the other. */
export async function lockRoute(tx: Sql, id: string): Promise<Route | undefined> {
  const [row] = await tx.rows<RouteRow>(`select ${COLUMNS} from routes where id = $1 for update`, [id]);
  return row === undefined ? undefined : toRoute(row);
}

/** Stores a new route or the next version of one. */
export async function storeRoute(tx: Sql, route: Omit<Route, 'updatedAt'>): Promise<void> {
  await tx.run(
    `insert into routes (id, name, priority, enabled, condition, settings, arms, slots, compared_from, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (id) do update
        set name = excluded.name, priority = excluded.priority, enabled = excluded.enabled,
            condition = excluded.condition, settings = excluded.settings, arms = excluded.arms,
            slots = excluded.slots, compared_from = excluded.compared_from, version = excluded.version,
            updated_at = clock_timestamp()`,
    [
      route.id,
      route.name,
      route.priority,
      route.enabled,
      JSON.stringify(route.condition),
      JSON.stringify(route.settings),
      JSON.stringify(route.arms),
      JSON.stringify(route.slots),
      route.comparedFrom,
      route.version,
    ],
  );
}

function toRoute({ compared_from: comparedFrom, updated_at: updatedAt, ...row }: RouteRow): Route {
  return { ...row, comparedFrom, updatedAt };
}
