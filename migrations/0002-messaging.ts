import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The way of a message: inbox, contact, conversation, turn, outbox. */
export class Messaging1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What was received. The callback writes one row and nothing else; an open row is work to be done.
      create table inbox (
        id               uuid primary key,
        account_id       uuid not null references accounts (id),
        contact_id       uuid not null,          -- derived from account and external id; the contact's row may not exist yet
        external_id      text not null,
        dedupe_key       text not null,
        content          jsonb not null,
        sent_at          timestamptz not null,
        received_at      timestamptz not null default clock_timestamp(),
        request_id       text not null,
        state            text not null default 'open' check (state in ('open', 'done')),
        due_at           timestamptz not null default clock_timestamp(),
        attempts         integer not null default 0,
        first_attempt_at timestamptz,
        turn_id          uuid,
        outcome          text,
        reason           text,
        done_at          timestamptz
      );
      create unique index inbox_once on inbox (account_id, dedupe_key);
      -- a contact's open messages, in order
      create index inbox_open on inbox (contact_id, sent_at, id) where state = 'open';
      -- the sweeper: what is due
      create index inbox_due on inbox (due_at) where state = 'open';

      create table contacts (
        id           uuid primary key,
        account_id   uuid not null references accounts (id),
        external_id  text not null,
        created_at   timestamptz not null default now(),
        last_seen_at timestamptz not null default now()
      );

      create table conversations (
        id               uuid primary key,
        contact_id       uuid not null references contacts (id),
        account_id       uuid not null references accounts (id),
        state            text not null default 'open' check (state in ('open', 'ended')),
        owner            text not null default 'bot' check (owner in ('bot', 'operator')),
        kept_open        boolean not null default false, -- an open handoff: silence does not end it
        started_at       timestamptz not null default now(),
        last_activity_at timestamptz not null default now(),
        context_from     timestamptz not null default now(),  -- what was said before is forgotten
        ended_at         timestamptz,
        end_reason       text
      );
      create unique index conversations_open on conversations (contact_id) where state = 'open';
      -- the sweeper: what fell silent
      create index conversations_idle on conversations (last_activity_at) where state = 'open' and not kept_open;
      create index conversations_by_contact on conversations (contact_id, id desc);
      create index conversations_by_account on conversations (account_id, id desc);

      create table turns (
        id              uuid primary key,
        contact_id      uuid not null,
        account_id      uuid not null,
        conversation_id uuid not null references conversations (id),
        outcome         text not null,
        reason          text not null,
        explanation     jsonb not null,
        started_at      timestamptz not null,
        finished_at     timestamptz not null default clock_timestamp()
      );

      create table messages (
        id              uuid primary key,        -- of an inbound message: that of its inbox row
        conversation_id uuid not null references conversations (id),
        contact_id      uuid not null,
        turn_id         uuid,
        direction       text not null check (direction in ('inbound', 'outbound')),
        sender          text not null check (sender in ('contact', 'bot', 'operator', 'system')),
        content         jsonb not null,
        created_at      timestamptz not null default clock_timestamp(),
        sequence        bigint generated always as identity
      );
      -- a conversation's history, in order
      create index messages_history on messages (conversation_id, sequence);

      -- What is to be sent. Each row fixes its own request bytes, which a retry repeats exactly.
      create sequence outbox_sequence;
      create table outbox (
        id          uuid primary key,
        sequence    bigint not null,             -- deliveries of a contact keep this order
        contact_id  uuid not null,
        account_id  uuid not null references accounts (id),
        conversation_id uuid not null,
        message_id  uuid not null references messages (id),
        request_id  text not null,
        request     text not null,
        state       text not null default 'pending'
                    check (state in ('pending', 'sending', 'delivered', 'rejected', 'cancelled', 'withheld')),
        attempts    integer not null default 0,
        not_before  timestamptz not null default clock_timestamp(),
        reason      text,
        external_id text,
        created_at  timestamptz not null default clock_timestamp(),
        done_at     timestamptz
      );
      -- the lowest open sequence of a contact
      create index outbox_open on outbox (contact_id, sequence) where state in ('pending', 'sending');
      -- the sweeper: what is due
      create index outbox_due on outbox (not_before) where state in ('pending', 'sending');
      -- the parts of a message: its status
      create index outbox_by_message on outbox (message_id);

      -- One worker at a time for a contact's turns, and one for its deliveries.
      create table leases (
        contact_id uuid not null,
        kind       text not null,
        token      bigint not null,              -- grows with each holder: the fence
        wanted     boolean not null default false, -- somebody came while it was held
        until      timestamptz not null,
        primary key (contact_id, kind)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table leases, outbox, messages, turns, conversations, contacts, inbox; drop sequence outbox_sequence',
    );
  }
}
