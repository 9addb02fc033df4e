import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Questions of the past, answered once more another way, to see what would be different. */
export class Replays1700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table replays (
        id         uuid primary key,
        from_at    timestamptz not null,
        to_at      timestamptz not null,
        way        jsonb not null,               -- {routeId, promptVersion, knowledge}: what is not as it was
        status     text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed')),
        total      integer not null,
        processed  integer not null default 0,   -- the ordinal of the next question
        attempts   integer not null default 0,   -- starts since something was last stored
        report     jsonb,                        -- when it is completed
        failure    jsonb,                        -- {code, message}, when it failed
        created_by jsonb not null,
        request_id text not null,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );
      -- those that have lost their job
      create index replays_open on replays (updated_at) where status in ('queued', 'running');
      -- those that are too old
      create index replays_by_time on replays (created_at);

      create table replayed_turns (
        replay_id uuid not null references replays (id) on delete cascade,
        ordinal   integer not null,              -- from 0
        turn_id   uuid not null,
        text      text not null,                 -- the question, masked
        before    jsonb,                         -- what it came to then; null until it was answered again
        after     jsonb,
        change    text,
        primary key (replay_id, ordinal)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table replayed_turns, replays');
  }
}
