import { Injectable } from '@nestjs/common';
import type { AccountId, GroupId, HandoffId, NotificationId, NotificationSinkId, OperatorId } from '../common/ids.js';
import type { Tx } from '../database/database.js';
import { Nudges } from '../queue/nudges.js';
import { laneOf, nudgeKeyOf } from './lanes.js';
import type { NotificationKind } from './notification.js';

export interface NewRow {
  id: NotificationId;
  sequence: bigint;
  event: string;
  kind: NotificationKind;
  groupId?: GroupId | undefined;
  handoffId?: HandoffId | undefined;
  operatorId?: OperatorId | undefined;
  accountId?: AccountId | undefined;
  memberId?: string | undefined;
  sinkId?: NotificationSinkId | undefined;
  /** For people: who gets it. */
  target: string;
  request: string;
  fallback?: string | undefined;
  requestId: string;
}

/** New rows of the table `notifications`. */
@Injectable()
export class NotificationRows {
  constructor(private readonly nudges: Nudges) {}

  /** As many numbers, each larger than those before. */
  async sequences(tx: Tx, count: number): Promise<bigint[]> {
    const rows = await tx.rows<{ sequence: string }>(
      `select nextval('notification_sequence')::text as sequence from generate_series(1, $1::int)`,
      [count],
    );
    return rows.map(({ sequence }) => BigInt(sequence));
  }

  /** What is there already stays as it is. What is new is sent after the commit. */
  async insert(tx: Tx, rows: readonly NewRow[]): Promise<void> {
    const added = await tx.rows<{ id: NotificationId; lane: string }>(
      `insert into notifications (id, sequence, event, kind, lane, group_id, handoff_id, operator_id, account_id,
                                  member_id, sink_id, target, request, fallback, request_id)
       select id, sequence, event, kind, lane, group_id, handoff_id, operator_id, account_id,
              member_id, sink_id, target, request, fallback, request_id
         from json_to_recordset($1) as row (id uuid, sequence bigint, event text, kind text, lane text, group_id uuid,
              handoff_id uuid, operator_id uuid, account_id uuid, member_id text, sink_id uuid, target text,
              request text, fallback text, request_id text)
        order by id
       on conflict (id) do nothing returning id, lane`,
      [JSON.stringify(rows.map(valuesOf))],
    );
    tx.afterCommit(() => {
      for (const { id, lane } of added) {
        this.nudges.nudgeJob('notification.send', { lane }, nudgeKeyOf(lane, id));
      }
    });
  }
}

function valuesOf(row: NewRow): object {
  return {
    id: row.id,
    sequence: row.sequence.toString(),
    event: row.event,
    kind: row.kind,
    lane: laneOf(row.sinkId),
    group_id: row.groupId,
    handoff_id: row.handoffId,
    operator_id: row.operatorId,
    account_id: row.accountId,
    member_id: row.memberId,
    sink_id: row.sinkId,
    target: row.target,
    request: row.request,
    fallback: row.fallback,
    request_id: row.requestId,
  };
}
