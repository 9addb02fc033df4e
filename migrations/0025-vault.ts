import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The originals of personal data, who asked to see them, and which master keys there were. */
export class Vault1700000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table master_keys (
        id         text primary key,             -- 8 hexadecimal digits, as every sealed thing carries them
        proof      bytea not null,               -- only this key makes it: a wrong one is recognised at start
        created_at timestamptz not null default clock_timestamp(),
        current_since timestamptz not null default clock_timestamp(), -- the newest is the one that everything is sealed again under
        retired_at timestamptz                   -- nothing is sealed under it any more
      );

      create table contact_keys (
        contact_id   uuid primary key references contacts (id) deferrable initially deferred,
        sealed       bytea,                      -- the data key, sealed under MASTER_KEY, context contact-key/<contact>; null: destroyed
        suite        text not null check (suite in ('aes-256-gcm', 'sm4-cbc-hmac-sm3')), -- of the entries
        highest      jsonb not null default '{}', -- the highest number of each kind: none is ever given twice
        entries      integer not null default 0, -- how many were stored under this key
        created_at   timestamptz not null default clock_timestamp(),
        forgotten_at timestamptz                 -- when the last key was destroyed
      );
      -- what is sealed under which master key, and what is to be sealed again
      create index contact_keys_by_seal on contact_keys (substring(sealed from 1 for 5)) where sealed is not null;

      create table vault_entries (
        contact_id uuid not null references contact_keys (contact_id),
        kind       text not null,                -- as its placeholder says it: 手机号
        number     integer not null,
        digest     bytea not null,               -- of the value in its plain form, under the contact's key
        sealed     bytea not null,               -- the value, under the contact's key, context vault/<contact>/<kind>/<number>
        created_at timestamptz not null default clock_timestamp(),
        primary key (contact_id, kind, number),
        unique (contact_id, kind, digest)
      );
      -- what has been kept long enough
      create index vault_entries_by_age on vault_entries (created_at);

      create table unmaskings (
        id           uuid primary key,
        requested_by jsonb not null,             -- the principal, without its permissions
        reason       text not null,
        contact_id   uuid references contacts (id),
        placeholders text[] not null default '{}', -- of the contact; empty: of the messages
        message_ids  uuid[] not null default '{}',
        state        text not null check (state in ('requested', 'approved', 'refused', 'revealed', 'expired')),
        decided_by   jsonb,
        decision_note text,
        created_at   timestamptz not null default clock_timestamp(),
        expires_at   timestamptz not null,       -- until then it can be decided, or fetched
        decided_at   timestamptz,
        revealed_at  timestamptz,
        check (contact_id is not null or cardinality(message_ids) > 0)
      );
      -- the list of those in one state, newest first
      create index unmaskings_by_state on unmaskings (state, id desc);
      -- those whose time is over
      create index unmaskings_open on unmaskings (expires_at) where state in ('requested', 'approved');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table unmaskings, vault_entries, contact_keys, master_keys');
  }
}
