import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../src/database/embedded-postgres.js';
import { migrate } from '../src/database/migrator.js';

export interface BenchDatabase {
  /** The application's restricted role. */
  url: string;
  ownerUrl: string;
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
  return {
    url: postgres.url,
    ownerUrl: postgres.ownerUrl,
    async stop() {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
