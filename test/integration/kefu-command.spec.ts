import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKefuHere } from '../setup/kefu-command.js';
import { TestProgram } from '../setup/test-program.js';

const POLL = { timeout: 20_000, interval: 50 };

let desk: TestProgram;
let folder: string;

beforeAll(async () => {
  desk = await TestProgram.start();
  folder = mkdtempSync(join(tmpdir(), 'kefu-command-'));
});
afterAll(async () => {
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

function told(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(desk.environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function kefu(...words: string[]) {
  return runKefuHere(words, told(), folder);
}

async function json(...words: string[]) {
  const { code, stdout } = await kefu(...words, '--json');
  expect(stdout).not.toContain('\n');
  return { code, ...JSON.parse(stdout) };
}

async function statusWith(key: string, path = '/api/v1/settings'): Promise<number> {
  const response = await fetch(desk.program.url + path, { headers: { authorization: `Bearer ${key}` } });
  return response.status;
}

describe('every command', () => {
  it('has help, and ends with 2 where it is called wrongly', async () => {
    const help = await kefu('--help');
    expect(help.code).toBe(0);
    for (const group of [
      'key',
      'staff',
      'sessions',
      'settings',
      'dead-letters',
      'master-key',
      'backup',
      'restore',
      'doctor',
      'audit',
    ]) {
      expect(help.stdout, group).toContain(`  ${group} `);
    }
    for (const words of [['key', 'create'], ['backup'], ['settings', 'set'], ['master-key', 'rotate']]) {
      const { code, stdout } = await kefu(...words, '--help');
      expect(code, words.join(' ')).toBe(0);
      expect(stdout).toContain('--json');
    }
    expect(await kefu('no-such-thing')).toMatchObject({ code: 2, stdout: '' });
    expect(await kefu('key', 'create')).toMatchObject({ code: 2, stderr: expect.stringContaining('--name') });
    expect(await kefu('key', 'create', '--name', 'x', '--mode', 'both')).toMatchObject({ code: 2 });
  });

  it('that changes something leaves an event that says who ran it, and its deeds carry the same request', async () => {
    const { key } = await json('key', 'create', '--name', 'for the record', '--permission', 'setting.read');
    const [run] = await desk.rows<Record<string, unknown>>(
      `select request_id, user_agent, actor, details from audit_events where action = 'command.run'
        order by id desc limit 1`,
    );
    expect(run).toMatchObject({
      actor: { kind: 'system' },
      details: { command: 'key create', via: 'cli', user: expect.any(String), host: expect.any(String) },
    });
    expect(
      await desk.rows(
        `select request_id, user_agent from audit_events where action = 'key.created' and details ->> 'keyId' = $1`,
        [key.id],
      ),
    ).toEqual([{ request_id: run?.['request_id'], user_agent: run?.['user_agent'] }]);
    expect(
      await desk.rows(`select 1 from audit_events where details::text like '%' || $1 || '%'`, [key.secret]),
    ).toEqual([]);
  });
});

describe('a key', () => {
  it('is made, works in the running program, gets another secret, and is ended', async () => {
    const made = await json('key', 'create', '--name', 'crm', '--role', 'auditor');
    expect(made).toMatchObject({ code: 0, ok: true, command: 'key create', key: { name: 'crm', mode: 'bearer' } });
    await expect.poll(() => statusWith(made.key.secret), POLL).toBe(200);
    const { prefix } = made.key;

    const listed = await kefu('key', 'list');
    expect(listed.stdout).toContain(prefix);
    expect(listed.stdout).not.toContain(made.key.secret);

    const { stdout: secret } = await kefu('key', 'rotate', prefix, '--overlap-hours', '0');
    await expect.poll(() => statusWith(secret), POLL).toBe(200);
    await expect.poll(() => statusWith(made.key.secret), POLL).toBe(401);

    expect(await kefu('key', 'revoke', prefix)).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    expect(await statusWith(secret)).toBe(200);
    expect(await kefu('key', 'revoke', prefix, '--yes')).toMatchObject({ code: 0 });
    await expect.poll(() => statusWith(secret), POLL).toBe(401);
  });

  it('is refused as the API refuses it', async () => {
    expect(await json('key', 'create', '--name', 'nothing')).toMatchObject({
      code: 2,
      ok: false,
      command: 'key create',
      error: { code: 'request.invalid' },
    });
    expect(await json('key', 'create', '--name', 'x', '--permission', 'everything')).toMatchObject({ ok: false });
    expect(await json('key', 'revoke', '00000000', '--yes')).toMatchObject({ ok: false, code: 2 });
  });
});

describe('an administrator', () => {
  it('is made of a member, after a yes alone, and his sessions can be ended', async () => {
    expect(await json('staff', 'reset-administrator', 'zhangsan')).toMatchObject({
      error: { code: 'command.unconfirmed' },
    });
    expect(await desk.rows('select 1 from staff')).toEqual([]);
    expect(await json('staff', 'reset-administrator', 'zhangsan', '--yes')).toMatchObject({
      ok: true,
      roles: ['administrator'],
    });
    const { items } = await json('staff', 'list');
    expect(items).toMatchObject([{ userId: 'zhangsan', roles: ['administrator'], rolesFrom: 'hand', enabled: true }]);
    await desk.rows(`update staff set roles = '{operator}'`);
    expect(await json('staff', 'reset-administrator', items[0].id, '--yes')).toMatchObject({
      userId: 'zhangsan',
      roles: ['operator', 'administrator'],
    });
    expect(await json('sessions', 'revoke', '--user-id', 'ZhangSan', '--yes')).toMatchObject({ ok: true, sessions: 0 });
    expect(await json('sessions', 'revoke', '--yes')).toMatchObject({ ok: false, error: { code: 'request.invalid' } });
  });
});

describe('a code that makes an administrator', () => {
  it('is made by its command alone', async () => {
    await desk.rows('delete from staff');
    const environment = { ...told(), PUBLIC_URL: 'https://kefu.example.com' };
    expect(await runKefuHere(['staff', 'list'], environment, folder)).toMatchObject({ code: 0 });
    const codes = () => desk.rows('select is_first from first_administrator_codes');
    expect(await codes()).toEqual([]);

    const { stdout } = await kefu('staff', 'administrator-code', '--yes');
    expect(stdout).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
    expect(await codes()).toEqual([{ is_first: false }]);
  });
});

describe('an account', () => {
  it('is checked, with the fault and the remedy where it is not in order', async () => {
    const { items } = await json('account', 'list');
    expect(items).toMatchObject([{ kind: 'wecom-app', enabled: true }]);
    const found = await json('account', 'check', items[0].id);
    expect(found).toMatchObject({ command: 'account check', checks: expect.any(Array) });
    expect(found.code).toBe(found.status === 'failed' ? 1 : 0);
    const { stdout } = await kefu('account', 'check', items[0].id, '--lang', 'zh');
    expect(stdout).toContain('企业微信');
    expect(await json('account', 'check', '00000000-0000-0000-0000-000000000000')).toMatchObject({
      ok: false,
      code: 2,
    });
  });
});

describe('a setting', () => {
  it('is changed in the running program', async () => {
    expect(await json('settings', 'set', 'privacy.noticeEnabled', 'false')).toMatchObject({ ok: true, value: false });
    await expect
      .poll(async () => (await desk.api('GET', '/api/v1/settings/privacy.noticeEnabled')).body.value, POLL)
      .toBe(false);
    expect((await kefu('settings', 'get', 'privacy.noticeEnabled')).stdout).toBe('false');
    expect((await json('settings', 'list')).items).toContainEqual(
      expect.objectContaining({ key: 'privacy.noticeEnabled', value: false }),
    );
    expect(await json('settings', 'set', 'privacy.noticeEnabled', '"perhaps"')).toMatchObject({ ok: false });
    expect(await json('settings', 'get', 'no.such')).toMatchObject({ ok: false, code: 2 });
  });
});

describe('dead letters', () => {
  it('are listed, and tried again after a yes', async () => {
    expect(await json('dead-letters', 'list')).toMatchObject({ ok: true, items: [] });
    const { body: sink } = await desk.api('POST', '/api/v1/notification-sinks', {
      name: 'nobody',
      kind: 'webhook',
      url: 'https://127.0.0.1:1/refused',
      secret: 'a-secret-of-some-length',
      events: ['handoff.offered'],
    });
    await desk.api('POST', `/api/v1/notification-sinks/${sink.id}/test`);
    const states = () => desk.rows('select state from notifications');
    await expect.poll(states, POLL).toEqual([{ state: 'dead' }]);

    const { items } = await json('dead-letters', 'list');
    expect(items).toMatchObject([{ kind: 'notification', reason: 'address-refused' }]);
    expect(await json('dead-letters', 'requeue', '--all')).toMatchObject({ error: { code: 'command.unconfirmed' } });
    expect(await json('dead-letters', 'requeue', items[0].id, '--yes')).toMatchObject({ ok: true, notifications: 1 });
    const replays = () => desk.rows(`select 1 from audit_events where action = 'notification.replayed'`);
    await expect.poll(replays, POLL).toHaveLength(1);
    expect(await json('dead-letters', 'requeue', 'unknown', '--yes')).toMatchObject({ ok: false });
  });
});

describe('the master key', () => {
  it('is told, without itself', async () => {
    const { stdout } = await kefu('master-key', 'status', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, waiting: 0, keys: [{ isCurrent: true }] });
    expect(stdout).not.toContain(told()['MASTER_KEY']);
  });

  it('that was set is not replaced here before the next one is', async () => {
    expect(await json('master-key', 'rotate', '--yes')).toMatchObject({
      ok: false,
      error: { code: 'command.not-now' },
    });
  });
});

describe('the configuration', () => {
  it('is checked without writing anything', async () => {
    expect(await json('config', 'check')).toMatchObject({ code: 0, ok: true, faults: [] });
    const data = join(folder, 'nothing-here');
    const wrong = await runKefuHere(['config', 'check', '--json'], { PORT: 'many', DATA_DIR: data }, folder);
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ ok: false, faults: [expect.stringContaining('PORT')] });
    expect(existsSync(data)).toBe(false);
  });

  it('without a database says so, and makes none', async () => {
    const data = join(folder, 'no-database');
    const ended = await runKefuHere(['key', 'list'], { DATA_DIR: data }, folder);
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('start the program once first') });
    expect(existsSync(join(data, 'postgres'))).toBe(false);
  });
});

describe('what stands in the file .env', () => {
  it('counts as it does for the program', async () => {
    writeFileSync(join(folder, '.env'), 'LOG_LEVEL=loud\n');
    expect((await json('config', 'check')).ok).toBe(true); // the environment is stronger
    const { LOG_LEVEL: _, ...rest } = told();
    const ended = await runKefuHere(['config', 'check'], rest, folder);
    expect(ended).toMatchObject({ code: 1, stdout: expect.stringContaining('LOG_LEVEL') });
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('LOG_LEVEL=loud\n');
    rmSync(join(folder, '.env'));
  });
});
