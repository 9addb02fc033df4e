import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What leads a contact through several turns, and the enterprise's own systems that it may call. */
export class FlowsTools1700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // "json" where the order of keys counts, or where an enterprise's answer may hold what jsonb refuses.
    await runner.query(`
      create table tools (
        id               uuid primary key,
        name             text not null unique,
        description      text not null,
        parameters       json not null,           -- JSON Schema of the arguments
        method           text not null,
        url              text not null,           -- with {{argument}} behind the host
        headers          json not null,
        body             json,                    -- absent: all arguments
        auth             json not null,           -- without its secret
        secret           bytea,                   -- sealed
        response         json not null,
        confirmation     json,
        timeout_ms       integer not null,
        allowed_hosts    text[] not null,
        has_side_effects boolean not null,
        for_models       boolean not null,
        account_ids      uuid[],                  -- null: all
        enabled          boolean not null,
        version          integer not null,
        created_at       timestamptz not null default clock_timestamp(),
        updated_at       timestamptz not null default clock_timestamp()
      );

      -- One row a call, so that a turn that is done again gets what the first attempt got.
      create table tool_calls (
        id              uuid primary key,         -- of the turn, its step, the tool and the arguments
        tool            text not null,
        tool_version    integer not null,
        account_id      uuid not null,
        contact_id      uuid,
        conversation_id uuid,
        turn_id         uuid,
        arguments       json not null,
        state           text not null default 'started' check (state in ('started', 'completed', 'failed')),
        outcome         json,
        milliseconds    integer,
        attempts        integer not null default 1,
        started_at      timestamptz not null default clock_timestamp()
      );
      -- the chore that forgets old calls
      create index tool_calls_by_age on tool_calls (started_at);
      -- what was called for a conversation
      create index tool_calls_by_conversation on tool_calls (conversation_id, started_at) where conversation_id is not null;

      -- Flows that people wrote through the API; those in files are in no table.
      create table flows (
        name       text primary key,
        source     text not null,                 -- YAML
        enabled    boolean not null,
        version    integer not null,
        updated_at timestamptz not null default clock_timestamp()
      );

      -- Where a conversation is in a flow, or the call of a tool that it is asked to confirm.
      create table flow_runs (
        conversation_id uuid primary key references conversations (id) on delete cascade,
        state           json not null,
        expires_at      timestamptz not null
      );
      -- the chore that forgets what nobody came back to
      create index flow_runs_by_expiry on flow_runs (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table flow_runs, flows, tool_calls, tools');
  }
}
