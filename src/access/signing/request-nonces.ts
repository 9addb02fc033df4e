import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Chore, Chores } from '../../common/chores.js';
import type { ApiKeyId } from '../../common/ids.js';
import { Database } from '../../database/database.js';

/** How far a timestamp may be off, either way. */
export const WINDOW_SECONDS = 300;
/** The clock of a database that takes over may be behind: what is replayed must then still be known. */
const KEPT_SECONDS = 300;
const FORGOTTEN_MAX = 20_000;

/** All that a good request waits for; short, since it is asked each time. */
const USE = `insert into request_nonces (key_id, nonce, expires_at)
  select $1, $2, to_timestamp($3::bigint + $5)
    from (select set_config('synchronous_commit', 'off', true)) as unawaited
   where abs(extract(epoch from clock_timestamp()) - $3::bigint) <= $4
  on conflict do nothing`;

/** Whether a signed request is in time and the first with its nonce: by one clock and one table for all processes. */
@Injectable()
export class RequestNonces implements OnModuleInit, Chore {
  readonly name = 'request-nonces';

  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register(this);
  }

  /**
   * The nonce is used up by the first request in time, whatever becomes of that. Nobody waits until it is on the disk: the
   * write-ahead log is written in order, so that whatever the request does is there only together with its nonce. What a
   * crash of PostgreSQL may lose are nonces of the last 0.6 s, of requests that changed nothing.
   * @see https://www.postgresql.org/docs/18/wal-async-commit.html
   */
  async use(keyId: ApiKeyId, nonce: string, timestamp: number): Promise<'fresh' | 'used' | 'stale'> {
    const isNew = await this.database.run(
      USE,
      [keyId, nonce, timestamp, WINDOW_SECONDS, WINDOW_SECONDS + KEPT_SECONDS],
      'use-nonce',
    );
    return isNew === 1 ? 'fresh' : this.whyNot(timestamp);
  }

  async run(): Promise<void> {
    await this.database.run(
      `delete from request_nonces where ctid = any (array(
         select ctid from request_nonces where expires_at < clock_timestamp() order by expires_at limit $1))`,
      [FORGOTTEN_MAX],
    );
  }

  private async whyNot(timestamp: number): Promise<'used' | 'stale'> {
    const [row] = await this.database.rows<{ in_time: boolean }>(
      `select abs(extract(epoch from clock_timestamp()) - $1::bigint) <= $2 as in_time`,
      [timestamp, WINDOW_SECONDS],
    );
    return row?.in_time === true ? 'used' : 'stale';
  }
}
