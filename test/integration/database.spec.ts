import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.js';
import { isDatabaseAway } from '../../src/common/database-away.js';
import { Database } from '../../src/database/database.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';
import { TcpProxy } from '../setup/tcp-proxy.js';

describe('a database behind a network that falls silent', () => {
  let testDatabase: TestDatabase;
  let proxy: TcpProxy;
  let dataSource: DataSource;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    proxy = await TcpProxy.start(testDatabase.url);
    dataSource = await new DataSource({
      type: 'postgres',
      url: proxy.url,
      poolSize: 1,
      extra: { query_timeout: 500 },
    }).initialize();
    database = new Database(dataSource);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await proxy.stop();
    await testDatabase.drop();
  });

  it('gives up a statement, and runs the next one on a connection that works', async () => {
    await database.rows('select 1');
    proxy.freeze();
    await expect(database.rows('select 1')).rejects.toSatisfy(isDatabaseAway);
    expect(await database.rows('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('does the same in a transaction', async () => {
    const work = database.transaction(async (tx) => {
      await tx.rows('select 1');
      proxy.freeze();
      await tx.rows('select 1');
    });
    await expect(work).rejects.toSatisfy(isDatabaseAway);
    expect(await database.rows('select 1 as one')).toEqual([{ one: 1 }]);
  });
});

const SCHEMA = `
  select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
         || coalesce(' ' || column_default, '') as part
    from information_schema.columns where table_schema = 'public'
  union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
  union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace
  union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  union all select 'function ' || oid::regprocedure || ' ' || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace
  order by 1`;

it('every migration goes back, and forth again to the same schema', async () => {
  const database = await createTestDatabase();
  const dataSource = await new DataSource({
    type: 'postgres',
    url: database.ownerUrl,
    migrations,
    migrationsTableName: 'schema_migrations',
    poolSize: 1,
  }).initialize();
  try {
    const schema = (): Promise<unknown[]> => dataSource.query(SCHEMA);
    const before = await schema();
    for (const _ of migrations) {
      await dataSource.undoLastMigration();
    }
    expect(await dataSource.query("select from information_schema.tables where table_schema = 'public'")).toHaveLength(
      1,
    );
    await dataSource.runMigrations({ transaction: 'each' });
    expect(await schema()).toEqual(before);
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
}, 60_000);
