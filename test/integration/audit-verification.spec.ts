import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalEvent } from '../../src/audit/seals/canonical.js';
import { leafHash } from '../../src/audit/seals/hashing.js';
import { fingerprintOf, newKeyPair, publicPem } from '../../src/audit/seals/signatures.js';
import { EventMonths } from '../../src/audit/seals/months.js';
import { SigningKeys } from '../../src/audit/seals/signing-keys.js';
import { type AuditAlert, AuditAlerts } from '../../src/audit/seals/audit-alerts.js';
import { AuditPackages, type PackageSelection } from '../../src/audit/verification/audit-packages.js';
import { VerificationSchedule } from '../../src/audit/verification/verification-schedule.js';
import { Verifications } from '../../src/audit/verification/verifications.js';
import { SYSTEM } from '../../src/common/access.js';
import { Database } from '../../src/database/database.js';
import { DatabaseLocation } from '../../src/database/database.module.js';
import { TestAudit } from '../setup/test-audit.js';
import { problem } from '../setup/test-platform.js';

let audit: TestAudit;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kefu-audit-'));
  audit = await TestAudit.start();
  await audit.record(4);
  await audit.seal();
  await audit.record(3);
  await audit.seal();
});
afterEach(async () => {
  await audit.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As somebody whom no trigger keeps from it. */
async function tamper(sql: string): Promise<void> {
  await audit.rows(`begin; set local session_replication_role = replica; ${sql}; commit`);
}

async function ids(): Promise<string[]> {
  const rows = await audit.rows<{ event_id: string }>('select event_id from audit_links order by sequence');
  return rows.map(({ event_id: id }) => id);
}

describe('verification by the API', () => {
  it('says that the log is sound, and is recorded itself', async () => {
    const answer = await audit.platform.call({ method: 'POST', url: '/api/v1/audit/verification', body: {} });

    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ kind: 'asked', state: 'sound', fault: null, fromSeal: 1, toSeal: 2 });
    const { items } = (await audit.platform.call({ url: '/api/v1/audit/verifications' })).json();
    expect(items).toEqual([answer.json()]);
    const deeds = await audit.rows(
      `select action from audit_events where action like 'audit.verification-%' order by id`,
    );
    expect(deeds.map(({ action }) => action)).toEqual(['audit.verification-requested', 'audit.verification-completed']);
  });

  it('names the first thing that is wrong', async () => {
    const [, second = ''] = await ids();
    await tamper(`update audit_events set purpose = 'none' where id = '${second}'`);
    const { body, ...answer } = {
      ...(await audit.platform.call({ method: 'POST', url: '/api/v1/audit/verification', body: {} })),
      body: {},
    };

    expect(body).toEqual({});
    expect(answer.json()).toMatchObject({
      state: 'faulty',
      fault: { code: 'event-changed', sequence: 2, eventId: second },
    });
  });

  it('of a span of time looks at its seals alone', async () => {
    const [first = ''] = await ids();
    await tamper(`update audit_events set purpose = 'none' where id = '${first}'`);
    const [row] = await audit.rows<{ last_at: Date }>('select last_at from audit_seals where number = 1');
    const from = new Date((row?.last_at.getTime() ?? 0) + 1).toISOString();
    const verify = (body: object) => audit.platform.call({ method: 'POST', url: '/api/v1/audit/verification', body });

    expect((await verify({ from })).json()).toMatchObject({ state: 'sound', fromSeal: 2, toSeal: 2 });
    expect((await verify({ to: from })).json()).toMatchObject({ state: 'faulty' });
    expect((await verify({ from: 'yesterday' })).json()).toMatchObject(problem(400, 'request.invalid') as object);
  });

  it('tells of seals and proves an event', async () => {
    const [id = ''] = await ids();
    const { items } = (await audit.platform.call({ url: '/api/v1/audit/seals?limit=1' })).json();
    expect(items).toMatchObject([{ number: 2, hashAlgorithm: 'sha256' }]);

    const proof = (await audit.platform.call({ url: `/api/v1/audit/events/${id}/proof` })).json();
    expect(proof).toMatchObject({ sequence: 1, fields: { id }, seal: { number: 1 }, key: { algorithm: 'ed25519' } });
    await audit.record(1);
    const [late] = await audit.rows<{ event_id: string }>(
      'select event_id from audit_unsealed order by position desc limit 1',
    );
    const unsealed = await audit.platform.call({ url: `/api/v1/audit/events/${late?.event_id}/proof` });
    expect(unsealed.json()).toEqual(problem(409, 'audit.event-unsealed'));
    expect((await audit.platform.call({ url: `/api/v1/audit/events/${randomUUID()}/proof` })).status).toBe(404);
  });
});

