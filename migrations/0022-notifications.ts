import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What tells operators and administrators that something happened, and where such things go besides. */
export class Notifications1700000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notification_sinks (
        id         uuid primary key,
        name       text not null unique,
        kind       text not null check (kind in ('group-robot', 'email', 'webhook')),
        target     text not null,             -- for people: without what is secret of it
        recipients text[] not null,           -- of an e-mail
        secrets    bytea not null,            -- sealed: {key} of a robot, {url, secret} of a webhook
        events     text[],                    -- null: all
        group_ids  uuid[],                    -- null: all
        enabled    boolean not null,
        version    integer not null,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );

      create sequence notification_sequence;

      create table notifications (
        id            uuid primary key,       -- of the key of whoever notifies, and the receiver
        sequence      bigint not null unique, -- newest first; makes WeCom's duplicate check tell equal texts apart
        event         text not null,
        kind          text not null check (kind in ('member', 'card-update', 'group-robot', 'email', 'webhook')),
        lane          text not null,          -- 'wecom' or the sink: lanes do not hold up each other
        group_id      uuid,
        handoff_id    uuid,
        operator_id   uuid,
        account_id    uuid,
        member_id     text,
        sink_id       uuid,
        target        text not null,          -- for people: who gets it
        request       text not null,          -- fixed: a repetition has the same bytes
        fallback      text,                   -- likewise: sent where the card is refused
        uses_fallback boolean not null default false,
        state         text not null default 'pending'
                      check (state in ('pending', 'sending', 'delivered', 'superseded', 'dead')),
        attempts      integer not null default 0,
        not_before    timestamptz not null default clock_timestamp(),
        fresh_at      timestamptz not null default clock_timestamp(), -- when it was made, or replayed
        lease_token   bigint not null default 0,
        lease_until   timestamptz,
        response_code text,                   -- of a card that was delivered: changes it once
        replacement   text,                   -- what its buttons shall say, once it is delivered
        external_id   text,
        reason        text,
        request_id    text not null,
        created_at    timestamptz not null default clock_timestamp(),
        done_at       timestamptz
      );
      -- the next of a lane
      create index notifications_by_lane on notifications (lane, not_before) where state = 'pending';
      -- what is due and whose job was lost
      create index notifications_due on notifications (not_before) where state = 'pending';
      -- whose sender was lost
      create index notifications_leased on notifications (lease_until) where state = 'sending';
      -- the list of the API, by state and of a handoff
      create index notifications_by_state on notifications (state, sequence);
      create index notifications_by_handoff on notifications (handoff_id, sequence) where handoff_id is not null;
      -- the chore that forgets old ones
      create index notifications_by_end on notifications (done_at) where done_at is not null;

      -- 20 a minute for one robot, whichever sinks it has.
      create table robot_sends (
        id      uuid primary key,
        robot   text not null,                -- a hash of its key
        sent_at timestamptz not null default clock_timestamp()
      );
      create index robot_sends_window on robot_sends (robot, sent_at);
      create index robot_sends_age on robot_sends (sent_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table robot_sends, notifications, notification_sinks;
      drop sequence notification_sequence;
    `);
  }
}
