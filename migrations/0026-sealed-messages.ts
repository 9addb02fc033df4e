import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was received and what is to be sent is encrypted, and erased once it is done with. Rows that are there already keep
 * their clear columns: open ones are worked off from them, and chores blank and protect the rest in batches.
 */
export class SealedMessages1700000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table inbox
        alter column content drop not null,       -- of a row from before: blanked once its turn is done
        add column payload bytea;                 -- the content, sealed; null once its turn is done
      alter table outbox
        alter column request drop not null,       -- of a row from before: blanked once it is settled
        add column sealed_request bytea;          -- the request, sealed; null once it is settled

      -- How far the chore has come that takes personal data out of what was stored before: by the table's primary key.
      create table protection_progress (
        source     text primary key,
        after      text,                          -- null: nothing was looked at yet
        done_at    timestamptz,
        updated_at timestamptz not null default clock_timestamp()
      );

      alter table operators
        add column sees_originals boolean not null default true; -- of contacts whose cases he has claimed
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table operators drop column sees_originals;
      drop table protection_progress;
      delete from inbox where content is null;
      alter table inbox drop column payload, alter column content set not null;
      delete from outbox where request is null;
      alter table outbox drop column sealed_request, alter column request set not null;
    `);
  }
}
