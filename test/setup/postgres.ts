import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { EmbeddedPostgres } from '../../src/database/embedded-postgres.js';
import { migrate } from '../../src/database/migrator.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated template database, as its owner; `test-database.ts` copies it for each file. */
    ownerUrl: string;
    applicationUrl: string;
  }
}

/** One real PostgreSQL for the whole run, migrated once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-test-'));
  chmodSync(folder, 0o755);
  const postgres = await EmbeddedPostgres.start(folder);
  await migrate(postgres.ownerUrl, 'kefu');
  project.provide('ownerUrl', postgres.ownerUrl);
  project.provide('applicationUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
