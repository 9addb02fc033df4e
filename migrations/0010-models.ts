import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The models that people manage, what they have used, and which conversation is which at a provider. */
export class Models1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table models (
        id                     uuid primary key,
        name                   text not null unique,
        provider               text not null check (provider in ('openai-compatible', 'fastgpt', 'chatglm', 'dify')),
        base_url               text not null,
        model                  text not null,      -- what the provider calls it; '' where it has one alone
        api_key                bytea,              -- sealed under MASTER_KEY, context model/<id>
        first_token_timeout_ms integer not null,
        timeout_ms             integer not null,
        concurrency            integer not null,   -- of one process
        requests_per_minute    integer,            -- null: as many as you like; so with the limits that follow
        tokens_per_minute      bigint,
        daily_tokens           bigint,
        daily_cost             numeric(18, 6),
        input_price            numeric(18, 6) not null,  -- of a million tokens
        output_price           numeric(18, 6) not null,
        enabled                boolean not null,
        environment            bytea,              -- sealed: what the environment said of it, when it last said something new
        version                integer not null default 1,
        created_at             timestamptz not null default clock_timestamp(),
        updated_at             timestamptz not null default clock_timestamp()
      );

      -- What counts against a model's limits: one row a model, so that its lock puts the calls of all processes in order.
      create table model_meters (
        model_id        uuid primary key references models (id) on delete cascade,
        minute          timestamptz not null default '-infinity',
        requests        integer not null default 0,        -- in that minute
        requests_before integer not null default 0,        -- in the minute before
        tokens          bigint not null default 0,
        tokens_before   bigint not null default 0,
        day             date not null default '-infinity', -- UTC
        day_tokens      bigint not null default 0,
        day_cost        numeric(18, 9) not null default 0
      ) with (fillfactor = 50);                            -- each call updates it in place

      -- What was used, day by day.
      create table model_usage_days (
        model_id          uuid not null references models (id) on delete cascade,
        day               date not null,                   -- UTC
        calls             bigint not null,
        completed         bigint not null,
        requests          bigint not null,                 -- with those that were tried again
        prompt_tokens     bigint not null,
        completion_tokens bigint not null,
        cost              numeric(18, 9) not null,
        milliseconds      bigint not null,
        primary key (model_id, day)
      );
      -- what is too old to be kept
      create index model_usage_days_age on model_usage_days (day);

      -- A provider that keeps conversations itself gives them ids of its own.
      create table provider_conversations (
        model_id         uuid not null references models (id) on delete cascade,
        conversation_key text not null,
        external_id      text not null,
        used_at          timestamptz not null default clock_timestamp(),
        primary key (model_id, conversation_key)
      );
      -- what is too old to be kept
      create index provider_conversations_age on provider_conversations (used_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table provider_conversations, model_usage_days, model_meters, models');
  }
}
