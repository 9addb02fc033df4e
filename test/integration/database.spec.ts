import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
