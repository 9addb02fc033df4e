import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SigningKeys } from '../../src/audit/seals/signing-keys.js';
import { SealedLog } from '../../src/audit/verification/sealed-log.js';
import { type VerificationReport, verifyLog } from '../../src/audit/verification/verify-log.js';
import { ERASED_TEXT } from '../../src/privacy/erasure/erasers.js';
import { ProgramProcess } from '../setup/program-process.js';
import { TestProgram } from '../setup/test-program.js';

const WAIT = { timeout: 60_000, interval: 50 };
/** Real processes start slowly on a machine that has other things to do. */
const PATIENCE = { timeout: 300_000 };
const PHONE = '13812345678';
const [oldKey, newKey, lostKey] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte).toString('base64'));

let web: TestProgram;
const victims: ProgramProcess[] = [];

beforeAll(async () => {
  web = await TestProgram.start({ environment: keys(oldKey, newKey, { ROLE: 'web' }) });
});
afterAll(async () => {
  await Promise.all(victims.map((program) => program.kill()));
  await web.stop();
});

function keys(key = '', previous = '', more: Record<string, string> = {}): Record<string, string> {
  return { MASTER_KEY: key, MASTER_KEY_PREVIOUS: previous, ...more };
}

async function victim(name: string, environment?: Record<string, string>): Promise<ProgramProcess> {
  const program = await ProgramProcess.start(web, name, environment);
  victims.push(program);
  return program;
}

/** While a worker that nobody kills is there. */
async function whileServed<T>(work: () => Promise<T>, environment = keys(oldKey, newKey)): Promise<T> {
  const worker = await TestProgram.start({ beside: web, environment: { ...environment, ROLE: 'worker' } });
  try {
    return await work();
  } finally {
    await worker.stop();
  }
}

/** While nobody can write to the tables. */
async function whileLocked<T>(tables: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: web.database.ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`lock table ${tables} in share mode`);
    return await work();
  } finally {
    await client.end();
  }
}

async function verify(): Promise<VerificationReport> {
  const signing = web.program.app.get(SigningKeys, { strict: false });
  const log = await SealedLog.open(web.database.url);
  try {
    return await verifyLog(log, { trust: { owns: (row) => signing.owns(row) } });
  } finally {
    await log.close();
  }
}

function everythingIsSealed(): Promise<void> {
  return vi.waitFor(async () => {
    expect(await web.rows('select from audit_unsealed')).toEqual([]);
  }, WAIT);
}

/** Something to be sealed. */
async function change(value: boolean): Promise<void> {
  const answer = await web.api('PUT', '/api/v1/settings/privacy.fourEyes', { value });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
}

/** Somebody who told his number so many days ago. */
async function contactOf(user: string, days: number): Promise<string> {
  await web.ask(user, `帮助，我的手机号是 ${PHONE}`);
  await web.ask(user, '结束');
  const [contact] = await web.rows<{ id: string }>('select id from contacts where external_id = $1', [user]);
  const contactId = contact?.id ?? '';
  await web.rows(
    `update conversations set ended_at = now() - make_interval(days => $2), started_at = now() - make_interval(days => $2)
      where contact_id = $1`,
    [contactId, days],
  );
  return contactId;
}

async function textsOf(contactId: string): Promise<string[]> {
  const rows = await web.rows<{ text: string }>(
    `select content ->> 'text' as text from messages where contact_id = $1`,
    [contactId],
  );
  return rows.map(({ text }) => text);
}

describe('a process that is killed', () => {
  it('while it seals leaves one chain without a gap, which others go on with', PATIENCE, async () => {
    const [one, other] = await Promise.all([victim('sealer-1'), victim('sealer-2')]);
    const left = await whileLocked('audit_seals', async () => {
      await change(true);
      const sealing = await ProgramProcess.firstHeldUp([one, other], SEALING);
      await sealing.kill(); // its links are written, and its seal is not
      return sealing === one ? other : one;
    });
    await everythingIsSealed(); // by the one that is left
    await whileLocked('audit_seals', async () => {
      await change(false);
      await left.isHeldUp(SEALING);
      await left.kill();
    });
    await whileServed(everythingIsSealed);

    expect(await verify()).toMatchObject({ fault: null, isWhole: true });
    const [chain] = await web.rows(
      `select count(*)::int as links, max(sequence)::int as last, count(distinct event_id)::int as events,
              (select count(*)::int from audit_events e where exists (select from audit_links where event_id = e.id)) as recorded,
              (select max(last_sequence)::int from audit_seals) as sealed from audit_links`,
    );
    expect(new Set(Object.values(chain ?? {})).size).toBe(1);
  });

  it('while it erases, keeps to retention and seals again leaves all of it to others', PATIENCE, async () => {
    const [erased, expired] = await whileServed(async () => [
      await contactOf('erased-anna', 1),
      await contactOf('expired-bill', 1_200),
    ]);
    const killed = await victim('eraser', keys(newKey, oldKey));
    const { body: request } = await whileLocked('messages, accounts', async () => {
      await web.rows(`update retention_runs set started_at = started_at - interval '2 days'`);
      const answer = await web.api('POST', `/api/v1/privacy/contacts/${erased}/erasure`, { reason: 'by letter' });
      await killed.isHeldUp(/update messages|delete from messages/);
      await killed.isHeldUp(/update accounts/);
      await killed.kill();
      return answer;
    });
    expect(await web.rows('select status from contact_requests')).toEqual([{ status: 'running' }]);
    expect(await web.rows(`select from retention_runs where status = 'running'`)).toHaveLength(1);
    expect(await textsOf(erased)).toContain('帮助，我的手机号是 〔手机号·1〕');

    await web.rows(`update contact_requests set lease_until = now() - interval '1 second'`);
    await web.rows(`update retention_runs set lease_until = now() - interval '1 second' where status = 'running'`);
    await whileServed(
      () =>
        vi.waitFor(async () => {
          const { body } = await web.api('GET', `/api/v1/privacy/contact-requests/${request.id}`);
          expect(body.status).toBe('completed');
          expect(await web.rows(`select from retention_runs where status = 'running'`)).toEqual([]);
          const { body: progress } = await web.api('GET', '/api/v1/privacy/master-key');
          expect(progress.keys).toContainEqual(expect.objectContaining({ isHere: true, sealed: 0 }));
        }, WAIT),
      keys(newKey, oldKey),
    );
    expect(new Set(await textsOf(erased))).toEqual(new Set([ERASED_TEXT]));
    expect(await textsOf(expired)).toEqual([]);
    expect((await verify()).fault).toBeNull();
  });
});

describe('a master key that is lost', () => {
  it('is told at start, nothing is overwritten, and the right one works afterwards', PATIENCE, async () => {
    const before = await fingerprints();
    const wrong = ProgramProcess.spawn(web, 'wrong-key', keys(lostKey));
    victims.push(wrong);

    const { code, printed } = await wrong.ended();
    expect(code).toBe(1);
    expect(printed).toContain('secret.master-key-wrong');
    expect(printed).not.toContain(lostKey);
    expect(await fingerprints()).toEqual(before);

    await whileServed(() => web.ask('claire', `帮助，我的手机号是 ${PHONE}`), keys(newKey, oldKey));
    expect((await verify()).fault).toBeNull();
  });
});

const SEALING = /insert into audit_seals/;

/** What every table holds. */
async function fingerprints(): Promise<Record<string, string>> {
  const tables = await web.rows<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await web.rows<{ digest: string }>(
      `select coalesce(md5(string_agg(t::text, '' order by t::text)), '') as digest from ${name} t`,
    );
    found[name] = row?.digest ?? '';
  }
  return found;
}
