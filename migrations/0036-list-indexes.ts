import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the lists of the API are read along, whatever filter is given: each index ends in what a list is ordered by. */
export class ListIndexes1700000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- conversations that are open, of all accounts and of one: few, and no others are read
      create index conversations_open_all on conversations (id) where state = 'open';
      create index conversations_open_account on conversations (account_id, id) where state = 'open';
      -- conversations in one language
      create index conversations_by_language on conversations (language, id) where language is not null;
      create index conversations_by_account_language on conversations (account_id, language, id)
        where language is not null;
      -- A language that one account does not have is common in another: else all would be walked through for it.
      create statistics conversations_of_account (mcv) on account_id, language, state from conversations;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop statistics conversations_of_account;
      drop index conversations_open_all, conversations_open_account, conversations_by_language,
        conversations_by_account_language;
    `);
  }
}
