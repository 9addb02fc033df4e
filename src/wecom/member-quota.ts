import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../common/chores.js';
import { type AccountId, type Id, newId } from '../common/ids.js';
import { Database, type Tx } from '../database/database.js';

export type MemberSendId = Id<'MemberSend'>;

export type Reservation = { granted: true; id: MemberSendId } | { granted: false; afterMs: number };

/** A message arrives later than it was reserved, and WeCom counts when it arrives. */
const MARGIN_MS = 5_000;
const MINUTE = { max: 30, windowMs: 60_000 + MARGIN_MS };
const HOUR = { max: 1_000, windowMs: 3_600_000 + MARGIN_MS };
const PURGED_MAX = 5_000;

const NTH_NEWEST = 'select sent_at from wecom_member_sends where account_id = $1 and member = $2 order by sent_at desc';

/**
 * WeCom's quota of one app to one member: 30 a minute and 1,000 an hour. What exceeds it is dropped without an error,
 * so it is kept here, for all processes, as sliding windows.
 * @see https://developer.work.weixin.qq.com/document/path/90312
 */
@Injectable()
export class MemberQuota implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'member-quota', run: () => this.purge() });
  }

  /** Takes one send to the member, or says how long to wait before asking again. */
  reserve(accountId: AccountId, member: string): Promise<Reservation> {
    const name = member.toLowerCase();
    return this.database.transaction(async (tx) => {
      const lock = `member-quota/${accountId}/${name}`;
      const [, afterMs] = await Promise.all([
        tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]),
        waitMs(tx, accountId, name), // runs once the lock is taken, and sees what was committed by then
      ]);
      if (afterMs > 0) {
        return { granted: false, afterMs };
      }
      const id = newId<MemberSendId>();
      tx.atCommit('insert into wecom_member_sends (id, account_id, member) values ($1, $2, $3)', [id, accountId, name]);
      return { granted: true, id };
    });
  }

  /** Stamps the send again, now that it has been answered: it may have arrived up to this moment. */
  async complete(id: MemberSendId): Promise<void> {
    await this.database.run('update wecom_member_sends set sent_at = clock_timestamp() where id = $1', [id]);
  }

  /**
   * Removes what no window reaches any more, up to 5,000 rows at a time.
   * @returns how many.
   */
  purge(): Promise<number> {
    return this.database.run(
      `delete from wecom_member_sends where id in (
         select id from wecom_member_sends
          where sent_at < clock_timestamp() - $1 * interval '1 millisecond'
          order by sent_at limit $2)`,
      [2 * HOUR.windowMs, PURGED_MAX],
    );
  }
}

/** Until the send that fills a window has left it; 0 when both windows have room. */
async function waitMs(tx: Tx, accountId: AccountId, member: string): Promise<number> {
  const [row] = await tx.rows<{ wait: number | null }>(
    `select extract(epoch from greatest(
              (${NTH_NEWEST} offset $4 limit 1) + $3 * interval '1 millisecond',
              (${NTH_NEWEST} offset $6 limit 1) + $5 * interval '1 millisecond'
            ) - clock_timestamp())::float8 * 1000 as wait`,
    [accountId, member, MINUTE.windowMs, MINUTE.max - 1, HOUR.windowMs, HOUR.max - 1],
  );
  return Math.max(0, Math.ceil(row?.wait ?? 0));
}
