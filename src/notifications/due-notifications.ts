import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../common/chores.js';
import { Database } from '../database/database.js';
import { type DueJob, DueWork } from '../queue/due-work.js';
import { jobsOf } from './lanes.js';

const DUE_MAX = 1_000;
/** What was due a moment ago has been nudged, and its job is on its way. */
const GRACE_SECONDS = 1;
const KEPT_DAYS = 90;
const PURGED_MAX = 5_000;

/** Finds the notifications whose job or sender was lost, and forgets those that are long over. */
@Injectable()
export class DueNotifications implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly dueWork: DueWork,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.dueWork.register({ name: 'notification.send', due: () => this.due() });
    this.chores.register({ name: 'notifications', run: () => this.purge() });
  }

  /** As many jobs for each lane as can do something. */
  async due(): Promise<DueJob<'notification.send'>[]> {
    await this.takeFromTheDead();
    const lanes = await this.database.rows<{ lane: string; waiting: number }>(
      `select lane, count(*)::int as waiting
         from (select lane from notifications
                where state = 'pending' and not_before <= clock_timestamp() - $2 * interval '1 second'
                order by not_before limit $1) as due
        group by lane`,
      [DUE_MAX, GRACE_SECONDS],
    );
    return lanes.flatMap(({ lane, waiting }) =>
      Array.from({ length: Math.min(waiting, jobsOf(lane)) }, (_, n) => ({
        data: { lane },
        key: `${lane}-${n}-swept`,
      })),
    );
  }

  /** Whoever had them says nothing any more: the next sender repeats the same bytes. */
  private async takeFromTheDead(): Promise<void> {
    await this.database.run(
      `update notifications
          set state = 'pending', lease_until = null, not_before = clock_timestamp() - $2 * interval '1 second'
        where id in (select id from notifications where state = 'sending' and lease_until < clock_timestamp()
                      order by lease_until limit $1 for update skip locked)`,
      [DUE_MAX, GRACE_SECONDS],
    );
  }

  /** @returns how many were forgotten. */
  purge(): Promise<number> {
    return this.database.run(
      `delete from notifications where id in (
         select id from notifications where done_at < clock_timestamp() - make_interval(days => $1)
          order by done_at limit $2)`,
      [KEPT_DAYS, PURGED_MAX],
    );
  }
}
