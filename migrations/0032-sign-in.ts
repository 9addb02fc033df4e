import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is signing in, who has, and what tokens are signed with. Of every secret there is a hash, or it is sealed. */
export class SignIn1700000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sign_in_states (
        state_hash   bytea primary key,          -- SHA-256, as all hashes here
        provider     text not null check (provider in ('wecom', 'oidc')),
        account_id   uuid references accounts (id) on delete cascade, -- wecom: whose app
        browser_hash bytea not null,             -- of what only the browser knows that began
        return_to    text not null,              -- a path of ours
        expires_at   timestamptz not null
      );

      -- Whom his provider knows and nobody admits, while there is no administrator.
      create table waiting_identities (
        token_hash bytea primary key,
        identity   jsonb not null,
        return_to  text not null,
        expires_at timestamptz not null
      );

      create table first_administrator_codes (
        code_hash  bytea primary key,
        is_first   boolean not null,             -- counts while nobody administers; else whoever made it says so
        expires_at timestamptz not null
      );

      create table sign_in_failures (
        subject      text primary key,           -- an address, or somebody at a provider
        failures     integer not null,
        last_at      timestamptz not null,
        locked_until timestamptz not null
      );

      create table sessions (
        id             uuid primary key,
        staff_id       uuid not null references staff (id) on delete cascade,
        provider       text not null check (provider in ('wecom', 'oidc')),
        token_hash     bytea not null unique,
        previous_hash  bytea unique,             -- of the token before
        previous_until timestamptz,              -- null: until the browser is seen with the new one
        rotated_at     timestamptz not null default clock_timestamp(),
        csrf_token     text not null,
        address        text,
        user_agent     text,
        created_at     timestamptz not null default clock_timestamp(),
        seen_at        timestamptz not null default clock_timestamp()
      );
      -- a member's own, newest first
      create index sessions_by_staff on sessions (staff_id, id desc);

      create table token_keys (
        id             text primary key,         -- the kid
        public_jwk     jsonb not null,
        sealed_private bytea not null,           -- a JWK, context token-key/<id>
        created_at     timestamptz not null default clock_timestamp(),
        retired_at     timestamptz               -- since then it signs nothing; what it signed ends by itself
      );
      -- one signs
      create unique index token_keys_current on token_keys ((retired_at is null)) where retired_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table token_keys, sessions, sign_in_failures, first_administrator_codes, waiting_identities, sign_in_states;
    `);
  }
}
