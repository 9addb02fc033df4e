import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an auditor looks for: events by what they name, texts by their pairs of characters; exports and reviews. */
export class AuditSearch1700000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Which events name a model, a document, an operator …; the name is known by 64 bits of its SHA-256.
      create table audit_refs (
        ref      bigint not null,
        at       timestamptz not null,          -- that of the event
        event_id uuid not null,
        primary key (ref, at, event_id)         -- "all that name it", newest first
      ) partition by range (at);
      create table audit_refs_default partition of audit_refs default;
      select make_audit_partition('audit_refs', month)
        from (select distinct date_trunc('month', at at time zone 'UTC') as month from audit_events) months;
      select make_audit_partitions();
      -- Events from before there were references; the indexer empties it.
      create table audit_unreferenced (
        event_id uuid primary key,
        at       timestamptz not null
      );
      insert into audit_unreferenced select id, at from audit_events;

      -- Newest first by the database's time, whatever the clocks of the processes are that make the ids: all of them,
      -- those of a person, of a conversation, of a kind, of an account.
      drop index audit_events_conversation, audit_events_action, audit_events_account;
      create index audit_events_time on audit_events (at desc, id desc);
      create index audit_events_contact on audit_events (contact_id, at desc, id desc) where contact_id is not null;
      create index audit_events_conversation on audit_events (conversation_id, at desc, id desc)
        where conversation_id is not null;
      create index audit_events_action on audit_events (action, at desc, id desc);
      create index audit_events_account on audit_events (account_id, at desc, id desc) where account_id is not null;
    `);
    await runner.query(TEXTS);
    await runner.query(EXPORTS);
    await runner.query(REVIEWS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table audit_reviews, audit_search_runs, audit_saved_searches, audit_exports;
      drop trigger messages_deleted on messages;
      drop trigger messages_changed on messages;
      drop function note_deleted_messages, note_changed_messages;
      drop index messages_sequence;
      drop table message_changes, message_postings, message_segments, audit_unreferenced, audit_refs;
      drop index audit_events_time, audit_events_contact, audit_events_conversation, audit_events_action,
        audit_events_account;
      create index audit_events_conversation on audit_events (conversation_id, id desc) where conversation_id is not null;
      create index audit_events_action on audit_events (action, id desc);
      create index audit_events_account on audit_events (account_id, id desc) where account_id is not null;
    `);
  }
}

/**
 * An inverted index over segments of 8,192 messages in their sequence. Only segments to which nothing is added any more
 * are indexed; newer messages are read as they are. So nothing is written besides the message when it is stored.
 */
const TEXTS = `
  -- from a segment to its messages, and the newest messages of all
  create unique index messages_sequence on messages (sequence);

  create table message_segments (
    segment    integer primary key,      -- sequence / 8192
    closed_xid xid8 not null,            -- once all transactions up to it have ended, the segment is complete
    built_at   timestamptz,              -- null: not indexed yet
    first_at   timestamptz,              -- of its messages
    last_at    timestamptz
  );

  create table message_postings (
    segment integer not null,
    pair    integer not null,            -- 32 bits of a pair of ideographs or of a word
    offsets bytea not null,              -- ascending, 2 bytes each, little-endian: sequence % 8192 of the messages
    primary key (segment, pair)          -- "where do all these pairs stand in these segments"
  );

  -- Segments of which a message was erased or changed: they are indexed anew.
  create table message_changes (
    segment integer not null
  );
  create index message_changes_segment on message_changes (segment);

  create function note_deleted_messages() returns trigger language plpgsql as $$
  begin
    insert into message_changes select distinct (sequence / 8192)::integer from old_messages;
    return null;
  end $$;
  create trigger messages_deleted after delete on messages
    referencing old table as old_messages for each statement execute function note_deleted_messages();

  create function note_changed_messages() returns trigger language plpgsql as $$
  begin
    insert into message_changes
    select distinct (o.sequence / 8192)::integer
      from old_messages o join new_messages n using (id) where o.content is distinct from n.content;
    return null;
  end $$;
  create trigger messages_changed after update on messages
    referencing old table as old_messages new table as new_messages
    for each statement execute function note_changed_messages();
`;

const EXPORTS = `
  create table audit_exports (
    id          uuid primary key,
    subject     text not null check (subject in ('events', 'reviews')),
    format      text not null check (format in ('jsonl', 'csv', 'pdf', 'package')),
    filters     jsonb not null,
    purpose     text not null,
    until       timestamptz not null default clock_timestamp(),  -- what happened later is not in it
    status      text not null default 'queued'
                check (status in ('queued', 'running', 'completed', 'failed', 'cancelled', 'expired')),
    attempts    integer not null default 0,  -- starts; the last one is the only one that may go on
    processed   integer not null default 0,
    progress    real not null default 0,     -- 0 to 1
    truncated   boolean not null default false,
    bytes       bigint,
    sha256      text,
    signature   jsonb,                       -- {algorithm, keyId, publicKey, signature, signed}
    failure     jsonb,                       -- {code, message}
    created_by  jsonb not null,
    request_id  text not null,
    created_at  timestamptz not null default clock_timestamp(),
    updated_at  timestamptz not null default clock_timestamp(),
    finished_at timestamptz
  );
  -- those that are due or have lost their job
  create index audit_exports_open on audit_exports (updated_at) where status in ('queued', 'running');
  -- those whose file is too old
  create index audit_exports_finished on audit_exports (finished_at) where status = 'completed';
`;

const REVIEWS = `
  create table audit_saved_searches (
    id         uuid primary key,
    name       text not null unique,
    filters    jsonb not null,
    schedule   jsonb,                        -- {every, hour, day, zone}; null: it is not run by itself
    sample     integer not null,             -- so many answers of a period are looked at
    enabled    boolean not null default true,
    version    integer not null default 1,
    ran_until  timestamptz not null default clock_timestamp(),  -- the end of the last period that was run
    next_at    timestamptz,                  -- the end of the period that is run next
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
  );
  -- those that are due
  create index audit_saved_searches_due on audit_saved_searches (next_at) where enabled and next_at is not null;

  create table audit_search_runs (
    id         uuid primary key,
    search_id  uuid not null references audit_saved_searches (id) on delete cascade,
    from_at    timestamptz not null,
    to_at      timestamptz not null,
    state      text not null check (state in ('done', 'missed')),
    found      integer not null,             -- answers of the period that were looked through
    sampled    integer not null,
    asked_by   jsonb,                        -- null: it was run by its schedule
    created_at timestamptz not null default clock_timestamp()
  );
  -- each period of the schedule once
  create unique index audit_search_runs_period on audit_search_runs (search_id, to_at) where asked_by is null;
  -- the list
  create index audit_search_runs_list on audit_search_runs (search_id, id desc);

  create table audit_reviews (
    id              uuid primary key,
    run_id          uuid not null references audit_search_runs (id) on delete cascade,
    search_id       uuid not null,
    event_id        uuid not null,
    event_at        timestamptz not null,
    account_id      uuid,
    conversation_id uuid,
    message_id      uuid,                    -- the answer, where the event names it
    verdict         text check (verdict in ('ok', 'wrong', 'unsafe', 'privacy')),  -- null: open
    note            text,
    reviewed_by     jsonb,
    reviewed_at     timestamptz,
    version         integer not null default 1,
    created_at      timestamptz not null default clock_timestamp(),
    unique (run_id, event_id)
  );
  -- the list, all of them or those of a search
  create index audit_reviews_by_search on audit_reviews (search_id, id desc);
  -- what is still to be looked at
  create index audit_reviews_open on audit_reviews (id desc) where verdict is null;
`;
