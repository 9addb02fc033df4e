import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who answers contacts, when, in which groups, and the enterprise's own reasons to call a human. */
export class Operators1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table operators (
        id            uuid primary key,
        name          text not null,
        member_id     text not null,              -- WeCom's userid, as the directory writes it
        account_id    uuid not null references accounts (id),
        languages     text[] not null,            -- empty: any
        capacity      integer not null,
        working_hours jsonb,                      -- null: those of the groups
        enabled       boolean not null,
        version       integer not null,
        created_at    timestamptz not null default clock_timestamp(),
        updated_at    timestamptz not null default clock_timestamp()
      );
      -- who is this member
      create unique index operators_member on operators (lower(member_id), account_id);
      -- an account that is to be deleted: is it named
      create index operators_account on operators (account_id);

      -- Changes often, hence apart from what administrators say.
      create table operator_presences (
        operator_id uuid primary key references operators (id) on delete cascade,
        presence    text not null default 'online' check (presence in ('online', 'busy', 'away')),
        since       timestamptz not null default clock_timestamp(),
        missed      integer not null default 0    -- offers in a row that ran out unanswered
      ) with (fillfactor = 70);

      create table skill_groups (
        id            uuid primary key,
        name          text not null unique,
        is_default    boolean not null,
        skills        jsonb not null,
        supervisor_id uuid references operators (id),
        rules         jsonb not null,             -- hours, offers, targets: nobody asks the database for them
        version       integer not null,
        created_at    timestamptz not null default clock_timestamp(),
        updated_at    timestamptz not null default clock_timestamp()
      );
      -- one is
      create unique index skill_groups_default on skill_groups (is_default) where is_default;
      -- an operator who is to be deleted: does he supervise
      create index skill_groups_supervisor on skill_groups (supervisor_id) where supervisor_id is not null;

      create table operator_groups (
        operator_id uuid not null references operators (id) on delete cascade,
        group_id    uuid not null references skill_groups (id),
        primary key (operator_id, group_id)
      );
      -- a group that is to be deleted: does it have operators
      create index operator_groups_group on operator_groups (group_id);

      create table handoff_rules (
        id         uuid primary key,
        name       text not null unique,
        position   integer not null,
        condition  jsonb not null,
        group_id   uuid references skill_groups (id),  -- null: by skills
        priority   integer,
        enabled    boolean not null,
        version    integer not null,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );
      -- a group that is to be deleted: does a rule name it
      create index handoff_rules_group on handoff_rules (group_id) where group_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table handoff_rules, operator_groups, skill_groups, operator_presences, operators');
  }
}
