import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '../src/database/embedded-postgres.js';
import { migrate } from '../src/database/migrator.js';

export interface BenchDatabase {
  /** The application's restricted role. */
  url: string;
  ownerUrl: string;
  /** Of the server: each connection is a child of it. */
  pid: number;
  stop(): Promise<void>;
}

/** A folder of one's own into which the user that PostgreSQL runs as can get, too. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-bench-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** A PostgreSQL of one's own with its default settings, migrated and empty. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const folder = temporaryFolder();
  const postgres = await EmbeddedPostgres.start(folder);
  await migrate(postgres.ownerUrl, new URL(postgres.url).username);
  await switchNoticeOff(postgres.ownerUrl);
  return {
    url: postgres.url,
    ownerUrl: postgres.ownerUrl,
    pid: Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
    async stop() {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What comes before the first answer would be counted as one. */
async function switchNoticeOff(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `insert into settings (key, value, version, updated_by) values ('privacy.noticeEnabled', 'false', 1, 'bench')`,
    );
  } finally {
    await client.end();
  }
}
