import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../common/chores.js';
import { type Id, newId } from '../common/ids.js';
import { Database } from '../database/database.js';

type RobotSendId = Id<'RobotSend'>;

type Reservation = { granted: true; id: RobotSendId } | { granted: false; afterMs: number };

/** A message arrives later than it was reserved, and WeCom counts when it arrives. */
const WINDOW_MS = 60_000 + 5_000;
const MAX = 20;
const PURGED_MAX = 5_000;

/** WeCom's quota of one robot, for all processes: 20 messages a minute. */
@Injectable()
export class RobotQuota implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'robot-quota', run: () => this.purge() });
  }

  /** @param robot a hash of its key. */
  reserve(robot: string): Promise<Reservation> {
    return this.database.transaction(async (tx) => {
      await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`robot-quota/${robot}`]);
      const [row] = await tx.rows<{ wait: number }>(
        `select extract(epoch from sent_at + $2 * interval '1 millisecond' - clock_timestamp())::float8 * 1000 as wait
           from robot_sends where robot = $1 order by sent_at desc offset $3 limit 1`,
        [robot, WINDOW_MS, MAX - 1],
      );
      const afterMs = Math.ceil(row?.wait ?? 0);
      if (afterMs > 0) {
        return { granted: false, afterMs };
      }
      const id = newId<RobotSendId>();
      tx.atCommit('insert into robot_sends (id, robot) values ($1, $2)', [id, robot]);
      return { granted: true, id };
    });
  }

  /** Stamps the send again, now that it has been answered: it may have arrived up to this moment. */
  async complete(id: RobotSendId): Promise<void> {
    await this.database.run('update robot_sends set sent_at = clock_timestamp() where id = $1', [id]);
  }

  /** @returns how many were removed that no window reaches any more. */
  purge(): Promise<number> {
    return this.database.run(
      `delete from robot_sends where id in (
         select id from robot_sends where sent_at < clock_timestamp() - $1 * interval '1 millisecond'
          order by sent_at limit $2)`,
      [2 * WINDOW_MS, PURGED_MAX],
    );
  }
}
