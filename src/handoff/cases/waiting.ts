import { Injectable } from '@nestjs/common';
import type { GroupId, HandoffId } from '../../common/ids.js';
import type { Sql, Tx } from '../../database/database.js';
import { Nudges } from '../../queue/nudges.js';
import type { Case } from './case.js';

/** So many may move up when one operator becomes free: who is free for the first may not be for the second. */
const MOVING_MAX = 3;
/** A number beyond which the place in the queue is not counted. */
const COUNTED_MAX = 999;

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
    for (const { id } of rows) {
      this.nudgeAfter(tx, id);
    }
  }

  /** Has the case thought about as soon as the transaction has committed. */
  nudgeAfter(tx: Tx, handoffId: HandoffId): void {
    tx.afterCommit(() => this.nudges.nudgeJob('handoff.offer', { handoffId }, handoffId));
  }

  nudgeLater(tx: Tx, handoffId: HandoffId, delayMs: number): void {
    tx.afterCommit(() => this.nudges.nudgeJob('handoff.offer', { handoffId }, handoffId, delayMs));
  }

  /** How many of the group come before this one although nobody was free for them. */
  async ahead(sql: Sql, { id, groupId, priority, queuedAt }: Case): Promise<number> {
    const [row] = await sql.rows<{ ahead: number }>(
      `select count(*)::int as ahead from (
         select 1 from handoffs
          where group_id is not distinct from $1 and state = 'requested' and stage = 'waiting' and id <> $2
            and (priority > $3 or (priority = $3 and queued_at < $4)) limit ${COUNTED_MAX}) before`,
      [groupId, id, priority, queuedAt],
    );
    return row?.ahead ?? 0;
  }
}
