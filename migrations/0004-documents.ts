import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents with a life: states, revisions, drafts beside what is live, texts cut into passages, categories, vocabulary. */
export class Documents1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table documents
        add column kind text not null default 'faq' check (kind in ('faq', 'text')),
        add column language text,                -- BCP 47; null: nobody said
        add column published_at timestamptz,     -- the first time: what an answer may have quoted is kept for good
        add column index_version bigint not null default 0, -- the knowledge_version of its last change that can be found
        drop constraint documents_state_check,
        add constraint documents_state_check check (state in ('draft', 'in_review', 'published', 'archived'));
      update documents set published_at = updated_at, index_version = (select version from knowledge_version)
       where state = 'published';
      -- what changed since an index was built
      create index documents_changed on documents (index_version) where index_version > 0;
      -- an editor's lists
      create index documents_by_state on documents (state, id);
      create index documents_by_category on documents (category, id);

      -- Every change, whole: what an answer quoted can be read again, and an old revision can be restored.
      create table document_revisions (
        document_id       uuid not null references documents (id) on delete cascade,
        revision          integer not null,
        kind              text not null,
        question          text not null,
        similar_questions text[] not null,
        answer            text not null,
        category          text,
        tags              text[] not null,
        language          text,
        valid_from        timestamptz,
        valid_until       timestamptz,
        state             text not null,
        author            jsonb not null,
        reason            text,
        created_at        timestamptz not null default clock_timestamp(),
        primary key (document_id, revision)
      );
      insert into document_revisions (document_id, revision, kind, question, similar_questions, answer, category, tags,
                                      language, valid_from, valid_until, state, author, reason, created_at)
      select id, revision, kind, question, similar_questions, answer, category, tags,
             language, valid_from, valid_until, state, '{"kind": "system"}', 'the first one that was kept', updated_at
        from documents;

      -- A text, cut. Those of old revisions stay: an answer may have quoted them.
      create table passages (
        document_id  uuid not null references documents (id) on delete cascade,
        revision     integer not null,
        ordinal      integer not null,           -- from 0, in reading order
        heading_path text[] not null,            -- from the title down
        text         text not null,
        primary key (document_id, revision, ordinal)
      );

      -- A change that is being prepared, while the document as it is stays live.
      create table document_drafts (
        document_id uuid primary key references documents (id) on delete cascade,
        based_on    integer not null,            -- the revision that it changes
        fields      jsonb not null,
        author      jsonb not null,
        reason      text,
        version     integer not null default 1,
        updated_at  timestamptz not null default clock_timestamp()
      );

      -- What applies to the documents of a category; null: what applies to all. No row: nothing special.
      create table knowledge_categories (
        name                  text primary key,
        answer_from           real check (answer_from between 0 and 1),
        clarify_from          real check (clarify_from between 0 and 1),
        low_confidence_action text check (low_confidence_action in ('handoff', 'offer')),
        account_ids           uuid[],            -- the accounts that may quote it; null: all
        version               integer not null default 1,
        updated_at            timestamptz not null default clock_timestamp()
      );

      -- Words of the enterprise: groups that mean the same, and words that mean nothing.
      create table knowledge_vocabulary (
        id         boolean primary key default true check (id),
        synonyms   jsonb not null default '[]',  -- [["退款", "退钱"], …]
        stop_words text[] not null default '{}',
        version    integer not null default 1,
        updated_at timestamptz not null default clock_timestamp()
      );
      insert into knowledge_vocabulary default values;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table knowledge_vocabulary, knowledge_categories, document_drafts, passages, document_revisions;
      update documents set state = 'draft' where state in ('in_review', 'archived');
      drop index documents_changed, documents_by_state, documents_by_category;
      alter table documents
        drop column kind, drop column language, drop column published_at, drop column index_version,
        drop constraint documents_state_check,
        add constraint documents_state_check check (state in ('draft', 'published'));
    `);
  }
}
