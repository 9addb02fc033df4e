import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was asked back stands in the explanation of the turn; here is what finds it. */
export class Clarifications1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- the last turn of a conversation, which the next message may refer to
      create index turns_by_conversation on turns (conversation_id, finished_at desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index turns_by_conversation');
  }
}
