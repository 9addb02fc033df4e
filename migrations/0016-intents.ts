import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an enterprise's contacts mean, by examples. At most some hundred rows, which every process keeps in memory. */
export class Intents1700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table intents (
        name        text primary key,
        description text not null,
        examples    text[] not null,
        account_ids uuid[],                  -- null: all
        enabled     boolean not null,
        version     integer not null,
        updated_at  timestamptz not null default clock_timestamp()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table intents');
  }
}
