import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The chain that audit events are linked into, its seals, and what is known of them outside. */
export class AuditSeals1700000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_unsealed (             -- events that have no link yet; the sealer takes them in this order
        position bigint generated always as identity primary key,
        event_id uuid not null,
        event_at timestamptz not null,
        lost     boolean not null default false -- the event was gone when the sealer came
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000); -- a queue is mostly dead rows

      create table audit_links (
        sequence bigint primary key,            -- without gaps
        event_id uuid not null,
        event_at timestamptz not null,
        leaf     bytea not null,                -- hash of the event's canonical form
        chain    bytea not null                 -- hash of the link before, and of this one
      );
      -- the link of an event
      create unique index audit_links_event on audit_links (event_id);

      create table audit_keys (
        id             text primary key,        -- SHA-256 of the public key
        algorithm      text not null check (algorithm in ('ed25519', 'sm2')),
        public_key     text not null,           -- PEM
        sealed_private bytea not null,          -- PEM, under MASTER_KEY, context audit-key/<id>
        predecessor    text references audit_keys (id),
        endorsement    bytea,                   -- the predecessor's signature over the public key
        created_at     timestamptz not null default clock_timestamp(),
        retired_at     timestamptz
      );
      -- one key signs at a time
      create unique index audit_keys_current on audit_keys ((true)) where retired_at is null;

      create table audit_seals (
        number         bigint primary key,      -- without gaps
        first_sequence bigint not null,
        last_sequence  bigint not null unique,
        first_at       timestamptz not null,    -- the earliest and the latest of its events
        last_at        timestamptz not null,
        sealed_at      timestamptz not null,
        root           bytea not null,          -- Merkle root over the leaves
        chain          bytea not null,          -- of its last link
        previous       bytea not null,          -- hash of the seal before
        hash_algorithm text not null check (hash_algorithm in ('sha256', 'sm3')),
        key_id         text not null references audit_keys (id),
        hash           bytea not null,
        signature      bytea not null
      );

      create table audit_checkpoints (          -- where the chain begins once months were dropped
        number        integer primary key,
        seal_number   bigint not null,          -- the last one that is gone, as are its links
        last_sequence bigint not null,
        seal_hash     bytea not null,
        chain         bytea not null,
        events_before timestamptz not null,     -- no event is kept from before
        created_at    timestamptz not null,
        hash_algorithm text not null,
        key_id        text not null references audit_keys (id),
        signature     bytea not null
      );

      create table audit_anchors (
        sink        text primary key,
        seal_number bigint not null default 0,  -- the last one it has
        anchored_at timestamptz,
        failures    integer not null default 0, -- in a row
        failed_since timestamptz,
        reason      text,
        due_at      timestamptz not null default clock_timestamp()
      );

      create table audit_verifications (
        id           uuid primary key,
        kind         text not null check (kind in ('recent', 'whole', 'asked')),
        state        text not null default 'running' check (state in ('running', 'sound', 'faulty', 'failed')),
        from_seal    bigint,
        to_seal      bigint,
        events       bigint not null default 0,
        fault        jsonb,                     -- the first thing that is wrong
        requested_by jsonb not null,
        started_at   timestamptz not null default clock_timestamp(),
        alive_at     timestamptz not null default clock_timestamp(),
        done_at      timestamptz
      );
      -- the lists, and when which kind was done last
      create index audit_verifications_kind on audit_verifications (kind, started_at desc);
    `);
    await runner.query(TRIGGERS);
    await runner.query(`
      insert into audit_unsealed (event_id, event_at) select id, at from audit_events order by at, id;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger audit_events_queued on audit_events;
      drop table audit_unsealed, audit_links, audit_seals, audit_checkpoints, audit_keys, audit_anchors,
        audit_verifications;
      drop function queue_audit_events, forbid_link_change, forbid_key_change;
    `);
  }
}

/**
 * Links and seals are only ever added. The owner deletes those that a checkpoint stands for; whoever is more than the
 * owner can do more, and the signatures and anchors are there to show it.
 */
const TRIGGERS = `
  create function queue_audit_events() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
  begin
    insert into audit_unsealed (event_id, event_at) select id, at from added;
    return null;
  end $$;
  create trigger audit_events_queued after insert on audit_events
    referencing new table as added for each statement execute function queue_audit_events();

  create function forbid_link_change() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' and tg_table_name = 'audit_links' then
      if old.sequence <= (select max(last_sequence) from audit_checkpoints) then
        return old;
      end if;
    elsif tg_op = 'DELETE' then
      if old.number <= (select max(seal_number) from audit_checkpoints) then
        return old;
      end if;
    end if;
    raise exception 'links and seals are never changed, and deleted only behind a checkpoint';
  end $$;
  create trigger audit_links_unchanged before update or delete on audit_links
    for each row execute function forbid_link_change();
  create trigger audit_links_kept before truncate on audit_links execute function forbid_change();
  create trigger audit_seals_unchanged before update or delete on audit_seals
    for each row execute function forbid_link_change();
  create trigger audit_seals_kept before truncate on audit_seals execute function forbid_change();
  create trigger audit_checkpoints_unchanged before update or delete or truncate on audit_checkpoints
    for each statement execute function forbid_change();

  -- A key is retired, and its private part is sealed anew under another MASTER_KEY; nothing else of it changes.
  create function forbid_key_change() returns trigger language plpgsql as $$
  begin
    if tg_op = 'UPDATE' and (new.id, new.algorithm, new.public_key, new.predecessor, new.endorsement, new.created_at)
         is not distinct from (old.id, old.algorithm, old.public_key, old.predecessor, old.endorsement, old.created_at)
       and (old.retired_at is null or new.retired_at is not distinct from old.retired_at) then
      return new;
    end if;
    raise exception 'a key of the audit log is never changed or deleted';
  end $$;
  create trigger audit_keys_unchanged before update or delete on audit_keys
    for each row execute function forbid_key_change();
`;
