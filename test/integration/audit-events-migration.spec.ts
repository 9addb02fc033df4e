import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

const BEFORE = 26;
const AFTER = 27;

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query('drop schema public cascade; create schema public');
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function migrating(number: number, work: (source: DataSource) => Promise<unknown>): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: database.ownerUrl,
    migrations: migrations.filter(({ name }) => Number(name.slice(-4)) <= number),
    migrationsTableName: 'schema_migrations',
  });
  await source.initialize();
  try {
    await work(source);
  } finally {
    await source.destroy();
  }
}

const EVENTS = 'select id, at, action, actor, conversation_id, details from audit_events order by at';

it('moves the events into their months with all they say, and back', async () => {
  await migrating(BEFORE, (source) => source.runMigrations());
  await client.query(
    `insert into audit_events (id, at, action, actor, conversation_id, details)
     select gen_random_uuid(), moment::timestamptz, 'dialog.outcome', '{"kind": "system"}', gen_random_uuid(),
            '{"turnId": "1", "inbound": ["2"]}'
       from unnest(array['2025-12-31T23:59:59.999999Z', '2026-01-01T00:00:00Z', '2026-02-14T12:00:00+08:00']) moment`,
  );
  const { rows: before } = await client.query(EVENTS);

  await migrating(AFTER, (source) => source.runMigrations());

  expect((await client.query(EVENTS)).rows).toEqual(before);
  const { rows: parts } = await client.query('select tableoid::regclass::text as part from audit_events order by at');
  expect(parts.map(({ part }) => part)).toEqual([
    'audit_events_2025_12',
    'audit_events_2026_01',
    'audit_events_2026_02',
  ]);
  await expect(client.query('truncate audit_events_2025_12')).rejects.toThrow('never changed or deleted');

  await migrating(AFTER, (source) => source.undoLastMigration({ transaction: 'each' }));

  expect((await client.query(EVENTS)).rows).toEqual(before);
  await expect(client.query('delete from audit_events')).rejects.toThrow('never changed or deleted');
});
