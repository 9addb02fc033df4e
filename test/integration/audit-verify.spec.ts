import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileAnchors } from '../../src/audit/seals/anchors/file-anchors.js';
import { fingerprintOf, newKeyPair, publicPem } from '../../src/audit/seals/signatures.js';
import { SigningKeys } from '../../src/audit/seals/signing-keys.js';
import { type Ended, runCommand } from '../setup/command.js';
import { TestAudit } from '../setup/test-audit.js';

const MASTER_KEY = Buffer.alloc(32, 5).toString('base64');
const STRANGERS_KEY = Buffer.alloc(32, 6).toString('base64');
let audit: TestAudit;
let folder: string;

beforeAll(async () => {
  audit = await TestAudit.start({ MASTER_KEY });
  folder = mkdtempSync(join(tmpdir(), 'kefu-verify-'));
  await audit.record(3);
  await audit.seal();
  await audit.record(2);
  await audit.seal();
});
afterAll(async () => {
  await audit.stop();
  rmSync(folder, { recursive: true });
});

/** As an auditor runs it, who has the address of the database and nothing else. */
function verify(args: readonly string[] = [], environment: Record<string, string> = {}): Promise<Ended> {
  const own = { DATABASE_URL: audit.platform.database.url, DATA_DIR: folder, ...environment };
  return runCommand('src/cli/audit-verify.ts', args, { cwd: folder, environment: own });
}

async function firstKey(): Promise<{ id: string; public_key: string }> {
  const [key] = await audit.get(SigningKeys).list();
  return key ?? { id: '', public_key: '' };
}

/** While it runs, the log is not as it was sealed. */
async function whileTampered(change: string, undo: string, work: () => Promise<void>): Promise<void> {
  const asSuperuser = (sql: string): Promise<unknown> =>
    audit.rows(`set session_replication_role = replica; ${sql}; set session_replication_role = default`);
  await asSuperuser(change);
  try {
    await work();
  } finally {
    await asSuperuser(undo);
  }
}

const OF_THE_SECOND = 'where id = (select event_id from audit_links where sequence = 2)';

describe('of a log that is as it was sealed, the command', () => {
  it('says so and ends with 0, without a master key and without making one', async () => {
    const { code, stdout, stderr } = await verify();

    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Seals 1 to 2: \d+ events in [\d.]+ s/);
    expect(stdout).toContain('No anchors: a tail that was cut off');
    expect(stdout).toContain(`The first public key is ${(await firstKey()).id}`);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('SOUND: everything is as it was sealed.');
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'master-key'))).toBe(false);
  });

  it('says the same as one line of JSON', async () => {
    const { code, stdout } = await verify(['--json']);

    expect(JSON.parse(stdout)).toMatchObject({ sound: true, fromSeal: 1, toSeal: 2, seals: 2, gone: 0, fault: null });
    expect(stdout.trimEnd()).not.toContain('\n');
    expect(code).toBe(0);
  });

  it('goes over the span that is asked for', async () => {
    const [{ at } = { at: new Date() }] = await audit.rows<{ at: Date }>(
      'select last_at as at from audit_seals where number = 2',
    );
    const soon = new Date(at.getTime() + 1_000).toISOString();
    expect(JSON.parse((await verify(['--json', '--from', at.toISOString(), '--to', soon])).stdout)).toMatchObject({
      sound: true,
      fromSeal: 2,
      toSeal: 2,
      isWhole: false,
    });

    const nothing = await verify(['--from', '2020-01-01', '--to', '2020-02-01']);
    expect(nothing.stdout).toContain('NOTHING: there was nothing to verify.');
    expect(nothing.code).toBe(0);
  });

  it('believes the key that was kept elsewhere, as a fingerprint or as a file, and no other', async () => {
    const { id, public_key: pem } = await firstKey();
    const file = join(folder, 'key.pem');
    writeFileSync(file, pem);
    const strangers = newKeyPair('ed25519').publicKey;
    writeFileSync(join(folder, 'other.pem'), publicPem(strangers));

    expect(await verify(['--public-key', id])).toMatchObject({ code: 0, stdout: expect.stringContaining('SOUND') });
    expect(await verify(['--public-key', file])).toMatchObject({ code: 0 });
    expect(await verify(['--public-key', fingerprintOf(strangers), '--public-key', id])).toMatchObject({ code: 0 });
    expect(await verify(['--public-key', join(folder, 'other.pem')])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('FAULTY: key-unknown'),
    });
  });

  it('takes the master key that is at hand, and says what a wrong one looks like', async () => {
    expect(await verify([], { MASTER_KEY })).toMatchObject({ code: 0 });
    expect(await verify([], { MASTER_KEY: STRANGERS_KEY, MASTER_KEY_PREVIOUS: MASTER_KEY })).toMatchObject({ code: 0 });
    expect(await verify([], { MASTER_KEY: STRANGERS_KEY })).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/sealed under the MASTER_KEY at hand[^]*FAULTY: key-unknown/),
    });
  });

  it('holds it against anchors that were kept elsewhere', async () => {
    const [seal = { hash: '', sequence: 0 }] = await audit.rows<{ hash: string; sequence: number }>(
      `select encode(hash, 'hex') as hash, last_sequence::int as sequence from audit_seals where number = 2`,
    );
    const anchor = { ...seal, seal: 2, sealedAt: '2026-01-31T08:00:00.123456Z', keyId: (await firstKey()).id };
    const [copy, others] = [join(folder, 'copy.jsonl'), join(folder, 'others.jsonl')];
    await new FileAnchors(copy).anchor(anchor);
    await new FileAnchors(others).anchor({ ...anchor, hash: 'ab'.repeat(32) });

    expect(await verify(['--anchors', copy])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`Anchors of ${copy} that agree: 1.`),
    });
    expect(await verify(['--anchors', others])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('FAULTY: anchor-mismatch'),
    });
  });
});

