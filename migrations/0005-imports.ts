import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports of more formats: what the caller said about the file, dry runs, what was found out, why one failed. */
export class Imports1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table knowledge_imports
        add column dry_run    boolean not null default false,
        add column options    jsonb not null default '{}', -- the name of the file, a mapping of columns, …
        add column unchanged  integer not null default 0,
        add column duplicates jsonb not null default '[]', -- the first ones
        add column changes    jsonb not null default '[]', -- the first ones of a dry run
        add column failure    jsonb,                       -- {code, message}, when it failed
        -- a file is read piece by piece: uncompressed, a piece is found without reading what stands before it
        alter column content set storage external;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table knowledge_imports
        drop column dry_run, drop column options, drop column unchanged, drop column duplicates, drop column changes,
        drop column failure,
        alter column content set storage extended;
    `);
  }
}
