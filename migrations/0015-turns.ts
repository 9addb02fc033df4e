import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a turn was answered by, so that the arms of a route can be compared. */
export class Turns1700000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table turns
        add column route_id       uuid,      -- null: the turn was not routed, or no route was meant for it
        add column arm            text,
        add column model_id       uuid,      -- the one that wrote the answer
        add column prompt_version text,
        add column degraded       boolean,   -- a model was wanted, and the answer is not by the one that was to write it
        add column cost           numeric,   -- of all completions of the turn
        add column language       text,
        add column intent         text,
        add column intent_score   real;
      -- the arms of a route, over the last days
      create index turns_by_route on turns (route_id, finished_at desc) where route_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index turns_by_route;
      alter table turns
        drop column route_id, drop column arm, drop column model_id, drop column prompt_version, drop column degraded,
        drop column cost, drop column language, drop column intent, drop column intent_score;
    `);
  }
}
