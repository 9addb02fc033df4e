import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedPostgres } from '../../src/database/embedded-postgres.js';
import { migrate } from '../../src/database/migrator.js';

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kefu-embedded-'));
    chmodSync(folder, 0o755);
    postgres = await EmbeddedPostgres.start(folder);
  });

  afterAll(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function ask<Row>(url: string, sql: string): Promise<Row[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  it('is a PostgreSQL 18 that one may write to', async () => {
    const [row] = await ask<{ version: string }>(postgres.ownerUrl, 'select version()');
    expect(row?.version).toMatch(/^PostgreSQL 18/);
  });

  it('refuses a second application and says who has the folder', async () => {
    await expect(EmbeddedPostgres.start(folder)).rejects.toMatchObject({
      code: 'database.in-use',
      message: expect.stringContaining(`process ${process.pid} already runs`),
    });
  });

  it('lets command-line tools attach, and survives their leaving', async () => {
    const tool = await EmbeddedPostgres.attach(folder);
    expect(tool.ownerUrl).toBe(postgres.ownerUrl);
    await tool.stop();
    expect(await ask(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is adopted after its owner was killed', async () => {
    const [before] = await ask<{ at: Date }>(postgres.url, 'select pg_postmaster_start_time() as at');
    writeFileSync(join(folder, 'app.lock'), '4194303 1'); // what a killed owner leaves behind
    const adopted = await EmbeddedPostgres.start(folder);
    const [after] = await ask<{ at: Date }>(adopted.url, 'select pg_postmaster_start_time() as at');
    expect(after?.at).toEqual(before?.at);
    postgres = adopted;
  });

  it('is migrated once, however often it is tried at once', async () => {
    const done = await Promise.all([1, 2, 3].map(() => migrate(postgres.ownerUrl, 'kefu')));
    expect(done.filter(({ length }) => length > 0)).toHaveLength(1);
  });

  it('gives the application no right to change what is recorded', async () => {
    const insert = `insert into audit_events (id, action, actor, details) values (gen_random_uuid(), 'x', '{}', '{}')`;
    await ask(postgres.url, insert);
    await expect(ask(postgres.url, 'update audit_events set action = null')).rejects.toThrow('permission denied');
    await expect(ask(postgres.url, 'delete from audit_events')).rejects.toThrow('permission denied');
    await expect(ask(postgres.ownerUrl, 'delete from audit_events')).rejects.toThrow('never changed or deleted');
    await expect(ask(postgres.url, 'drop table inbox')).rejects.toThrow('must be owner');
  });
});
