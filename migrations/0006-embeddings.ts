import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the passages of published documents mean to an embedding model. All of it can be made again. */
export class Embeddings1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of a FAQ entry, each way of asking is a row and the answer is the last; of a text, each passage.
      create table knowledge_embeddings (
        document_id uuid not null references documents (id) on delete cascade,
        revision    integer not null,
        ordinal     integer not null,
        model       text not null,             -- with its dimensions, where they were chosen
        input_hash  bytea not null,            -- SHA-256 of what was sent: the same words are not paid for twice
        vector      real[],                    -- of length 1; null: the model refuses these words. pgvector indexes it
        bytes       bytea,                     -- the same in whole numbers from -127 to 127: the exact search reads it
        version     bigint not null,           -- of embedding_versions, when it was written
        created_at  timestamptz not null default clock_timestamp(),
        primary key (document_id, revision, ordinal, model)
      );
      -- what was written since an index was built
      create index knowledge_embeddings_changed on knowledge_embeddings (model, version);
      -- has it been embedded before?
      create index knowledge_embeddings_by_input on knowledge_embeddings (model, input_hash);

      -- Grows with each write and is locked until the writer's commit, so that no reader skips a row.
      create table embedding_versions (
        model   text primary key,
        version bigint not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table knowledge_embeddings, embedding_versions');
  }
}
