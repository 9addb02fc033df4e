import { runMigrations as migrateQueue } from 'bullmq';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { AppError } from '../common/app-error.js';

const TABLE = 'schema_migrations';
const LOCK = 0x6b656675; // "kefu": two processes that start at once migrate one after the other

/**
 * Brings the database up to date as its owner: our tables, BullMQ's schema, and the rights of the application's
 * role. Safe to run twice and at once.
 * @returns the names of the migrations that were run.
 */
export async function migrate(ownerUrl: string, applicationRole: string | undefined): Promise<string[]> {
  const lock = new Client({ connectionString: ownerUrl });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [LOCK]);
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

async function migrateTables(url: string): Promise<string[]> {
  const dataSource = new DataSource({ type: 'postgres', url, migrations, migrationsTableName: TABLE, poolSize: 1 });
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

/** @throws {AppError} `database.migration-missing`, which names what is missing. */
export async function assertMigrated(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ found: string | null }[]>('select to_regclass($1) as found', [TABLE]);
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
