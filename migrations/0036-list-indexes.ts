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

      -- cases that an operator had in a group
      create index handoffs_of_operator_in_group on handoffs (operator_id, group_id, id) where operator_id is not null;

      -- what the contacts of an account asked for
      create index contact_requests_by_account on contact_requests (account_id, id);

      -- documents with a tag, in a language, of a kind, and those that changed lately
      create index documents_by_tag on documents using gin (tags) with (fastupdate = off);
      create index documents_by_language on documents (language, id);
      create index documents_by_kind on documents (kind, id);
      create index documents_by_change on documents (updated_at);

      -- Documents with a part of a text: each letter and each two that follow each other, since a word of Chinese is as
      -- short as that.
      create function letters_and_pairs(text) returns text[] language sql immutable strict parallel safe as $$
        select coalesce(array_agg(distinct substr(line, place, size)), '{}')
          from (select lower($1) as line) as lowered, generate_series(1, length(line)) as place,
               generate_series(1, 2) as size
         where place + size - 1 <= length(line)
      $$;
      create index documents_searched on documents
        using gin (letters_and_pairs(question || ' ' || external_id)) with (fastupdate = off);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop statistics conversations_of_account;
      drop index documents_searched;
      drop function letters_and_pairs(text);
      drop index documents_by_change, documents_by_kind, documents_by_language, documents_by_tag;
      drop index contact_requests_by_account, handoffs_of_operator_in_group;
      drop index conversations_open_all, conversations_open_account, conversations_by_language,
        conversations_by_account_language;
    `);
  }
}
