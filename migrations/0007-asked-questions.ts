import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people asked of the knowledge base, and the questions that it could not answer, gathered. */
export class AskedQuestions1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Questions that are alike and were not answered.
      create table question_clusters (
        id             uuid primary key,
        text           text not null,              -- the question that began it, masked
        questions      integer not null,           -- how many ever joined
        state          text not null default 'open' check (state in ('open', 'drafted', 'dismissed')),
        document_id    uuid references documents (id) on delete set null, -- what an editor made of it
        version        integer not null default 1, -- of what editors change
        first_asked_at timestamptz not null,
        last_asked_at  timestamptz not null
      );
      -- an editor's lists: the most asked, the most recent
      create index question_clusters_by_count on question_clusters (questions desc, id desc);
      create index question_clusters_by_time on question_clusters (last_asked_at desc, id desc);

      -- One row for each turn that reached the knowledge base.
      create table asked_questions (
        id                uuid primary key,
        turn_id           uuid not null unique,
        account_id        uuid not null,
        conversation_id   uuid not null,
        contact_id        uuid not null,
        text              text not null,           -- masked
        confidence        real not null,
        in_scope          real not null,
        outcome           text not null,
        reason            text not null,
        first_document_id uuid,
        vote              text check (vote in ('helpful', 'unhelpful')),
        gap_from          timestamptz,             -- from then on it counts as not answered; null: it was
        cluster_id        uuid references question_clusters (id) on delete set null,
        asked_at          timestamptz not null default clock_timestamp()
      );
      -- what is to be gathered
      create index asked_questions_gaps on asked_questions (gap_from) where gap_from is not null and cluster_id is null;
      -- the questions of a cluster, newest first
      create index asked_questions_by_cluster on asked_questions (cluster_id, id desc) where cluster_id is not null;
      -- the clusters of an account
      create index asked_questions_by_account on asked_questions (cluster_id, account_id) where cluster_id is not null;
      -- how often a document answered
      create index asked_questions_by_document on asked_questions (first_document_id, asked_at);
      -- replays of the last days, and what is too old
      create index asked_questions_by_time on asked_questions (asked_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table asked_questions, question_clusters');
  }
}
