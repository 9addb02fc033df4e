import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, settings and the audit log. */
export class Foundation1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table accounts (
        id         uuid primary key,
        kind       text not null,
        name       text not null,
        parameters jsonb not null,              -- what is no secret: corpId, agentId
        secrets    bytea not null,              -- sealed under MASTER_KEY, context account/<id>
        enabled    boolean not null default true,
        version    integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );

      create table settings (
        key        text primary key,
        value      jsonb not null,
        version    integer not null,
        updated_at timestamptz not null default now(),
        updated_by text not null
      );

      create table audit_events (
        id              uuid primary key,       -- version 7: sorts by time, which is how lists page
        at              timestamptz not null default clock_timestamp(),
        action          text not null,
        actor           jsonb not null,
        account_id      uuid,
        contact_id      uuid,
        conversation_id uuid,
        message_id      uuid,
        request_id      text,
        details         jsonb not null
      );
      -- "what happened in this conversation", "all of this kind", newest first
      create index audit_events_conversation on audit_events (conversation_id, id desc) where conversation_id is not null;
      create index audit_events_action on audit_events (action, id desc);
      create index audit_events_account on audit_events (account_id, id desc) where account_id is not null;

      create function forbid_change() returns trigger language plpgsql as $$
      begin
        raise exception 'audit events are never changed or deleted';
      end $$;
      create trigger audit_events_unchanged before update or delete on audit_events
        for each row execute function forbid_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_events, settings, accounts; drop function forbid_change()');
  }
}
