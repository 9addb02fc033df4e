import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators see and say from the phone. */
export class Desk1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- To which of his cases an operator writes. Which are his, the cases themselves say.
      create table desk_states (
        operator_id uuid primary key references operators (id) on delete cascade,
        handoff_id  uuid references handoffs (id) on delete set null,  -- null: none
        is_asked    boolean not null default false,
        last_number integer not null default 0,
        since       timestamptz not null default clock_timestamp()
      );

      -- By which number an operator knows a case. A number is not given again while he has any case.
      create table desk_places (
        operator_id uuid not null references operators (id) on delete cascade,
        handoff_id  uuid not null references handoffs (id) on delete cascade,
        number      integer not null,
        primary key (operator_id, handoff_id)
      );

      -- The last answer that was drafted for an operator, until it is sent or he writes his own.
      create table desk_drafts (
        operator_id uuid primary key references operators (id) on delete cascade,
        handoff_id  uuid not null references handoffs (id) on delete cascade,
        text        text not null,
        created_at  timestamptz not null default clock_timestamp()
      );

      create table canned_replies (
        id         uuid primary key,
        number     integer not null unique check (number between 1 and 999),  -- also the order in which they are listed
        title      text not null,
        text       text not null,
        group_ids  uuid[],                         -- null: all
        enabled    boolean not null,
        version    integer not null default 1,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table canned_replies, desk_drafts, desk_places, desk_states');
  }
}
