import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Questions asked of what is live and of what would be, to see what publishing changes. */
export class Evaluations1700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table knowledge_evaluations (
        id         uuid primary key,
        source     jsonb not null,               -- where the questions come from
        status     text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed')),
        total      integer not null default 0,
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
      create index knowledge_evaluations_open on knowledge_evaluations (updated_at) where status in ('queued', 'running');

      create table evaluation_questions (
        evaluation_id        uuid not null references knowledge_evaluations (id) on delete cascade,
        ordinal              integer not null,   -- from 0
        text                 text not null,      -- masked
        asked                integer not null,   -- how often
        account_id           uuid,               -- of whom it is asked; null: of all
        expected_external_id text,               -- the document that answers it, where that is known
        change               text,               -- null until it was compared
        live                 jsonb,
        candidate            jsonb,
        primary key (evaluation_id, ordinal)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table evaluation_questions, knowledge_evaluations');
  }
}
