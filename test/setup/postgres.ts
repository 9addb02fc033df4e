import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
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
  await switchNoticeOff(postgres.ownerUrl);
  project.provide('ownerUrl', postgres.ownerUrl);
  project.provide('applicationUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Tests say what contacts are answered; the notice that comes before is tested by itself. */
async function switchNoticeOff(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `insert into settings (key, value, version, updated_by) values ('privacy.noticeEnabled', 'false', 1, 'test')`,
    );
  } finally {
    await client.end();
  }
}
