import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often callers called in this minute, and from where WeCom calls. */
export class Edges1700000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Unlogged: a crash forgets the minute.
      create unlogged table request_rates (
        subject text primary key,                 -- a kind of limit and whom it counts
        minute  bigint not null,                  -- since 1970, by the clock of the database
        taken   bigint not null                   -- handed out to processes in that minute
      ) with (fillfactor = 50);
      create index request_rates_past on request_rates (minute); -- what can be forgotten

      create table callback_addresses (
        address text primary key,                 -- as WeCom writes it: an address, a range or a segment
        seen_at timestamptz not null              -- when it was in WeCom's list last
      );
      create table callback_address_refreshes (
        id           boolean primary key default true check (id), -- one row
        tried_at     timestamptz,
        succeeded_at timestamptz
      );
      insert into callback_address_refreshes default values;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table callback_address_refreshes;
      drop table callback_addresses;
      drop table request_rates;
    `);
  }
}
