import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who administers and who works: members of the staff, what they may do, how they get in, and what they reach. */
export class Staff1700000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- the enterprise's own ones; those that come with the program stand in it
      create table roles (
        id          text primary key check (id ~ '^[a-z][a-z0-9-]{0,49}$'),
        name        text not null unique,
        description text not null,
        permissions text[] not null,
        reach       text not null check (reach in ('all', 'groups')),
        version     integer not null default 1,
        created_at  timestamptz not null default clock_timestamp(),
        updated_at  timestamptz not null default clock_timestamp()
      );

      create table staff (
        id           uuid primary key,
        name         text not null,
        email        text,
        user_id      text,                        -- WeCom's userid, as the directory writes it
        oidc_issuer  text,
        oidc_subject text,
        attributes   jsonb not null default '{}', -- what the rules look at, as of the last time he came in
        roles        text[] not null,
        roles_from   text not null check (roles_from in ('rules', 'hand')),
        enabled      boolean not null default true,
        version      integer not null default 1,
        created_at   timestamptz not null default clock_timestamp(),
        updated_at   timestamptz not null default clock_timestamp(),
        last_seen_at timestamptz not null default clock_timestamp(),
        check ((oidc_issuer is null) = (oidc_subject is null)),
        check (user_id is not null or oidc_subject is not null)
      );
      -- who is this that comes in
      create unique index staff_user on staff (lower(user_id)) where user_id is not null;
      create unique index staff_oidc on staff (oidc_issuer, oidc_subject) where oidc_subject is not null;
      -- who has this role: the list, the last administrator, a role that is to be deleted
      create index staff_by_role on staff using gin (roles);

      create table staff_entry_rules (
        id         uuid primary key,
        name       text not null unique,
        kind       text not null check (kind in ('user', 'department', 'tag', 'oidc-subject', 'oidc-group', 'everybody')),
        value      text not null,                 -- the userid, the number, the group's name; '' for everybody
        roles      text[] not null,
        enabled    boolean not null,
        version    integer not null default 1,
        created_at timestamptz not null default clock_timestamp(),
        updated_at timestamptz not null default clock_timestamp()
      );

      -- Whose conversation it is: of each group of operators, and of each operator, that had to do with it.
      create table conversation_scopes (
        scope_id        uuid not null,             -- of a group, or of an operator
        conversation_id uuid not null references conversations (id) on delete cascade,
        -- the lists of whoever sees only these, newest first; whether one of them is his
        primary key (scope_id, conversation_id)
      );
      -- what goes with a conversation that is removed
      create index conversation_scopes_conversation on conversation_scopes (conversation_id);

      insert into conversation_scopes (scope_id, conversation_id)
        select group_id, conversation_id from handoffs where group_id is not null
        union select operator_id, conversation_id from handoffs where operator_id is not null
        union select wanted_operator_id, conversation_id from handoffs where wanted_operator_id is not null
        union select o.operator_id, h.conversation_id from handoff_offers o join handoffs h on h.id = o.handoff_id;

      -- Whichever way a case comes to a group or an operator, its conversation does so with it.
      create function scope_case() returns trigger language plpgsql as $$
        begin
          insert into conversation_scopes (scope_id, conversation_id)
            select scope, new.conversation_id
              from unnest(array[new.group_id, new.operator_id, new.wanted_operator_id]) as scope
             where scope is not null
            on conflict do nothing;
          return null;
        end $$;
      create trigger scope_new_case after insert on handoffs
        for each row execute function scope_case();
      create trigger scope_moved_case after update of group_id, operator_id, wanted_operator_id on handoffs
        for each row when (
          new.group_id is distinct from old.group_id or new.operator_id is distinct from old.operator_id
          or new.wanted_operator_id is distinct from old.wanted_operator_id)
        execute function scope_case();

      create function scope_offer() returns trigger language plpgsql as $$
        begin
          insert into conversation_scopes (scope_id, conversation_id)
            select new.operator_id, conversation_id from handoffs where id = new.handoff_id
            on conflict do nothing;
          return null;
        end $$;
      create trigger scope_offered_case after insert on handoff_offers
        for each row execute function scope_offer();

      -- A file that was kept to be sent: who kept it, and where it was sent.
      alter table media add column kept_by text;
      create table media_conversations (
        media_id        uuid not null references media (id) on delete cascade,
        conversation_id uuid not null references conversations (id) on delete cascade,
        -- whether somebody sees one of the conversations
        primary key (media_id, conversation_id)
      );
      -- what goes with a conversation that is removed
      create index media_conversations_conversation on media_conversations (conversation_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table media_conversations;
      alter table media drop column kept_by;
      drop trigger scope_offered_case on handoff_offers;
      drop trigger scope_moved_case on handoffs;
      drop trigger scope_new_case on handoffs;
      drop function scope_offer();
      drop function scope_case();
      drop table conversation_scopes, staff_entry_rules, staff, roles;
    `);
  }
}
