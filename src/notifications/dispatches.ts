import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { SYSTEM } from '../common/access.js';
import type { AccountId, GroupId, HandoffId, NotificationId, NotificationSinkId, OperatorId } from '../common/ids.js';
import { Database, type Tx } from '../database/database.js';
import { Nudges } from '../queue/nudges.js';
import { CardUpdates } from './card-updates.js';
import { nudgeKeyOf } from './lanes.js';
import type { NotificationKind } from './notification.js';
import { NotificationObservers } from './notification-observers.js';
import type { NextStep } from './notification-policy.js';

/** A sender that says nothing for so long is dead. It renews in a third of the time. */
export const LEASE_SECONDS = 15;

/** A notification that is being sent, by whoever holds its lease. */
export interface Dispatch {
  id: NotificationId;
  leaseToken: string;
  event: string;
  kind: NotificationKind;
  lane: string;
  groupId: GroupId | null;
  handoffId: HandoffId | null;
  operatorId: OperatorId | null;
  accountId: AccountId | null;
  memberId: string | null;
  sinkId: NotificationSinkId | null;
  request: string;
  fallback: string | null;
  usesFallback: boolean;
  /** This one included. */
  attempts: number;
  /** Since it was made, or replayed. */
  ageMs: number;
  requestId: string;
  createdAt: Date;
}

class LeaseLostError extends Error {}

