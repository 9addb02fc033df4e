import { runMigrations as migrateQueue } from 'bullmq';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { AppError } from '../common/app-error.js';

const TABLE = 'schema_migrations';
const FIND_TABLE = 'select to_regclass($1) as found';
const LOCK = 0x6b656675; // "kefu": two processes that start at once migrate one after the other

/** A table that is there as long as a backup has not come back as a whole. */
export const UNFINISHED_RESTORE = 'unfinished_restore';

/**
 * Brings the database up to date as its owner: our tables, BullMQ's schema, and the rights of the application's
 * role. Safe to run twice and at once.
 * @returns the names of the migrations that were run.
 * @throws {AppError} `backup.restore-unfinished`
 */
export async function migrate(ownerUrl: string, applicationRole: string | undefined): Promise<string[]> {
  const lock = new Client({ connectionString: ownerUrl });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [LOCK]);
    const { rows } = await lock.query<{ found: string | null }>(FIND_TABLE, [UNFINISHED_RESTORE]);
    assertWhole(rows[0]?.found);
    const done = await migrateTables(ownerUrl);
    await migrateQueue(lock);
    if (applicationRole !== undefined) {
      await grantRights(lock, applicationRole);
    }
    return done;
  } finally {
    await lock.end();
  }
}

/**
 * Makes the tables as they were when these migrations had been run, and no others: for rows from that time.
 * @throws {AppError} `backup.from-newer-program` where this program does not have them all, or they are behind already.
 */
export async function migrateTo(ownerUrl: string, names: readonly string[]): Promise<void> {
  const wanted = migrations.filter(({ name }) => names.includes(name));
  if (wanted.length < names.length) {
    throw new AppError('backup.from-newer-program', 'the backup comes from a newer program than this one');
  }
  await migrateTables(ownerUrl, wanted);
}

async function migrateTables(url: string, wanted = migrations): Promise<string[]> {
  const options = { type: 'postgres', url, migrations: wanted, migrationsTableName: TABLE, poolSize: 1 } as const;
  const dataSource = new DataSource(options);
  await dataSource.initialize();
  try {
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}

/** The application may read and write, but change no table and no audit event. */
async function grantRights(client: Client, role: string): Promise<void> {
  const name = client.escapeIdentifier(role);
  await client.query(`
    grant usage on schema public to ${name};
    grant usage, create on schema bullmq to ${name}; -- a queue makes its own sequence at its first job
    grant select, insert, update, delete on all tables in schema public, bullmq to ${name};
    grant usage, select, update on all sequences in schema public, bullmq to ${name};
    grant execute on all functions in schema public, bullmq to ${name};
    revoke update, delete, truncate on audit_events from ${name};
    revoke update, truncate on audit_personal from ${name};
    revoke update, delete, truncate on audit_refs from ${name};
    revoke insert, update, truncate on audit_unsealed from ${name};
    grant update (lost) on audit_unsealed to ${name};
    revoke update, delete, truncate on audit_links, audit_seals, audit_checkpoints from ${name};
    revoke delete, truncate on audit_keys, audit_verifications from ${name};
    revoke update on audit_keys from ${name};
    grant update (sealed_private, retired_at) on audit_keys to ${name};
    revoke insert, update, delete, truncate on ${TABLE} from ${name};
    select make_audit_partitions();
  `);
  await client.query(`do $$
    declare
      part regclass;
    begin -- what a partitioned table allows, it allows by itself
      for part in select inhrelid from pg_inherits join pg_partitioned_table on partrelid = inhparent loop
        execute format('revoke insert, update, delete, truncate on %s from %s', part, ${client.escapeLiteral(name)});
      end loop;
    end $$`);
}

/** @throws {AppError} `database.migration-missing`, which names what is missing; `backup.restore-unfinished`. */
export async function assertMigrated(dataSource: DataSource): Promise<void> {
  const [unfinished] = await dataSource.query<{ found: string | null }[]>(FIND_TABLE, [UNFINISHED_RESTORE]);
  assertWhole(unfinished?.found);
  const [table] = await dataSource.query<{ found: string | null }[]>(FIND_TABLE, [TABLE]);
  const isFresh = (table?.found ?? null) === null;
  const done = isFresh ? [] : await dataSource.query<{ name: string }[]>(`select name from ${TABLE}`);
  const names = new Set(done.map(({ name }) => name));
  const missing = migrations.map(({ name }) => name).filter((name) => !names.has(name));
  if (missing.length > 0) {
    throw new AppError(
      'database.migration-missing',
      `the database lacks ${missing.join(', ')}: run "npm run migrate" with DATABASE_OWNER_URL`,
    );
  }
}

function assertWhole(unfinishedRestore: string | null | undefined): void {
  if (unfinishedRestore !== null && unfinishedRestore !== undefined) {
    throw new AppError('backup.restore-unfinished', 'a restore into this database was broken off: run it again');
  }
}
