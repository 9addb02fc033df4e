import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArchiveReader } from '../../src/cli/backup/archive-reader.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Program } from '../../src/program.js';
import { type Ended, TYPESCRIPT } from '../setup/command.js';
import { runKefuHere } from '../setup/kefu-command.js';
import { createEmptyDatabase, type TestDatabase } from '../setup/test-database.js';
import { TestProgram } from '../setup/test-program.js';

const HOURS = { externalId: 'hours', question: '营业时间是几点到几点', answer: '我们周一至周五 9:00 到 18:00 营业。' };
const POLL = { timeout: 20_000, interval: 20 };

/** What a program records and counts while it runs, or looks at anew when it starts. */
const OF_THE_PROGRAM = /^audit_|^request_|_progress$|^answer_warmup$|^retention_runs$/;

let desk: TestProgram;
let folder: string;
let archive: string;
let before: Record<string, string>;
const databases: TestDatabase[] = [];

beforeAll(async () => {
  desk = await TestProgram.start();
  await desk.publish([HOURS]);
  await desk.ask('anna', `我的电话是 13812345678，${HOURS.question}`);
  folder = mkdtempSync(join(tmpdir(), 'kefu-backup-'));
  archive = join(folder, 'backup.tar');
  mkdirSync(join(dataDir(), 'media', '01'), { recursive: true });
  writeFileSync(join(dataDir(), 'media', '01', 'a-picture-01'), 'what somebody sent');
});
afterAll(async () => {
  await desk.stop();
  await Promise.all(databases.map((database) => database.drop()));
  rmSync(folder, { recursive: true, force: true });
});

function dataDir(): string {
  return desk.environment['DATA_DIR'] ?? '';
}

/** The command, with the environment of the program. */
function kefu(words: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  return runKefuHere(words, { ...told(), ...environment }, folder);
}

function told(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(desk.environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Of another machine: an empty database, and an empty folder. */
async function elsewhere(): Promise<Record<string, string>> {
  const database = await createEmptyDatabase();
  databases.push(database);
  const data = mkdtempSync(join(folder, 'data-'));
  return { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, DATA_DIR: data };
}

/** Every table with how many rows it has, and a digest of them in no order. */
async function contentsOf(url: string | undefined): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
          and not relispartition and relname <> 'schema_migrations'`,
    );
    const contents: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      const digest = createHash('sha256').update(
        rows
          .map(({ row }) => row)
          .toSorted()
          .join('\n'),
      );
      contents[name] = `${rows.length} ${digest.digest('hex')}`;
    }
    return contents;
  } finally {
    await client.end();
  }
}

function textsOf({ stdout }: { stdout: string }): Record<string, unknown> {
  return JSON.parse(stdout);
}

describe('a backup of a program that runs', () => {
  it('is one file that only its owner reads, with everything and without the master key', async () => {
    await desk.settled();
    await expect.poll(() => desk.rows('select 1 from audit_seals'), POLL).not.toEqual([]);
    before = await contentsOf(desk.database.ownerUrl);
    const ended = await kefu(['backup', archive, '--json']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(textsOf(ended)).toMatchObject({ ok: true, command: 'backup', holdsMasterKey: false, media: 'archive' });
    expect(statSync(archive).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    const reader = await ArchiveReader.open(archive);
    expect(reader.names).not.toContain('master-key');
    expect(reader.names).toContain('media/01/a-picture-01');
    await reader.close();
    expect(readFileSync(archive).includes('13812345678')).toBe(false);
  });

  it('overwrites no file', async () => {
    const { size } = statSync(archive);
    expect(textsOf(await kefu(['backup', archive, '--json']))).toMatchObject({ error: { code: 'backup.file-exists' } });
    expect(statSync(archive).size).toBe(size);
  });

  it('holds the master key where that is wanted, and says so', async () => {
    const whole = join(folder, 'with-key.tar');
    const { stdout } = await kefu(['backup', whole, '--with-master-key']);
    expect(stdout).toContain('whoever has the file reads everything');
    const reader = await ArchiveReader.open(whole);
    expect((await reader.bytes('master-key')).toString().trim()).toBe(desk.environment['MASTER_KEY']);
    await reader.close();
  });
});

describe('a restored backup', () => {
  it('is the same in every table and file, with an audit log that verifies, and answers questions', async () => {
    const there = await elsewhere();
    const ended = await kefu(['restore', archive, '--json'], there);
    expect(textsOf(ended)).toMatchObject({ ok: true, command: 'restore', audit: { sound: true, fault: null } });
    expect(ended.code).toBe(0);
    const restored = await contentsOf(there['DATABASE_OWNER_URL']);
    expect(Object.keys(restored).toSorted()).toEqual(Object.keys(before).toSorted());
    const differing = Object.keys(before).filter((name) => restored[name] !== before[name]);
    expect(differing.filter((name) => !OF_THE_PROGRAM.test(name))).toEqual([]);
    expect(readFileSync(join(there['DATA_DIR'] ?? '', 'media', '01', 'a-picture-01'), 'utf8')).toBe(
      'what somebody sent',
    );

    const program = await Program.start(loadConfig({ ...told(), ...there }, folder));
    desk.wecom.app.callbackUrl = `${program.url}/wecom/callback`;
    try {
      await desk.wecom.say('bill', HOURS.question);
      const [answer] = await desk.wecom.waitForMessages({ to: 'bill', count: 1 });
      expect(answer?.text).toContain('18:00');
    } finally {
      desk.wecom.app.callbackUrl = `${desk.program.url}/wecom/callback`;
      await program.stop();
    }
  });

  it('goes into no database that holds anything', async () => {
    const ended = await kefu(['restore', archive, '--json']);
    expect(ended.code).toBe(2);
    expect(textsOf(ended)).toMatchObject({ ok: false, error: { code: 'backup.database-not-empty' } });
  });

  it('that was broken off is no database for a program, and is run again', async () => {
    const there = await elsewhere();
    const client = new pg.Client({ connectionString: there['DATABASE_OWNER_URL'] });
    await client.connect();
    const child = spawn(process.execPath, [...TYPESCRIPT, resolve('src/cli/kefu.ts'), 'restore', archive], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...told(), ...there },
      stdio: 'ignore',
    });
    const began = async (): Promise<unknown> => {
      const { rows } = await client.query(`select to_regclass('unfinished_restore') as found`);
      return rows[0].found;
    };
    await expect.poll(began, { timeout: 60_000, interval: 5 }).not.toBeNull();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const connections = `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    await expect.poll(async () => (await client.query(connections)).rows, POLL).toEqual([]);
    expect(await began()).not.toBeNull();
    await client.end();

    const config = loadConfig({ ...told(), ...there }, folder);
    await expect(Program.start(config)).rejects.toMatchObject({ code: 'backup.restore-unfinished' });
    expect(await kefu(['restore', archive], there)).toMatchObject({ code: 0, stderr: '' });
    expect((await contentsOf(there['DATABASE_OWNER_URL']))['messages']).toBe(before['messages']);
  }, 240_000);
});

