import type { MigrationInterface, QueryRunner } from 'typeorm';
import { defaultLists } from './0014-default-words.js';

/** Blocked words, rules for what is said, and how much is answered. */
export class FiltersLimits1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table filter_lists (
        id          uuid primary key,
        name        text not null,
        action      text not null check (action in ('refuse', 'handoff', 'mask', 'alert', 'allow')),
        direction   text not null check (direction in ('inbound', 'outbound', 'both')),
        account_ids uuid[],                      -- null: all
        enabled     boolean not null,
        words       integer not null default 0,  -- how many
        version     integer not null default 1,
        created_at  timestamptz not null default clock_timestamp(),
        updated_at  timestamptz not null default clock_timestamp()
      );
      create unique index filter_lists_name on filter_lists (name);

      create table filter_words (
        list_id uuid not null references filter_lists (id) on delete cascade,
        word    text collate "C" not null,
        action  text check (action in ('refuse', 'handoff', 'mask', 'alert', 'allow')),  -- null: that of the list
        primary key (list_id, word)              -- also the order in which they are listed and loaded
      );

      create table filter_rules (
        id                uuid primary key,
        name              text not null,
        kind              text not null check (kind in ('pattern', 'amount')),
        pattern           text,                  -- of a pattern
        action            text not null check (action in ('refuse', 'handoff', 'mask', 'alert')),
        direction         text not null check (direction in ('inbound', 'outbound', 'both')),
        except_categories text[] not null,
        account_ids       uuid[],                -- null: all
        enabled           boolean not null,
        version           integer not null default 1,
        created_at        timestamptz not null default clock_timestamp(),
        updated_at        timestamptz not null default clock_timestamp()
      );
      create unique index filter_rules_name on filter_rules (name);

      -- How many turns a contact, an account or all have had in a window, and whether a contact was told of a limit in it.
      create table limit_counters (
        subject   text not null,
        starts_at timestamptz not null,
        turns     integer not null,
        primary key (subject, starts_at)
      );
      -- the chore: windows that are over
      create index limit_counters_over on limit_counters (starts_at);

      -- What a turn was told, so that it is told the same when it is run again.
      create table limited_turns (
        turn_id uuid primary key,
        verdict text not null check (verdict in ('ok', 'silent', 'told')),
        at      timestamptz not null default clock_timestamp()
      );
      -- the chore: turns that are over
      create index limited_turns_over on limited_turns (at);
    `);
    for (const { id, name, action, words } of defaultLists) {
      await runner.query(
        `insert into filter_lists (id, name, action, direction, enabled, words) values ($1, $2, $3, 'both', true, $4)`,
        [id, name, action, words.length],
      );
      await runner.query('insert into filter_words (list_id, word) select $1, unnest($2::text[])', [id, words]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table limited_turns, limit_counters, filter_rules, filter_words, filter_lists');
  }
}