describe('verification on a schedule', () => {
  async function run(): Promise<void> {
    await audit.get(VerificationSchedule).runDue();
    await expect.poll(() => audit.get(Verifications).isRunning, { timeout: 20_000, interval: 10 }).toBe(false);
  }

  it('goes over everything, then over what came since', async () => {
    await run();
    await audit.rows(`update audit_verifications set started_at = started_at - interval '2 hours'`);
    await audit.record(1);
    await audit.seal();
    await run();
    await run();

    const runs = await audit.rows(
      'select kind, state, from_seal::int, to_seal::int from audit_verifications order by id',
    );
    expect(runs).toEqual([
      { kind: 'whole', state: 'sound', from_seal: 1, to_seal: 2 },
      { kind: 'recent', state: 'sound', from_seal: 3, to_seal: 3 },
    ]);
  });

  it('alerts of a fault, and of its own absence', async () => {
    const alerts: AuditAlert[] = [];
    audit.get(AuditAlerts).register((alert) => {
      alerts.push(alert);
      return Promise.resolve();
    });
    await tamper('delete from audit_events where id in (select event_id from audit_links where sequence = 3)');
    await run();
    expect(alerts).toMatchObject([
      { event: 'audit.verification-faulty', data: { code: 'event-missing', sequence: 3 } },
    ]);
    const ready = async () => (await audit.platform.call({ url: '/health/ready' })).json().degraded;
    expect(await ready()).toContain('audit-verification');

    await tamper(`update audit_keys set created_at = created_at - interval '3 hours'`);
    await audit.rows(`update audit_verifications set state = 'sound', done_at = done_at - interval '3 hours'`);
    await audit.get(VerificationSchedule).tick();
    expect(alerts.at(-1)).toMatchObject({ event: 'audit.verification-late' });
    expect(await ready()).toContain('audit-verification');
  });

  it('does not forget a fault because what came since is sound', async () => {
    const state = async () =>
      (await audit.rows('select kind, state from audit_verifications order by started_at')).at(-1);
    const longAgo = (hours: number) =>
      audit.rows(
        `update audit_verifications set started_at = started_at - make_interval(hours => $1), done_at = done_at - make_interval(hours => $1)`,
        [hours],
      );
    const degraded = async () => (await audit.platform.call({ url: '/health/ready' })).json().degraded ?? [];
    await run();
    await audit.rows('create table audit_mended as select sequence, leaf from audit_links');
    await tamper('update audit_links set leaf = chain where sequence = 3');
    await longAgo(25);
    await run();
    expect(await state()).toEqual({ kind: 'whole', state: 'faulty' });
    await longAgo(2);
    await run();
    expect(await state()).toEqual({ kind: 'recent', state: 'sound' });
    expect(await degraded()).toContain('audit-verification');

    await tamper('update audit_links l set leaf = m.leaf from audit_mended m where m.sequence = l.sequence');
    await longAgo(25);
    await run();
    expect(await state()).toEqual({ kind: 'whole', state: 'sound' });
    expect(await degraded()).not.toContain('audit-verification');
  });

  it('that was killed is done again', async () => {
    await audit.rows(
      `insert into audit_verifications (id, kind, requested_by, alive_at) values ($1, 'whole', '{}', clock_timestamp() - interval '10 minutes')`,
      [randomUUID()],
    );
    await run();

    const states = await audit.rows<{ state: string }>('select state from audit_verifications order by started_at');
    expect(states.map(({ state }) => state)).toEqual(['failed', 'sound']);
  });
});

