import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What settings and accounts were before they are what they are, and what callbacks of late came to. */
export class SettingVersions1700000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table setting_versions (
        key           text not null,
        version       integer not null,
        before        jsonb,                 -- null: not known
        after         jsonb not null,
        restored_from integer,               -- the version whose value was taken again
        changed_by    text not null,
        changed_at    timestamptz not null default clock_timestamp(),
        primary key (key, version)           -- a setting's history, newest first
      );
      insert into setting_versions (key, version, after, changed_by, changed_at)
        select key, version, value, updated_by, updated_at from settings;

      create table account_versions (
        account_id      uuid not null references accounts (id) on delete cascade,
        version         integer not null,
        name            text not null,
        enabled         boolean not null,
        secrets_changed boolean not null,    -- that they are others; they themselves stand nowhere but in the account
        changed_by      text,                -- null: not known
        changed_at      timestamptz not null default clock_timestamp(),
        primary key (account_id, version)    -- an account's history, newest first
      );
      insert into account_versions (account_id, version, name, enabled, secrets_changed, changed_at)
        select id, version, name, enabled, true, updated_at from accounts;

      -- by which somebody sees whether WeCom reaches us, and with which token and key
      create table callback_sightings (
        account_id uuid not null references accounts (id) on delete cascade,
        result     text not null,            -- such as stored, verified, callback.signature-invalid
        first_at   timestamptz not null default clock_timestamp(),
        last_at    timestamptz not null default clock_timestamp(),
        seen       bigint not null,
        primary key (account_id, result)
      );
      -- whoever has messages has had callbacks
      insert into callback_sightings (account_id, result, first_at, last_at, seen)
        select id, 'stored', created_at, updated_at, 1 from accounts
         where exists (select from inbox where account_id = accounts.id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table callback_sightings, account_versions, setting_versions');
  }
}