describe('what is no good backup', () => {
  /** A copy of it, changed, is refused before anything is written. */
  async function refusal(file: string, environment: Record<string, string> = {}) {
    const there = await elsewhere();
    const ended = await kefu(['restore', file, '--json'], { ...there, ...environment });
    expect(await contentsOf(there['DATABASE_OWNER_URL'])).toEqual({});
    expect(readdirSync(there['DATA_DIR'] ?? '')).toEqual([]);
    expect(ended.code).toBe(2);
    return textsOf(ended);
  }

  it('is refused with another master key', async () => {
    const MASTER_KEY = Buffer.alloc(32, 9).toString('base64');
    expect(await refusal(archive, { MASTER_KEY })).toMatchObject({ error: { code: 'secret.undecipherable' } });
  });

  it('is refused where a byte of a table or of the manifest is another one, or the end is missing', async () => {
    const bytes = readFileSync(archive);
    const damaged = (name: string, change: (copy: Buffer) => Buffer): string => {
      const file = join(folder, name);
      copyFileSync(archive, file);
      writeFileSync(file, change(Buffer.from(bytes)));
      return file;
    };
    const flipAfter = (mark: string) => (copy: Buffer) => {
      const at = copy.indexOf(mark) + 1_024;
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      return copy;
    };
    const files = [
      damaged('table.tar', flipAfter('tables/messages/')),
      damaged('manifest.tar', flipAfter('manifest.json')),
      damaged('half.tar', (copy) => copy.subarray(0, copy.length / 2)),
      damaged('other.tar', () => Buffer.from('no archive')),
    ];
    for (const file of files) {
      expect(await refusal(file), file).toMatchObject({
        ok: false,
        error: { code: expect.stringMatching(/^backup\.damaged|^command\.failed/) },
      });
    }
    expect(existsSync(join(folder, 'half.tar'))).toBe(true);
  });

  it('is told by a check, which changes nothing', async () => {
    expect(await kefu(['restore', archive, '--check'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is whole'),
    });
  });
});
