import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers that models gave, for those who ask the same. */
export class AnswerCache1700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table answer_cache (
        key          text primary key,                    -- a digest of all that the answer depends on
        account_id   uuid not null,
        language     text not null,
        question     text,                                -- null: it belongs to one conversation
        value        jsonb,                               -- null: nobody has answered yet
        expires_at   timestamptz not null,                -- from then on it is not served
        flight_token uuid,                                -- whoever answers now; null: nobody
        flight_until timestamptz,                         -- and until when that counts
        hits         integer not null default 0,
        used_at      timestamptz not null default clock_timestamp()
      );
      -- what goes when there are too many
      create index answer_cache_by_use on answer_cache (used_at);
      -- what belonged to a conversation, and is over
      create index answer_cache_expired on answer_cache (expires_at) where question is null;
      -- what is asked often
      create index answer_cache_frequent on answer_cache (hits desc) where question is not null and hits >= 2;

      -- How far the frequent questions are answered again after a change of the knowledge base: one row.
      create table answer_warmup (
        only_one boolean primary key default true check (only_one),
        seen     bigint not null,                         -- the knowledge_version of the last look
        seen_at  timestamptz not null default clock_timestamp(),
        warmed   bigint not null                          -- the last one that was answered for
      );
      insert into answer_warmup (seen, warmed) select version, version from knowledge_version;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table answer_warmup, answer_cache');
  }
}
