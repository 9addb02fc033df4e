import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is kept for how long, what must be kept, what contacts asked to be copied or erased, and what they were told. */
export class Retention1700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table legal_holds (
        id              uuid primary key,
        contact_id      uuid references contacts (id),
        conversation_id uuid references conversations (id),
        account_id      uuid references accounts (id),
        reason          text not null,
        placed_by       jsonb not null,          -- the principal, without its permissions
        until           timestamptz,             -- null: until somebody releases it
        released_by     jsonb,
        released_at     timestamptz,
        version         integer not null default 1,
        created_at      timestamptz not null default clock_timestamp(),
        check (num_nonnulls(contact_id, conversation_id, account_id) = 1)
      );
      -- what is held, asked for each thing that is to be removed
      create index legal_holds_contact on legal_holds (contact_id) where released_at is null;
      create index legal_holds_conversation on legal_holds (conversation_id) where released_at is null;
      create index legal_holds_account on legal_holds (account_id) where released_at is null;

      -- Whether somebody must keep this: any of the three may be null.
      create function is_held(contact uuid, conversation uuid, account uuid) returns boolean language sql stable as $$
        select exists (select from legal_holds where contact_id = contact and released_at is null
                          and (until is null or until > clock_timestamp()))
            or exists (select from legal_holds where conversation_id = conversation and released_at is null
                          and (until is null or until > clock_timestamp()))
            or exists (select from legal_holds where account_id = account and released_at is null
                          and (until is null or until > clock_timestamp()))
      $$;

      create table retention_runs (
        id          uuid primary key,
        status      text not null default 'running' check (status in ('running', 'completed')),
        kinds       jsonb not null,              -- [{name, before, after, removed, held, status, reason}], in order
        attempts    integer not null default 0,  -- starts since something was last stored
        lease_until timestamptz not null,
        started_at  timestamptz not null default clock_timestamp(),
        finished_at timestamptz
      );
      -- one at a time
      create unique index retention_runs_open on retention_runs (status) where status = 'running';

      create table contact_requests (
        id          uuid primary key,
        contact_id  uuid not null references contacts (id),
        account_id  uuid not null,
        kind        text not null check (kind in ('export', 'erasure')),
        status      text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed')),
        reason      text not null,
        created_by  jsonb not null,              -- the principal, without its permissions
        request_id  text not null,
        progress    jsonb not null default '{}', -- export: rows by part; erasure: the erasers that are done
        attempts    integer not null default 0,  -- starts since something was last stored
        token       bigint not null default 0,   -- grows with each worker: the fence
        lease_until timestamptz not null default '-infinity',
        failure     text,                        -- a stable code
        bytes       bigint,                      -- of the file
        sha256      text,
        created_at  timestamptz not null default clock_timestamp(),
        finished_at timestamptz
      );
      -- one of a kind at a time for a contact
      create unique index contact_requests_open on contact_requests (contact_id, kind) where status in ('queued', 'running');
      create index contact_requests_by_contact on contact_requests (contact_id, id desc);
      -- those that have lost their worker
      create index contact_requests_due on contact_requests (lease_until) where status in ('queued', 'running');
      -- files that were kept long enough
      create index contact_requests_files on contact_requests (finished_at) where sha256 is not null;

      -- A contact's copy, piece by piece, until it is too old.
      create table contact_copies (
        id                 uuid primary key,
        contact_request_id uuid not null references contact_requests (id) on delete cascade,
        ordinal            integer not null,
        sealed             bytea not null,       -- UTF-8, context contact-copy/<id>
        unique (contact_request_id, ordinal)
      );

      -- Which notice a contact has been given, and when.
      create table contact_notices (
        contact_id uuid not null,
        version    integer not null,             -- of the setting privacy.notice
        language   text not null,
        message_id uuid not null,
        at         timestamptz not null default clock_timestamp(),
        primary key (contact_id, version)
      );

      alter table contacts
        add column ai_refused_at timestamptz,    -- since then he wants no answers of a machine
        add column erased_at     timestamptz;    -- then his external id and tags were removed
      -- those who have not been seen for long
      create index contacts_known on contacts (id) where erased_at is null;

      alter table conversations add column expired_at timestamptz; -- then its texts were removed
      create index conversations_to_expire on conversations (ended_at, id) where state = 'ended' and expired_at is null;
      -- foreign keys, and what belongs to a conversation
      create index surveys_by_conversation on surveys (conversation_id);
      create index outbox_without_message on outbox (conversation_id) where message_id is null;
      create index handoffs_closed on handoffs (closed_at, id) where closed_at is not null;
      create index tickets_closed on tickets (closed_at, id) where state = 'closed';
      create index replayed_turns_by_turn on replayed_turns (turn_id);
      create index asked_questions_by_conversation on asked_questions (conversation_id);

      alter table media add column remove_at timestamptz; -- its bytes are still to be removed
      create index media_to_remove on media (remove_at) where remove_at is not null;
      -- whether somebody else was sent the same file
      create index messages_by_sent_media on messages ((content->>'media')) where direction = 'outbound' and content ? 'media';

      alter table messages
        add column generated boolean not null default false, -- a model wrote it
        add column labelled  boolean not null default false, -- and it, or whatever else, says so
        add column erased_at timestamptz;                    -- then its content was removed
      -- the coverage of labels: what is to carry one, and what is not
      create index messages_to_label on messages (created_at, id) where generated or sender = 'operator';

      alter table handoff_knowledge_drafts
        drop constraint handoff_knowledge_drafts_message_id_fkey,
        add constraint handoff_knowledge_drafts_message_id_fkey
          foreign key (message_id) references messages (id) on delete cascade;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table handoff_knowledge_drafts
        drop constraint handoff_knowledge_drafts_message_id_fkey,
        add constraint handoff_knowledge_drafts_message_id_fkey foreign key (message_id) references messages (id);
      alter table messages drop column generated, drop column labelled, drop column erased_at;
      drop index messages_by_sent_media;
      alter table media drop column remove_at;
      drop index surveys_by_conversation, outbox_without_message, handoffs_closed, tickets_closed,
        asked_questions_by_conversation, replayed_turns_by_turn, conversations_to_expire, contacts_known;
      alter table conversations drop column expired_at;
      alter table contacts drop column ai_refused_at, drop column erased_at;
      drop table contact_notices, contact_copies, contact_requests, retention_runs;
      drop function is_held;
      drop table legal_holds;
    `);
  }
}
