import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Audit events by the month, exactly as they were written, and beside them what of a person may be erased. */
export class AuditEvents1700000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table audit_events rename to audit_events_before;

      create table audit_events (
        id              uuid not null,          -- version 7, of the process that recorded it
        at              timestamptz not null default clock_timestamp(), -- a trigger sees to it
        action          text collate "C" not null, -- so that all of a kind stand together
        actor           json not null,          -- json keeps its text, and so what is hashed of it
        account_id      uuid,
        contact_id      uuid,
        conversation_id uuid,
        message_id      uuid,
        request_id      text,
        address         text,
        user_agent      text,
        purpose         text,
        details         json not null,
        personal_digest bytea,                  -- SHA-256 of the salt in audit_personal and what it stands for
        primary key (id, at)
      ) partition by range (at);
      create table audit_events_default partition of audit_events default;

      -- What of an event is personal: erasing a row leaves the event and each proof of it as they are.
      create table audit_personal (
        event_id   uuid not null,
        at         timestamptz not null,        -- that of the event
        contact_id uuid,
        salt       bytea not null,
        data       json,                        -- null: the content of the event's message, where it stands
        primary key (event_id, at)
      ) partition by range (at);
      create table audit_personal_default partition of audit_personal default;
      -- the erasure of a contact
      create index audit_personal_contact on audit_personal (contact_id) where contact_id is not null;
    `);
    await runner.query(PARTITIONS);
    await runner.query(`
      select make_audit_partition('audit_events', month)
        from (select distinct date_trunc('month', at at time zone 'UTC') as month from audit_events_before) months;
      insert into audit_events (id, at, action, actor, account_id, contact_id, conversation_id, message_id, request_id, details)
      select id, at, action, actor::text::json, account_id, contact_id, conversation_id, message_id, request_id,
             details::text::json
        from audit_events_before;
      drop table audit_events_before;

      -- "what happened in this conversation", "all of this kind", newest first
      create index audit_events_conversation on audit_events (conversation_id, id desc) where conversation_id is not null;
      create index audit_events_action on audit_events (action, id desc);
      create index audit_events_account on audit_events (account_id, id desc) where account_id is not null;

      create function time_audit_event() returns trigger language plpgsql as $$
      declare
        time timestamptz := clock_timestamp();
      begin
        -- The row is on its way into its month's partition already and cannot leave it. Between the default and this
        -- moment a month may have ended: then the default stands. Any other time is not the database's.
        if date_trunc('month', time, 'UTC') = date_trunc('month', new.at, 'UTC') then
          new.at := time;
        elsif abs(extract(epoch from time - new.at)) > 1 then
          raise exception 'the time of an audit event is the time of the database';
        end if;
        return new;
      end $$;
      create trigger audit_events_timed before insert on audit_events
        for each row execute function time_audit_event();
      create trigger audit_events_unchanged before update or delete on audit_events
        for each row execute function forbid_change();
      create trigger audit_events_kept before truncate on audit_events execute function forbid_change();
      select make_audit_partitions();
    `);
    await runner.query(KEEP_PARTITIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table audit_events rename to audit_events_after;
      create table audit_events (
        id              uuid primary key,
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
      insert into audit_events
      select id, at, action, actor::text::jsonb, account_id, contact_id, conversation_id, message_id, request_id,
             details::text::jsonb
        from audit_events_after;
      drop table audit_events_after, audit_personal;
      drop function make_audit_partitions, make_audit_partition, time_audit_event;
      create index audit_events_conversation on audit_events (conversation_id, id desc) where conversation_id is not null;
      create index audit_events_action on audit_events (action, id desc);
      create index audit_events_account on audit_events (account_id, id desc) where account_id is not null;
      create trigger audit_events_unchanged before update or delete on audit_events
        for each row execute function forbid_change();
    `);
  }
}

/**
 * Any table `audit_…` that is partitioned by a range of one moment, with its default partition `audit_…_default`, has
 * partitions by the month, in UTC: `audit_events_2026_11`. The application's role makes those of the months ahead by
 * `make_audit_partitions()`, which runs with the owner's rights; it can drop none.
 */
const PARTITIONS = `
  create function make_audit_partition(parent text, month timestamp) returns void language plpgsql as $$
  declare
    part    text := parent || to_char(month, '_YYYY_MM');
    rest    text := parent || '_default';
    first   timestamptz := month at time zone 'UTC';
    beyond  timestamptz := (month + interval '1 month') at time zone 'UTC';
    key     text;
    is_late boolean;
  begin
    select attname into key
      from pg_partitioned_table
      join pg_attribute on attrelid = partrelid and attnum = partattrs[0]
     where partrelid = format('public.%I', parent)::regclass;
    execute format('create table public.%I (like public.%I including defaults)', part, parent);
    execute format('select exists (select from public.%I where %I >= $1 and %2$I < $2)', rest, key)
      into is_late using first, beyond;
    if is_late then -- what came before there was a partition for it
      execute format('alter table public.%I disable trigger user', rest);
      execute format('with moved as (delete from public.%I where %I >= $1 and %2$I < $2 returning *)
                      insert into public.%3$I select * from moved', rest, key, part) using first, beyond;
      execute format('alter table public.%I enable trigger user', rest);
    end if;
    -- attached, not created as a partition: that would lock the whole table
    execute format('alter table public.%I attach partition public.%I for values from (%L) to (%L)',
                   parent, part, first, beyond);
    if exists (select from pg_trigger where tgrelid = format('public.%I', parent)::regclass
                                        and tgfoid = 'public.forbid_change'::regproc) then
      execute format('create trigger %I before truncate on public.%I execute function public.forbid_change()',
                     part || '_kept', part);
    end if;
  end $$;

  -- how many it made
  create function make_audit_partitions() returns integer
    language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
  declare
    parent text;
    month  timestamp;
    made   integer := 0;
  begin
    perform pg_advisory_xact_lock(hashtextextended('audit-partitions', 0));
    for parent, month in
      select relname, date_trunc('month', clock_timestamp() at time zone 'UTC') + make_interval(months => ahead)
        from pg_partitioned_table
        join pg_class on oid = partrelid and relnamespace = 'public'::regnamespace and relname like 'audit\\_%',
             generate_series(0, 3) ahead
       order by 2, 1
    loop
      if to_regclass(format('public.%I', parent || to_char(month, '_YYYY_MM'))) is null then
        perform make_audit_partition(parent, month);
        made := made + 1;
      end if;
    end loop;
    return made;
  end $$;
`;

/** A trigger on statements is not inherited: the partitions that were there before the triggers were. */
const KEEP_PARTITIONS = `
  do $$
  declare
    part text;
  begin
    for part in
      select relname from pg_inherits join pg_class on oid = inhrelid
       where inhparent = 'audit_events'::regclass
         and not exists (select from pg_trigger where tgrelid = inhrelid and tgname = relname || '_kept')
    loop
      execute format('create trigger %I before truncate on %I execute function forbid_change()', part || '_kept', part);
    end loop;
  end $$;
`;