/** Takes notifications for sending, one sender each, and says what became of them. */
@Injectable()
export class Dispatches {
  private readonly logger = new Logger(Dispatches.name);

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly updates: CardUpdates,
    private readonly observers: NotificationObservers,
    private readonly nudges: Nudges,
  ) {}

  /**
   * The one of the lane that has waited for longest, under a lease: one statement, so that nobody else has it. Those
   * whose lease ran out are put back by `DueNotifications`.
   */
  async takeNext(lane: string): Promise<Dispatch | undefined> {
    const [taken] = await this.database.rows<Dispatch>(
      `update notifications
          set state = 'sending', attempts = attempts + 1, lease_token = lease_token + 1,
              lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
        where id = (select id from notifications
                     where lane = $1 and state = 'pending' and not_before <= clock_timestamp()
                     order by not_before limit 1 for update skip locked)
       returning id, lease_token::text as "leaseToken", event, kind, lane, group_id as "groupId",
                 handoff_id as "handoffId", operator_id as "operatorId", account_id as "accountId",
                 member_id as "memberId", sink_id as "sinkId", request, fallback, uses_fallback as "usesFallback",
                 attempts, request_id as "requestId", created_at as "createdAt",
                 (extract(epoch from clock_timestamp() - fresh_at) * 1000)::float8 as "ageMs"`,
      [lane],
    );
    return taken;
  }

  /** @returns whether the lease is still ours. */
  async renew({ id, leaseToken }: Dispatch): Promise<boolean> {
    const renewed = await this.database.run(
      `update notifications set lease_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
        where id = $1 and state = 'sending' and lease_token = $2`,
      [id, leaseToken],
    );
    return renewed === 1;
  }

  /** What the attempt came to. Of a lease that was lost, the next holder says it. */
  async settle(dispatch: Dispatch, step: NextStep): Promise<void> {
    if (step.kind === 'dead') {
      await this.bury(dispatch, step.reason);
      return;
    }
    await this.database.transaction((tx) => this.apply(tx, dispatch, step));
  }

  private async apply(tx: Tx, dispatch: Dispatch, step: Exclude<NextStep, { kind: 'dead' }>): Promise<void> {
    switch (step.kind) {
      case 'delivered':
        return this.deliver(tx, dispatch, step);
      case 'later':
        return this.postpone(tx, dispatch, step);
      case 'fallback':
        await tx.run(
          `update notifications set uses_fallback = true where id = $1 and state = 'sending' and lease_token = $2`,
          [dispatch.id, dispatch.leaseToken],
        );
        return this.postpone(tx, dispatch, { afterMs: 0, reason: step.reason, countsAsAttempt: true });
      case 'superseded':
        await this.close(tx, dispatch, `state = 'superseded', reason = $3`, [step.reason]);
    }
  }

  private async deliver(tx: Tx, dispatch: Dispatch, step: NextStep & { kind: 'delivered' }): Promise<void> {
    const { externalId, responseCode, reason } = step;
    const closed = await this.close(
      tx,
      dispatch,
      `state = 'delivered', external_id = $3, reason = $5,
       response_code = case when replacement is null then $4 end`,
      [externalId, responseCode, reason],
    );
    if (closed === undefined) {
      return;
    }
    await this.record(tx, dispatch, {
      action: 'notification.delivered',
      details: { notificationId: dispatch.id, event: dispatch.event, kind: dispatch.kind, attempts: dispatch.attempts },
    });
    const { accountId, memberId, handoffId, groupId, requestId } = dispatch;
    if (closed.replacement !== null && responseCode !== null && accountId !== null && memberId !== null) {
      await this.updates.add(tx, {
        accountId,
        memberId,
        responseCode,
        replaceText: closed.replacement,
        orAsText: false,
        handoffId: handoffId ?? undefined,
        groupId: groupId ?? undefined,
        requestId,
      });
    }
  }

  /** What was superseded meanwhile is not tried again. */
  private async postpone(
    tx: Tx,
    { id, leaseToken, lane }: Dispatch,
    { afterMs, reason, countsAsAttempt }: { afterMs: number; reason: string; countsAsAttempt: boolean },
  ): Promise<void> {
    const [row] = await tx.rows<{ state: string }>(
      `update notifications
          set state = case when replacement is null then 'pending' else 'superseded' end,
              done_at = case when replacement is null then null else clock_timestamp() end,
              reason = $3, attempts = attempts - $4, lease_until = null,
              not_before = clock_timestamp() + make_interval(secs => $5)
        where id = $1 and state = 'sending' and lease_token = $2 returning state`,
      [id, leaseToken, reason, countsAsAttempt ? 0 : 1, afterMs / 1_000],
    );
    if (row?.state === 'pending') {
      tx.afterCommit(() =>
        this.nudges.nudgeJob('notification.send', { lane }, nudgeKeyOf(lane, id), Math.ceil(afterMs)),
      );
    }
  }

  /** Observers come first: they lock what the notification is about, as whoever supersedes it does. */
  private async bury(dispatch: Dispatch, reason: string): Promise<void> {
    try {
      await this.database.transaction(async (tx) => {
        if (dispatch.kind !== 'card-update') {
          await this.observers.failed(tx, dispatch, reason);
        }
        await this.closeDead(tx, dispatch, reason);
      });
    } catch (error) {
      if (error instanceof LeaseLostError) {
        return;
      }
      const { id: notificationId, requestId } = dispatch;
      this.logger.error({ requestId, notificationId, err: error }, 'an observer of a notification failed');
      await this.database.transaction((tx) => this.closeDead(tx, dispatch, reason)).catch(unlessLost);
    }
  }

  private async closeDead(tx: Tx, dispatch: Dispatch, reason: string): Promise<void> {
    if ((await this.close(tx, dispatch, `state = 'dead', reason = $3`, [reason])) === undefined) {
      throw new LeaseLostError('another sender has it by now');
    }
    await this.record(tx, dispatch, {
      action: 'notification.failed',
      details: { notificationId: dispatch.id, event: dispatch.event, kind: dispatch.kind, reason },
    });
  }

  private async close(
    tx: Tx,
    { id, leaseToken }: Dispatch,
    changes: string,
    values: readonly unknown[],
  ): Promise<{ replacement: string | null } | undefined> {
    const [closed] = await tx.rows<{ replacement: string | null }>(
      `update notifications set ${changes}, lease_until = null, done_at = clock_timestamp()
        where id = $1 and state = 'sending' and lease_token = $2 returning replacement`,
      [id, leaseToken, ...values],
    );
    return closed;
  }

  private record(tx: Tx, { accountId, requestId }: Dispatch, deed: Parameters<AuditLog['record']>[2]): Promise<void> {
    return this.audit.record(tx, { actor: SYSTEM, requestId, ...(accountId !== null && { accountId }) }, deed);
  }
}

function unlessLost(error: unknown): void {
  if (!(error instanceof LeaseLostError)) {
    throw error;
  }
}
