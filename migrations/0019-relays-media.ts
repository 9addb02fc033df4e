import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What goes out to whom beyond a conversation's contact, and the files that people send. */
export class RelaysMedia1700000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table outbox
        alter column message_id drop not null,                -- a relay to an operator is no message of its own
        add column yields    boolean not null default true,   -- kept back once an operator has claimed the conversation
        add column forwarded boolean not null default false,  -- to somebody else than the conversation's contact
        add column part_of   uuid;                            -- parts that stand or fall together; null: the message
      -- a claim: what waits or is being sent in a conversation
      create index outbox_open_by_conversation on outbox (conversation_id) where state in ('pending', 'sending');

      alter table contacts
        add column tags    text[] not null default '{}',
        add column version integer not null default 1;

      create table media (
        id                uuid primary key,        -- of a received file: derived from its message's id
        message_id        uuid references messages (id),
        account_id        uuid references accounts (id),  -- where it was received; null: uploaded through the API
        external_media_id text,                    -- the channel's own id of a received file
        type              text not null check (type in ('image', 'voice', 'video', 'file')),
        name              text,
        mime              text,
        bytes             integer,
        sha256            text,
        state             text not null default 'waiting' check (state in ('waiting', 'stored', 'failed', 'expired')),
        reason            text,
        attempts          integer not null default 0,
        due_at            timestamptz not null default clock_timestamp(),
        created_at        timestamptz not null default clock_timestamp(),
        expires_at        timestamptz              -- the channel keeps it until then
      );
      -- the files of a message
      create index media_by_message on media (message_id) where message_id is not null;
      -- the sweeper: what is due to be fetched
      create index media_due on media (due_at) where state = 'waiting';
      -- the chore that removes what is too old
      create index media_by_age on media (created_at) where state <> 'expired';

      -- What a channel knows a file by, so that a retry repeats its request byte for byte.
      create table media_uploads (
        media_id    uuid not null references media (id) on delete cascade,
        scope       text not null,                 -- within which the channel's id is good, such as the corp
        external_id text not null,
        until       timestamptz not null,
        primary key (media_id, scope)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table media_uploads, media;
      alter table contacts drop column tags, drop column version;
      drop index outbox_open_by_conversation;
      delete from outbox where message_id is null;
      alter table outbox drop column yields, drop column forwarded, drop column part_of,
        alter column message_id set not null;
    `);
  }
}
