import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which model answers which question, with which prompt. */
export class Routes1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table routes (
        id            uuid primary key,
        name          text not null unique,
        priority      integer not null,           -- the lowest is asked first
        enabled       boolean not null,
        condition     jsonb not null,
        settings      jsonb not null,
        arms          jsonb not null,             -- the first is the control
        slots         jsonb not null,             -- which of the 10,000 slots of contacts each arm has
        compared_from timestamptz not null default clock_timestamp(), -- since when the arms are what they are
        version       integer not null default 1,
        created_at    timestamptz not null default clock_timestamp(),
        updated_at    timestamptz not null default clock_timestamp()
      );

      -- Texts that models are instructed with. Only the state of a version changes.
      create table prompts (
        -- from 3 on: explanations of earlier releases name answer-1 and answer-2, which were built in
        number       bigint generated always as identity (start with 3) primary key,
        name         text not null,
        version      text not null unique generated always as (name || '-' || number::text) stored,
        note         text not null,
        state        text not null default 'draft' check (state in ('draft', 'live', 'retired')),
        body         text not null,
        created_by   jsonb not null,
        created_at   timestamptz not null default clock_timestamp(),
        published_at timestamptz
      );
      -- one version of a name is live; none: the shipped one
      create unique index prompts_live on prompts (name) where state = 'live';

      -- Questions answered by a version and by the one that is live, to see what publishing it changes.
      create table prompt_trials (
        id         uuid primary key,
        version    text not null,
        against    text not null,
        account_id uuid,                          -- of whom it is asked; null: of none in particular
        language   text,
        status     text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed')),
        total      integer not null,
        processed  integer not null default 0,    -- the ordinal of the next question
        attempts   integer not null default 0,    -- starts since something was last stored
        report     jsonb,                         -- when it is completed
        failure    jsonb,                         -- {code, message}, when it failed
        created_by jsonb not null,
        request_id text not null,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );
      -- those that have lost their job
      create index prompt_trials_open on prompt_trials (updated_at) where status in ('queued', 'running');
      -- those that are too old
      create index prompt_trials_by_time on prompt_trials (created_at);

      create table prompt_trial_questions (
        trial_id uuid not null references prompt_trials (id) on delete cascade,
        ordinal  integer not null,                -- from 0
        text     text not null,                   -- masked
        before   jsonb,                           -- null until it was answered
        after    jsonb,
        primary key (trial_id, ordinal)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table prompt_trial_questions, prompt_trials, prompts, routes');
  }
}