it('of a log that is not, it names the first thing that is wrong and ends with 1', async () => {
  await whileTampered(
    `update audit_events set user_agent = 'another' ${OF_THE_SECOND}`,
    `update audit_events set user_agent = null ${OF_THE_SECOND}`,
    async () => {
      expect(await verify()).toMatchObject({ code: 1, stdout: expect.stringMatching(/^FAULTY: event-changed: .+$/m) });
      const { code, stdout } = await verify(['--json']);
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ sound: false, fault: { code: 'event-changed', sequence: 2 } });
    },
  );
  expect(await verify()).toMatchObject({ code: 0 });
});

describe('what it cannot read ends with 2 and one line that says why', () => {
  const rows: [string, string[], Record<string, string>, RegExp][] = [
    ['a database that is away', [], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/kefu' }, /ECONNREFUSED/],
    ['no database at all', [], { DATABASE_URL: '' }, /^database\.unavailable: there is no database under .+: set /],
    ['a span that is none', ['--from', 'yesterday'], {}, /^request\.invalid: --from is a day/],
    ['a moment without an offset', ['--to', '2026-01-31T08:00:00'], {}, /^request\.invalid: --to is a day/],
    ['anchors that are not there', ['--anchors', 'nowhere.jsonl'], {}, /ENOENT.*nowhere\.jsonl/],
    ['a key that is not there', ['--public-key', 'nowhere.pem'], {}, /ENOENT.*nowhere\.pem/],
    ['an option that there is not', ['--anchor', 'copy.jsonl'], {}, /--anchor/],
    ['a word too many', ['audit-anchors.jsonl'], {}, /audit-anchors\.jsonl/],
    ['a setting that is wrong', [], { MASTER_KEY: 'short' }, /MASTER_KEY must be 32 bytes|MASTER_KEY/],
  ];

  it.each(rows)('%s', async (_, args, environment, reason) => {
    const { code, stdout, stderr } = await verify(args, environment);

    expect(stderr).toMatch(reason);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect(existsSync(join(folder, 'postgres'))).toBe(false);
  });
});

it('tells how it is called', async () => {
  expect(await verify(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('--public-key') });
});