describe('a package', () => {
  async function verifyPackage(
    selection: PackageSelection,
    change: (text: string) => string = (text) => text,
    ...options: string[]
  ) {
    const file = join(folder, 'package.jsonl');
    let text = '';
    for await (const line of audit.get(AuditPackages).write(selection)) {
      text += line;
    }
    writeFileSync(file, change(text));
    return runNode('tools/verify-audit-package.mjs', file, '--json', ...options);
  }

  it('of a span of time verifies offline', async () => {
    const { id } = await audit.get(SigningKeys).current();
    const { code, result } = await verifyPackage({}, undefined, '--key', id);

    expect(result).toMatchObject({ proven: true, isRange: true, seals: 2, keys: [id] });
    expect(result['events']).toBe((await ids()).length);
    expect(code).toBe(0);
  });

  it('of single events verifies offline', async () => {
    const [first = '', , third = ''] = await ids();
    const { result } = await verifyPackage({ eventIds: [third, first] });

    expect(result).toMatchObject({ proven: true, isRange: false, events: 2, seals: 1 });
  });

  it.each([
    ['a changed event', (text: string) => text.replace('第1次', '第2次')],
    ['a removed event', (text: string) => text.replace(/\{"type":"event","sequence":2.*\n/, '')],
    ['a changed time', (text: string) => text.replace(/"at":"1/, '"at":"2')],
    ['a changed seal', (text: string) => text.replace(/"sealedAt":1/, '"sealedAt":2')],
    ['a lost seal', (text: string) => text.replace(/\{"type":"seal","number":2(.|\n)*(?=\{"type":"end")/, '')],
    ['a lost end', (text: string) => text.replace(/\{"type":"end".*\n/, '')],
    ['an added line', (text: string) => `${text}{"type":"event"}\n`],
    ['another selection', (text: string) => text.replace('"selection":"range"', '"selection":"Range"')],
    ['half a line', (text: string) => text.slice(0, -10)],
  ])('with %s is not proven', async (_, change) => {
    const { code, result } = await verifyPackage({}, change);

    expect(result['proven']).toBe(false);
    expect(code).toBe(1);
  });

  it('begins with the first key of ours, whoever put another before it', async () => {
    const { publicKey } = newKeyPair('ed25519');
    await audit.database.run(
      `insert into audit_keys (id, algorithm, public_key, sealed_private, created_at, retired_at)
       values ($1, 'ed25519', $2, '', '2020-01-01', '2020-01-01')`,
      [fingerprintOf(publicKey), publicPem(publicKey)],
    );
    await audit.get(SigningKeys).rotate(SYSTEM);
    await audit.seal();

    expect(await verifyPackage({})).toMatchObject({ code: 0, result: { proven: true } });
    expect((await audit.verify()).fault).toBeNull();
  });

  it('of another key than the one that is known is not proven', async () => {
    const { result } = await verifyPackage({}, undefined, '--key', 'a'.repeat(64));

    expect(result).toMatchObject({ proven: false, fault: { message: expect.stringContaining('nobody vouches') } });
  });
});

describe('a month that is dropped', () => {
  /** Events of a month that is over, sealed as they came. */
  async function longAgo(month: string, count: number): Promise<void> {
    const [name] = [`audit_events_${month.replace('-', '_')}`];
    await audit.rows(
      `create table if not exists ${name} partition of audit_events
      for values from ('${month}-01T00:00:00Z') to (('${month}-01T00:00:00Z'::timestamptz at time zone 'UTC' + interval '1 month') at time zone 'UTC')`.replace(
        /\(\('(.*?)'.*$/s,
        `('${nextMonth(month)}-01T00:00:00Z')`,
      ),
    );
    await tamper(`with added as (
      insert into audit_events (id, at, action, actor, details)
      select gen_random_uuid(), '${month}-15T00:00:00Z'::timestamptz + make_interval(secs => n), 'conversation.started', '{"kind":"system"}', '{}'
        from generate_series(1, ${count}) n returning id, at)
      insert into audit_unsealed (event_id, event_at) select id, at from added`);
  }

  function nextMonth(month: string): string {
    const [year = 0, number = 0] = month.split('-').map(Number);
    return new Date(Date.UTC(year, number)).toISOString().slice(0, 7);
  }

  function months(): EventMonths {
    const { ownerUrl, url } = audit.platform.database;
    return new EventMonths(audit.get(Database), new DatabaseLocation(url, ownerUrl), audit.get(SigningKeys));
  }

  beforeEach(async () => {
    // A log that begins long ago: what the test has sealed already would stand before it.
    await audit.stop();
    audit = await TestAudit.start();
    await tamper('truncate audit_events, audit_unsealed');
    await longAgo('2025-03', 5);
    await audit.seal();
    await longAgo('2025-03', 2);
    await longAgo('2025-04', 3);
    await audit.seal();
    await audit.record(2);
    await audit.seal();
    expect((await audit.verify()).fault).toBeNull();
  });

  it('leaves a checkpoint behind which the log verifies and grows', async () => {
    expect(await months().before(new Date('2025-06-01T00:00:00Z'))).toEqual(['2025-03', '2025-04']);
    const checkpoint = await months().drop('2025-03');
    expect(checkpoint).toMatchObject({ number: 1, sealNumber: 1, lastSequence: 5 });
    expect(await audit.verify()).toMatchObject({ fault: null, gone: 2, fromSeal: 2 });

    await months().drop('2025-04');
    await audit.record(1);
    await audit.seal();
    expect(await audit.verify()).toMatchObject({ fault: null, gone: 0 });
    expect(await audit.rows('select min(sequence)::int as first from audit_links')).toEqual([{ first: 11 }]);
    expect(
      await audit.rows(`select count(*)::int as deeds from audit_events where action = 'audit.month-dropped'`),
    ).toEqual([{ deeds: 2 }]);
  });

  it('and a new key are no fault to a verification that runs', async () => {
    await audit.stop();
    audit = await TestAudit.start();
    await tamper('truncate audit_events, audit_unsealed');
    await longAgo('2025-03', 16_000);
    await audit.seal();
    await audit.record(1);
    await audit.seal();
    let drops = 0;
    const whileDropping = await audit.verify({
      onProgress: async () => {
        drops += 1;
        if (drops === 1) {
          await months().drop('2025-03');
        }
      },
    });
    expect(whileDropping).toMatchObject({ fault: null });

    let rotations = 0;
    const whileRotating = await audit.verify({
      onProgress: async () => {
        rotations += 1;
        if (rotations === 1) {
          await audit.get(SigningKeys).rotate(SYSTEM);
          await audit.record(1);
          await audit.seal();
        }
      },
    });
    expect(whileRotating).toMatchObject({ fault: null });
  });

  it('shows in a package, and only where a checkpoint says so', async () => {
    const sealed = await packageLines();
    await months().drop('2025-03');
    const dropped = await packageLines();
    const types = (lines: readonly Line[]) => lines.map(({ type }) => type);
    expect(types(dropped).filter((type) => type === 'gone')).toHaveLength(2);
    expect(types(dropped).slice(-2)).toEqual(['checkpoint', 'end']);
    expect(await isProven(dropped)).toBe(true);

    expect(await isProven(dropped.filter(({ type }) => type !== 'checkpoint'))).toBe(false);
    const moved = dropped.map((line) => (line.type === 'checkpoint' ? { ...line, eventsBefore: 9e15 } : line));
    expect(await isProven(moved)).toBe(false);
    // One event of the last seal is left out, as if it were gone, in a package that has a checkpoint and in one without.
    for (const lines of [dropped, sealed]) {
      expect(await isProven(lines)).toBe(true);
      expect(await isProven(withoutLast(lines))).toBe(false);
    }
  });

  type Line = Record<string, unknown> & { type: string };

  async function packageLines(): Promise<Line[]> {
    const lines: Line[] = [];
    for await (const line of audit.get(AuditPackages).write({})) {
      lines.push(JSON.parse(line));
    }
    return lines;
  }

  async function isProven(lines: readonly Line[]): Promise<unknown> {
    const file = join(folder, 'gone.jsonl');
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    return (await runNode('tools/verify-audit-package.mjs', file, '--json')).result['proven'];
  }

  function withoutLast(lines: readonly Line[]): Line[] {
    const place = lines.findLastIndex(({ type }) => type === 'event');
    return lines.map((line, index) => {
      if (line.type === 'end') {
        return { ...line, events: Number(line['events']) - 1 };
      }
      return index === place ? { ...line, type: 'gone', leaf: leafOf(line['fields']) } : line;
    });
  }

  function leafOf(fields: unknown): string {
    const values = Object.values(fields as Record<string, string | null>);
    return leafHash('sha256', canonicalEvent(values)).toString('hex');
  }

  it('of everything there is lets the chain go on', async () => {
    await months().drop('2025-03');
    await months().drop('2025-04');

    expect((await audit.verify()).fault).toBeNull();
    await tamper(`update audit_checkpoints set events_before = clock_timestamp() + interval '1 day'`);
    expect((await audit.verify()).fault).toMatchObject({ code: 'checkpoint-wrong' });
  });

  it('is kept while it is not the oldest, is not over, waits for its seal, or does not verify', async () => {
    const kept = (reason: string) => ({ code: 'audit.month-kept', message: expect.stringContaining(reason) });
    await expect(months().drop('2025-04')).rejects.toMatchObject(kept('from before it'));
    await expect(months().drop('2099-01')).rejects.toMatchObject(kept('not over'));
    await expect(months().drop('2025-13')).rejects.toMatchObject({ code: 'request.invalid' });
    await longAgo('2025-03', 1);
    await expect(months().drop('2025-03')).rejects.toMatchObject(kept('wait for their seal'));
    await tamper('delete from audit_unsealed');
    await tamper(
      `update audit_events set purpose = '' where id in (select event_id from audit_links where sequence = 1)`,
    );
    await expect(months().drop('2025-03')).rejects.toMatchObject(kept('does not verify'));
    expect(await audit.rows('select count(*)::int as checkpoints from audit_checkpoints')).toEqual([
      { checkpoints: 0 },
    ]);
  });

  it('is not dropped by a process that does not know the owner of the tables', async () => {
    await expect(audit.get(EventMonths).drop('2025-03')).rejects.toMatchObject({ code: 'config.invalid' });
  });
});

it('verification while one runs already is refused', async () => {
  const verifications = audit.get(Verifications);
  const { done } = await verifications.begin({ kind: 'asked', actor: SYSTEM });
  await expect(verifications.begin({ kind: 'asked', actor: SYSTEM })).rejects.toMatchObject({
    code: 'audit.verification-running',
  });
  await done;
});

function runNode(...args: string[]): Promise<{ code: number; result: Record<string, unknown> }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, (_, stdout) => {
      resolve({ code: child.exitCode ?? -1, result: stdout === '' ? {} : JSON.parse(stdout) });
    });
  });
}
