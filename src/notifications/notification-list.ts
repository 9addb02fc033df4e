import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { Principal } from '../common/access.js';
import { AppError, NotFoundError } from '../common/app-error.js';
import type { NotificationId } from '../common/ids.js';
import { Database, type Sql } from '../database/database.js';
import { Nudges } from '../queue/nudges.js';
import { nudgeKeyOf } from './lanes.js';
import type { NotificationKind, NotificationState } from './notification.js';

/** A notification and what became of it. What it says is for its receivers alone. */
export interface ListedNotification {
  id: NotificationId;
  sequence: string;
  event: string;
  kind: NotificationKind;
  groupId: string | null;
  handoffId: string | null;
  operatorId: string | null;
  sinkId: string | null;
  target: string;
  state: NotificationState;
  usesFallback: boolean;
  attempts: number;
  reason: string | null;
  notBefore: Date;
  createdAt: Date;
  doneAt: Date | null;
}

export interface NotificationFilter {
  state?: string | undefined;
  handoffId?: string | undefined;
  /** A sequence: what is older follows. */
  before?: string | undefined;
  limit: number;
}

const COLUMNS = `id, sequence::text as sequence, event, kind, group_id as "groupId", handoff_id as "handoffId",
  operator_id as "operatorId", sink_id as "sinkId", target, state, uses_fallback as "usesFallback", attempts, reason,
  not_before as "notBefore", created_at as "createdAt", done_at as "doneAt"`;

/** What people see of notifications, and may do with dead ones. */
@Injectable()
export class NotificationList {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly nudges: Nudges,
  ) {}

  /** Newest first. Each filter leaves its own statement, so that each is served by its index. */
  list({ state, handoffId, before, limit }: NotificationFilter): Promise<ListedNotification[]> {
    const values: unknown[] = [limit];
    const parameter = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [
      ...(state === undefined ? [] : [`state = ${parameter(state)}`]),
      ...(handoffId === undefined ? [] : [`handoff_id = ${parameter(handoffId)}`]),
      ...(before === undefined ? [] : [`sequence < ${parameter(before)}`]),
    ];
    const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
    return this.database.rows(`select ${COLUMNS} from notifications ${where} order by sequence desc limit $1`, values);
  }

  /** @throws {NotFoundError} */
  async get(id: string, sql: Sql = this.database): Promise<ListedNotification> {
    const [found] = await sql.rows<ListedNotification>(`select ${COLUMNS} from notifications where id = $1`, [id]);
    if (found === undefined) {
      throw new NotFoundError('the notification');
    }
    return found;
  }

  /**
   * Sends a dead one again, as it was: the same Message-ID or delivery id, to where its sink goes now.
   * @throws {NotFoundError}
   * @throws {AppError} `notification.not-dead`
   */
  replay(actor: Principal, requestId: string, id: string): Promise<ListedNotification> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows<{ id: NotificationId; lane: string; event: string; kind: string }>(
        `update notifications
            set state = 'pending', attempts = 0, uses_fallback = false, reason = null, replacement = null,
                done_at = null, not_before = clock_timestamp(), fresh_at = clock_timestamp()
          where id = $1 and state = 'dead' returning id, lane, event, kind`,
        [id],
      );
      const listed = await this.get(id, tx);
      if (row === undefined) {
        throw new AppError('notification.not-dead', `the notification is ${listed.state}, only dead ones are replayed`);
      }
      const { id: notificationId, lane, event, kind } = row;
      const details = { notificationId, event, kind };
      await this.audit.record(tx, { actor, requestId }, { action: 'notification.replayed', details });
      tx.afterCommit(() => this.nudges.nudgeJob('notification.send', { lane }, nudgeKeyOf(lane, notificationId)));
      return listed;
    });
  }
}
