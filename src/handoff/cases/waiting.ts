import { Injectable } from '@nestjs/common';
import type { GroupId, HandoffId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import { Nudges } from '../../queue/nudges.js';

/** So many may move up when one operator becomes free: who is free for the first may not be for the second. */
const MOVING_MAX = 3;
/** A number beyond which the place in the queue is not counted. */
const COUNTED_MAX = 999;
const SECOND_MS = 1_000;

/** The queue of cases for which nobody was free. */
@Injectable()
export class Waiting {
  constructor(private readonly nudges: Nudges) {}

  /** Somebody became free: those who wait longest, and are most urgent, are thought about at once. */
  async moveUp(tx: Tx, groupId: GroupId | null | undefined): Promise<void> {
    const rows = await tx.rows<{ id: HandoffId }>(
      `update handoffs set offer_at = clock_timestamp()
        where id in (select id from handoffs
                      where state = 'requested' and stage = 'waiting' and ($1::uuid is null or group_id = $1)
                      order by priority desc, queued_at limit ${MOVING_MAX} for no key update skip locked)
        returning id`,
      [groupId ?? null],
    );
    if (rows.length > 0) {
      this.nudgeAfter(tx);
    }
  }

  /**
   * Has what is due thought about as soon as the transaction has committed. One job does it for all who ask within a
   * second; not for longer, since one whose process died keeps others with its key from being added.
   */
  nudgeAfter(tx: Tx): void {
    tx.afterCommit(() => this.nudges.nudgeJob('handoff.offer', {}, `now-${Math.floor(Date.now() / SECOND_MS)}`));
  }

  /** The same later: at the end of a second, so that all that is due by then has one job. */
  nudgeLater(tx: Tx, delayMs: number): void {
    tx.afterCommit(() => {
      const now = Date.now();
      const at = Math.ceil((now + delayMs) / SECOND_MS) * SECOND_MS;
      this.nudges.nudgeJob('handoff.offer', {}, 'later', at - now);
    });
  }

  /** How many of the group come before each of these although nobody was free for them. */
  async ahead(sql: Sql, handoffIds: readonly HandoffId[]): Promise<ReadonlyMap<HandoffId, number>> {
    const rows = await sql.rows<{ id: HandoffId; ahead: number }>(
      `select h.id, (select count(*)::int from (
                select 1 from handoffs b
                 where b.group_id is not distinct from h.group_id and b.state = 'requested' and b.stage = 'waiting'
                   and b.id <> h.id and (b.priority > h.priority or (b.priority = h.priority and b.queued_at < h.queued_at))
                 limit ${COUNTED_MAX}) as before) as ahead
         from handoffs h where h.id = any($1::uuid[])`,
      [handoffIds],
    );
    return new Map(rows.map(({ id, ahead }) => [id, ahead]));
  }
}
