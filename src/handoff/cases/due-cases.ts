import { Injectable } from '@nestjs/common';
import type { HandoffId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import { type Case, CASE_COLUMNS, type CaseRow, toCase } from './case.js';

/** A case whose time to be offered has come, as it is under the lock. */
export interface DueCase {
  handoff: Case;
  isAlarmed: boolean;
  /** How far the offers of this round have come, or `waiting`. */
  stage: string;
  waitedMs: number;
  now: Date;
}

type Row = CaseRow & Omit<DueCase, 'handoff'>;

const WAITING = `h.state in ('requested', 'offered') and h.offer_at <= clock_timestamp()`;

/** Which cases somebody is to be asked for. */
@Injectable()
export class DueCases {
  /** Those that wait longest for it first. */
  async ids(sql: Sql, limit: number, except: readonly HandoffId[]): Promise<HandoffId[]> {
    const rows = await sql.rows<{ id: HandoffId }>(
      `select h.id from handoffs h where ${WAITING} and h.id <> all($2::uuid[]) order by h.offer_at limit $1`,
      [limit, except],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Those that are still due, the more urgent and older ones first. Locks like `Cases.lock`: conversations before cases,
   * each in the order of their ids.
   */
  async lock(tx: Tx, ids: readonly HandoffId[]): Promise<DueCase[]> {
    const [, rows] = await Promise.all([
      tx.rows(
        `select 1 from conversations where id in (select conversation_id from handoffs where id = any($1::uuid[]))
          order by id for no key update`,
        [ids],
      ),
      tx.rows<Row>(
        `select ${CASE_COLUMNS}, h.alarmed_at is not null as "isAlarmed", h.stage, clock_timestamp() as now,
                (extract(epoch from clock_timestamp() - h.queued_at) * 1000)::float8 as "waitedMs"
           from handoffs h join contacts p on p.id = h.contact_id
          where h.id = any($1::uuid[]) and ${WAITING} order by h.id for no key update of h`,
        [ids],
      ),
    ]);
    return rows
      .map(({ isAlarmed, stage, waitedMs, now, ...row }) => ({ handoff: toCase(row), isAlarmed, stage, waitedMs, now }))
      .toSorted(
        ({ handoff: one }, { handoff: other }) =>
          other.priority - one.priority || one.queuedAt.getTime() - other.queuedAt.getTime(),
      );
  }
}
