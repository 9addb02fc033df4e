import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../../common/chores.js';
import { type AccountId, asId } from '../../common/ids.js';
import { Database } from '../../database/database.js';

/** What is kept under a key, and whose it is. */
export interface CacheSubject {
  key: string;
  accountId: AccountId;
  language: string;
  /** Undefined where it belongs to one conversation. */
  question: string | undefined;
}

export interface FrequentQuestion {
  text: string;
  accountId: AccountId;
  language: string;
}

/** As long as somebody answers, the flight is renewed; whoever was killed is waited for no longer. */
export const FLIGHT_SECONDS = 10;
const ROWS_MAX = 50_000;
const FORGOTTEN_AT_ONCE = 5_000;
const UNUSED_DAYS_MAX = 7;
const HITS_MIN = 2;

/** Answers in the database, for all processes. */
@Injectable()
export class StoredAnswers implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'answer-cache', run: () => this.forget() });
  }

  /** Undefined for none that is valid. */
  async find(key: string): Promise<{ value: unknown; expiresAtMs: number } | undefined> {
    const [row] = await this.database.rows<{ value: unknown; expires_at: Date }>(
      'select value, expires_at from answer_cache where key = $1 and value is not null and expires_at > clock_timestamp()',
      [key],
    );
    return row && { value: row.value, expiresAtMs: row.expires_at.getTime() };
  }

  /** Takes it upon oneself to answer. False when somebody else does so, or has done so in the meantime. */
  async take({ key, accountId, language, question }: CacheSubject, token: string): Promise<boolean> {
    const taken = await this.database.run(
      `insert into answer_cache (key, account_id, language, question, expires_at, flight_token, flight_until)
       values ($1, $2, $3, $4, clock_timestamp(), $5, clock_timestamp() + make_interval(secs => ${FLIGHT_SECONDS}))
       on conflict (key) do update
          set flight_token = excluded.flight_token, flight_until = excluded.flight_until
        where (answer_cache.value is null or answer_cache.expires_at <= clock_timestamp())
          and (answer_cache.flight_until is null or answer_cache.flight_until <= clock_timestamp())`,
      [key, accountId, language, question ?? null, token],
    );
    return taken > 0;
  }

  async renew(key: string, token: string): Promise<void> {
    await this.database.run(
      `update answer_cache set flight_until = clock_timestamp() + make_interval(secs => ${FLIGHT_SECONDS})
        where key = $1 and flight_token = $2`,
      [key, token],
    );
  }

  async store(key: string, token: string, value: unknown, ttlMs: number): Promise<void> {
    await this.database.run(
      `update answer_cache
          set value = $3, expires_at = clock_timestamp() + make_interval(secs => $4), used_at = clock_timestamp(),
              flight_token = null, flight_until = null
        where key = $1 and flight_token = $2`,
      [key, token, JSON.stringify(value), ttlMs / 1_000],
    );
  }

  /** There is no answer that could be kept: whoever waits may try. */
  async release(key: string, token: string): Promise<void> {
    await this.database.run(
      'update answer_cache set flight_token = null, flight_until = null where key = $1 and flight_token = $2',
      [key, token],
    );
  }

  async countHits(hits: ReadonlyMap<string, number>): Promise<void> {
    await this.database.run(
      `update answer_cache c set hits = c.hits + h.count, used_at = clock_timestamp()
         from unnest($1::text[], $2::integer[]) as h (key, count) where c.key = h.key`,
      [[...hits.keys()], [...hits.values()]],
    );
  }

  /** What was asked most over the last days, under whatever state of the knowledge base. */
  async frequent(limit: number): Promise<FrequentQuestion[]> {
    const rows = await this.database.rows<{ question: string; account_id: string; language: string }>(
      `select question, account_id, language from answer_cache where question is not null and hits >= ${HITS_MIN}
        group by question, account_id, language order by sum(hits) desc limit $1`,
      [limit],
    );
    return rows.map((row) => ({ text: row.question, accountId: asId(row.account_id), language: row.language }));
  }

  private async forget(): Promise<void> {
    await this.database.run(
      `delete from answer_cache where key in (
         select key from answer_cache where question is null and expires_at < clock_timestamp()
            and (flight_until is null or flight_until < clock_timestamp())
          order by expires_at limit ${FORGOTTEN_AT_ONCE})`,
    );
    await this.database.run(
      `delete from answer_cache where key in (
         select key from answer_cache where used_at < clock_timestamp() - interval '${UNUSED_DAYS_MAX} days'
          order by used_at limit ${FORGOTTEN_AT_ONCE})`,
    );
    await this.database.run(
      `delete from answer_cache where key in (
         select key from answer_cache order by used_at desc offset ${ROWS_MAX} limit ${FORGOTTEN_AT_ONCE})`,
    );
  }
}
