import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of machines, and the nonces of requests that were signed with them. */
export class ApiKeys1700000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_keys (
        id                uuid primary key,
        prefix            text not null unique,   -- what people recognise it by
        name              text not null unique,
        mode              text not null check (mode in ('bearer', 'signed')),
        permissions       text[] not null,
        group_ids         text[],                 -- whose conversations; null: all
        addresses         text[] not null,        -- from where it counts; empty: everywhere
        owner_id          uuid references staff (id) on delete set null, -- null: made with a key, or by the command line
        enabled           boolean not null default true,
        expires_at        timestamptz,            -- null: never
        secret_hash       bytea,                  -- bearer: SHA-256 of the key
        sealed_secret     bytea,                  -- signed: the key itself, which an HMAC needs
        previous_hash     bytea,                  -- the one before the last rotation
        previous_sealed   bytea,
        previous_until    timestamptz,
        rotated_at        timestamptz,
        last_used_at      timestamptz,            -- to the minute
        last_used_address text,
        version           integer not null default 1,
        created_at        timestamptz not null default clock_timestamp(),
        updated_at        timestamptz not null default clock_timestamp(),
        check ((mode = 'bearer') = (secret_hash is not null) and (mode = 'signed') = (sealed_secret is not null))
      );

      -- Logged: after a crash of the database a request that was done must not be done again.
      create table request_nonces (
        key_id     uuid not null,
        nonce      text not null,
        expires_at timestamptz not null,          -- when the timestamp is too old anyway
        primary key (key_id, nonce)
      );
      create index request_nonces_expired on request_nonces (expires_at); -- what can be forgotten
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table request_nonces;
      drop table api_keys;
    `);
  }
}
