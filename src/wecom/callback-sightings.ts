import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { AccountId } from '../common/ids.js';
import { Database } from '../database/database.js';

const INTERVAL_MS = 1_000;

/**
 * Notes of each account what its callbacks came to, so that somebody sees whether WeCom reaches us, and with which token
 * and key. A second's worth is written at once, and nobody waits for it; what cannot be written is dropped.
 */
@Injectable()
export class CallbackSightings implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(CallbackSightings.name);
  /** By account and result; there are as many as accounts times results. */
  private pending = new Map<string, { accountId: AccountId; result: string; seen: number }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.write(), INTERVAL_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  /** @param result what became of it, such as `stored`, or the code of why it was refused. */
  note(accountId: AccountId, result: string): void {
    const key = `${accountId}/${result}`;
    const sighting = this.pending.get(key);
    if (sighting === undefined) {
      this.pending.set(key, { accountId, result, seen: 1 });
    } else {
      sighting.seen += 1;
    }
  }

  private async write(): Promise<void> {
    if (this.pending.size === 0) {
      return;
    }
    const sightings = [...this.pending.values()];
    this.pending = new Map();
    try {
      // In one order everywhere, so that two processes never wait for each other; an account may be gone by now.
      await this.database.run(
        `insert into callback_sightings (account_id, result, seen)
         select s.account_id, s.result, s.seen from unnest($1::uuid[], $2::text[], $3::bigint[]) s (account_id, result, seen)
           join accounts a on a.id = s.account_id order by 1, 2
         on conflict (account_id, result) do update
           set last_at = clock_timestamp(), seen = callback_sightings.seen + excluded.seen`,
        [sightings.map((s) => s.accountId), sightings.map((s) => s.result), sightings.map((s) => s.seen)],
      );
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'it was not noted what callbacks came to');
    }
  }
}
