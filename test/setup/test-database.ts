import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  /** The application's restricted role. */
  url: string;
  ownerUrl: string;
  drop(): Promise<void>;
  /** Ends every connection and takes no new one, as if the server were away. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

/** A migrated database of one's own: a copy of the template. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(new URL(inject('ownerUrl')).pathname.slice(1));
}

/** One without any table. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template1');
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`create database ${name} template ${template}`);
  return {
    url: databaseUrl(inject('applicationUrl'), name),
    ownerUrl: databaseUrl(inject('ownerUrl'), name),
    drop: () => asAdmin(`drop database if exists ${name} with (force)`),
    goAway: async () => {
      await asAdmin(`alter database ${name} allow_connections false`);
      await asAdmin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    },
    comeBack: () => asAdmin(`alter database ${name} allow_connections true`),
  };
}

function databaseUrl(url: string, name: string): string {
  const copy = new URL(url);
  copy.pathname = `/${name}`;
  return copy.href;
}

async function asAdmin(sql: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl(inject('ownerUrl'), 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
