import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases: a request for a human is offered, claimed, watched by a clock and ended; and what consoles are told of it. */
export class Cases1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index handoffs_open;
      alter table handoffs
        drop constraint handoffs_state_check,
        add constraint handoffs_state_check check (state in
          ('requested', 'offered', 'claimed', 'resolved', 'returned', 'expired', 'abandoned')),
        add column request_id         text not null default '',
        add column intent             text,
        add column category           text,
        add column language           text,
        add column priority           integer not null default 0, -- the higher, the sooner it is offered
        add column group_id           uuid references skill_groups (id),
        add column operator_id        uuid references operators (id),  -- who has claimed it
        add column wanted_operator_id uuid references operators (id),  -- to whom it was transferred
        add column queued_at          timestamptz not null default clock_timestamp(), -- waits since
        add column claimed_at         timestamptz,
        add column confirmed_at       timestamptz, -- nothing of the bot is under way any more
        add column first_response_at  timestamptz,
        add column last_contact_at    timestamptz,
        add column last_operator_at   timestamptz,
        add column held_at            timestamptz,
        add column contact_asked_at   timestamptz, -- whether he is still there
        add column reminded_at        timestamptz, -- its operator
        add column outcome            text,
        add column note               text,
        -- the round of offers that it is in
        add column round              integer not null default 1,
        add column stage              text not null default 'next'
          check (stage in ('next', 'group', 'supervisor', 'waiting')),
        add column offer_at           timestamptz, -- when the next offer is to be thought about
        add column alarmed_at         timestamptz, -- people were told that nobody takes it
        -- the clock
        add column first_response_warn_at timestamptz,
        add column first_response_due_at  timestamptz,
        add column resolution_warn_at     timestamptz,
        add column resolution_due_at      timestamptz,
        add column clock_done         text[] not null default '{}', -- the steps that were taken
        add column due_at             timestamptz; -- when the clock has something to do
      update handoffs set queued_at = created_at;
      update handoffs set offer_at = clock_timestamp() where state = 'requested';

      -- one open case per conversation
      create unique index handoffs_open on handoffs (conversation_id) where state in ('requested', 'offered', 'claimed');
      create index handoffs_by_conversation on handoffs (conversation_id, id desc);
      -- an operator's load, and his list
      create index handoffs_by_operator on handoffs (operator_id, claimed_at) where state = 'claimed';
      -- the place in the queue of a group
      create index handoffs_waiting on handoffs (group_id, priority desc, queued_at) where state in ('requested', 'offered');
      -- how long cases of a group waited lately; what an operator did lately
      create index handoffs_claimed on handoffs (group_id, claimed_at desc) where claimed_at is not null;
      create index handoffs_contact_operator on handoffs (contact_id, claimed_at desc) where operator_id is not null;
      -- the sweeper: what is due
      create index handoffs_offer_due on handoffs (offer_at) where offer_at is not null;
      create index handoffs_due on handoffs (due_at) where due_at is not null;
      -- lists, newest first
      create index handoffs_by_state on handoffs (state, id desc);
      create index handoffs_by_group on handoffs (group_id, id desc);
      create index handoffs_of_operator on handoffs (operator_id, id desc) where operator_id is not null;

      create table handoff_offers (
        id          uuid not null,               -- shared by those who were asked at once
        handoff_id  uuid not null references handoffs (id),
        operator_id uuid not null,
        round       integer not null,            -- of the case
        stage       text not null check (stage in ('next', 'group', 'supervisor')),
        state       text not null default 'open'
                    check (state in ('open', 'claimed', 'passed', 'postponed', 'expired', 'withdrawn', 'failed')),
        notification_id uuid,
        expires_at  timestamptz not null,
        created_at  timestamptz not null default clock_timestamp(),
        done_at     timestamptz,
        primary key (id, operator_id)
      );
      -- nobody is asked twice at once
      create unique index handoff_offers_open on handoff_offers (handoff_id, operator_id) where state = 'open';
      -- a case's offers, in order
      create index handoff_offers_by_case on handoff_offers (handoff_id, id);
      -- an operator's last offer, and how many wait for him
      create index handoff_offers_by_operator on handoff_offers (operator_id, created_at desc);
      create index handoff_offers_waiting on handoff_offers (operator_id) where state = 'open';
      -- the chore: old ones
      create index handoff_offers_by_age on handoff_offers (created_at);
      create index handoff_offers_by_notification on handoff_offers (notification_id) where notification_id is not null;

      create table handoff_notes (
        id         uuid primary key,
        handoff_id uuid not null references handoffs (id),
        author     jsonb not null,               -- the principal, without its permissions
        text       text not null,
        created_at timestamptz not null default clock_timestamp()
      );
      create index handoff_notes_by_case on handoff_notes (handoff_id, id);

      -- What consoles are told. Read in the order of transactions, up to the oldest that still runs.
      create table handoff_events (
        sequence        bigint generated always as identity primary key,
        transaction     xid8 not null default pg_current_xact_id(),
        at              timestamptz not null default clock_timestamp(),
        type            text not null,
        handoff_id      uuid not null,
        conversation_id uuid not null,
        account_id      uuid not null,
        group_id        uuid,
        operator_id     uuid,
        message_id      uuid,
        details         jsonb
      );
      create index handoff_events_in_order on handoff_events (transaction, sequence);
      create index handoff_events_by_case on handoff_events (handoff_id, sequence);
      -- the chore: old ones
      create index handoff_events_by_age on handoff_events (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table handoff_events, handoff_notes, handoff_offers;
      drop index handoffs_open, handoffs_by_conversation, handoffs_by_operator, handoffs_waiting, handoffs_claimed,
        handoffs_contact_operator, handoffs_offer_due, handoffs_due, handoffs_by_state, handoffs_by_group,
        handoffs_of_operator;
      update handoffs set state = 'abandoned', closed_at = coalesce(closed_at, clock_timestamp())
       where state not in ('requested', 'abandoned');
      alter table handoffs
        drop constraint handoffs_state_check,
        add constraint handoffs_state_check check (state in ('requested', 'abandoned')),
        drop column request_id, drop column intent, drop column category, drop column language,
        drop column priority, drop column group_id, drop column operator_id, drop column wanted_operator_id,
        drop column queued_at, drop column claimed_at, drop column confirmed_at, drop column first_response_at,
        drop column last_contact_at, drop column last_operator_at, drop column held_at,
        drop column contact_asked_at, drop column reminded_at, drop column outcome,
        drop column note, drop column round, drop column stage, drop column offer_at, drop column alarmed_at,
        drop column first_response_warn_at, drop column first_response_due_at, drop column resolution_warn_at,
        drop column resolution_due_at, drop column clock_done, drop column due_at;
      create unique index handoffs_open on handoffs (conversation_id) where state = 'requested';
    `);
  }
}
