import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { examineSetUp, reportAsJson, reportAsText } from '../../src/cli/doctor-report.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Doctor, type DoctorReport } from '../../src/operations/doctor/doctor.js';
import { DoctorModule } from '../../src/operations/doctor/doctor.module.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { WecomModule } from '../../src/wecom/wecom.module.js';
import { buildCallback, renderXml } from '../../src/simulator/callbacks.js';
import type { SimulatedApp } from '../../src/simulator/simulated-app.js';
import { runCommand } from '../setup/command.js';
import { PublicFront } from '../setup/public-front.js';
import { ScriptedMail } from '../setup/scripted-mail.js';
import { ScriptedModel } from '../setup/scripted-model.js';
import { problem, TestPlatform } from '../setup/test-platform.js';
import { ADMIN_API_KEY, backends, TestProgram } from '../setup/test-program.js';

const MINUTE = 60_000;
const POLL = { timeout: 20_000, interval: 50 };
const backend = backends.at(-1) ?? 'postgres';

interface Check {
  id: string;
  status: string;
  subject: string | null;
  fault: string | null;
  remedy: string | null;
  code: string | null;
}

let mail: ScriptedMail;
let model: ScriptedModel;
let front: PublicFront;
let program: TestProgram;
let accountUrl: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kefu-doctor-'));
  [mail, model, front] = await Promise.all([ScriptedMail.start(), ScriptedModel.start(), PublicFront.start()]);
  program = await TestProgram.start({
    backend,
    environment: {
      PUBLIC_URL: front.url,
      SMTP_URL: mail.url,
      SMTP_FROM: 'kefu@example.com',
      LLM_BASE_URL: model.baseUrl,
      LLM_MODEL: 'scripted',
    },
  });
  front.target = program.program.url;
  const { body } = await program.api('GET', '/api/v1/accounts');
  accountUrl = `/api/v1/accounts/${body.items[0].id}`;
}, MINUTE);

afterAll(async () => {
  await program.stop();
  await Promise.all([mail.stop(), model.stop(), front.stop()]);
  rmSync(folder, { recursive: true });
});

afterEach(() => {
  program.wecom.setFault(null);
  program.wecom.nextTokenReplies.length = 0;
  Object.assign(program.wecom.agentState, { isClosed: false, userIds: [], departmentIds: [1], redirectDomain: '' });
  front.answer = undefined;
});

async function checkAccount(query = ''): Promise<Map<string, Check>> {
  const { status, body } = await program.api('POST', `${accountUrl}/check${query}`);
  expect(status).toBe(200);
  return new Map(body.checks.map((check: Check) => [check.id, check]));
}

async function examined(): Promise<Map<string, string>> {
  const { entries } = await program.program.app.get(Doctor, { strict: false }).examine();
  return new Map(entries.map(({ id, status, code }) => [id, code ?? status]));
}

/** The account gets other secrets than WeCom has, and with each change a new access token. */
async function setSecrets(secrets: Partial<SimulatedApp> = {}): Promise<void> {
  const { secret, token, encodingAesKey } = { ...program.wecom.app, ...secrets };
  const body = { name: 'service desk', enabled: true, secrets: { secret, token, encodingAesKey } };
  expect((await program.api('PUT', accountUrl, body)).status).toBe(200);
}

describe('the doctor', () => {
  it('finds that WeCom has not called, and is green when it has, and somebody was asked and answered', async () => {
    expect((await examined()).get('callback.seen')).toBe('callback.not-verified');

    expect(await program.wecom.verifyUrl()).toMatchObject({ ok: true });
    await expect.poll(async () => (await checkAccount()).get('callback.seen')?.status, POLL).toBe('ok');

    const { status, body } = await program.api('GET', '/api/v1/doctor');
    expect(status).toBe(200);
    expect(body.checks.filter((check: Check) => check.status === 'failed')).toEqual([]);
    expect(body.status).toBe('warning'); // nothing is published, and there is nobody to hand over to
    const codes = body.checks.filter((check: Check) => check.status === 'warning').map((check: Check) => check.code);
    expect(codes.toSorted()).toEqual([
      'access.no-administrator',
      'knowledge.empty',
      'notifications.no-sink',
      'people.no-operator',
      'wecom.sign-in-domain',
    ]);
    const again = await program.api('GET', '/api/v1/doctor?lang=zh');
    expect(again.body.checkedAt).toBe(body.checkedAt); // kept for some seconds
    expect(again.body.checks[0].title).toMatch(/\p{Script=Han}/u);
  });

  it('lists every check in its documentation, in both languages', async () => {
    const { entries } = await program.program.app.get(Doctor, { strict: false }).examine();
    for (const page of ['docs/doctor.md', 'docs/doctor.zh-CN.md']) {
      const text = readFileSync(page, 'utf8');
      const told = [...text.matchAll(/^\| `([a-z]+\.[a-z-]+)` /gm)].map(([, id]) => id);
      expect(new Set(told)).toEqual(new Set(entries.map(({ id }) => id)));
    }
  });

  it('finds a model that does not answer, and a mail server that is away', async () => {
    model.otherwise = { kind: 'error', status: 401 };
    await mail.stop();
    const found = await examined();
    expect(found.get('models.answer')).toBe('models.unauthorised');
    expect(found.get('notifications.mail')).toBe('notifications.mail-unreachable');
    mail = await ScriptedMail.start();
  });

  it('finds a database that lacks a migration, and a role that may change the audit log', async () => {
    const [last] = await program.rows<{ name: string }>('select name from schema_migrations order by id desc limit 1');
    const role = new URL(program.database.url).username;
    await program.rows(`update schema_migrations set name = 'another' where name = $1`, [last?.name]);
    await program.rows(`grant update on audit_events to "${role}"`);
    const found = await examined();
    await program.rows(`revoke update on audit_events from "${role}"`);
    await program.rows(`update schema_migrations set name = $1 where name = 'another'`, [last?.name]);

    expect(found.get('database.migrations')).toBe('database.migration-missing');
    expect(found.get('database.rights')).toBe('database.role-too-strong');
    expect(await examined()).toEqual(new Map([...found, ['database.migrations', 'ok'], ['database.rights', 'ok']]));
  });

  it('finds that nobody works, and that there is no account', async () => {
    const idle = await TestPlatform.start((config) => [QueueModule, WecomModule, DoctorModule.forRoot(config)]);
    try {
      const { entries, status } = await idle.app.get(Doctor, { strict: false }).examine({ offline: false });
      const codes = new Map(entries.map(({ id, code }) => [id, code]));
      expect(status).toBe('failed');
      expect(codes.get('queue.workers')).toBe('queue.no-worker');
      expect(codes.get('wecom.app')).toBe('wecom.no-account');
    } finally {
      await idle.stop();
    }
  });

  it('takes a userid alone as the member, and keeps what it may keep', async () => {
    const url = '/api/v1/doctor?memberId=';
    expect((await program.api('GET', `${url}${encodeURIComponent("a'; drop")}`)).body).toEqual(
      problem(400, 'request.invalid'),
    );
    expect((await program.api('GET', '/api/v1/doctor', undefined, { authorization: 'Bearer x' })).status).toBe(401);
  });
});

describe('an account’s check', () => {
  it('names the address to allow when WeCom does not trust ours', async () => {
    const errmsg = 'not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more info at https://x';
    program.wecom.setFault({ errcode: 60020, errmsg });
    const found = (await checkAccount()).get('wecom.app');
    expect(found).toMatchObject({ status: 'failed', code: 'errcode-60020' });
    expect(found?.remedy).toContain('203.0.113.7');
    expect((await checkAccount('?lang=zh')).get('wecom.app')?.remedy).toMatch(/203\.0\.113\.7.*企业可信IP/);
  });

  it.each([
    [48002, 'API permissions'],
    [301002, 'AgentId'],
    [40013, 'Company ID'],
    [50003, 'Enable the app'],
  ])('tells what to do about errcode %i', async (errcode, remedy) => {
    program.wecom.setFault({ errcode });
    const found = (await checkAccount()).get('wecom.app');
    expect(found).toMatchObject({ status: 'failed', code: `errcode-${errcode}` });
    expect(found?.remedy).toContain(remedy);
  });

  it('finds a wrong secret, and that it was put right', async () => {
    await setSecrets({ secret: 'not-the-secret' });
    expect((await checkAccount()).get('wecom.app')).toMatchObject({ status: 'failed', code: 'errcode-40001' });
    await setSecrets();
    expect((await checkAccount()).get('wecom.app')).toMatchObject({ status: 'ok' });
  });

  it('finds an app that is switched off, and one that is visible to nobody', async () => {
    program.wecom.agentState.isClosed = true;
    expect((await checkAccount()).get('wecom.app')).toMatchObject({ status: 'failed', code: 'errcode-50003' });
    Object.assign(program.wecom.agentState, { isClosed: false, departmentIds: [] });
    expect((await checkAccount()).get('wecom.app')).toMatchObject({
      status: 'failed',
      code: 'wecom.visible-to-nobody',
    });
  });

  it('finds a member who does not see the app, and one who is none', async () => {
    expect((await checkAccount()).get('wecom.member')).toMatchObject({ status: 'skipped' });
    expect((await checkAccount('?memberId=alice')).get('wecom.member')).toMatchObject({ status: 'ok' });
    program.wecom.setFault({ errcode: 60011 });
    const found = (await checkAccount('?memberId=alice')).get('wecom.member');
    expect(found).toMatchObject({ status: 'failed', code: 'errcode-60011' });
    expect(found?.remedy).toContain('Visible Range');
    program.wecom.setFault({ errcode: 60111 });
    expect((await checkAccount('?memberId=alice')).get('wecom.member')).toMatchObject({ code: 'errcode-60111' });
  });

  it('finds that WeCom is not reached', async () => {
    program.wecom.setFault({ status: 502 });
    const found = (await checkAccount()).get('wecom.app');
    expect(found).toMatchObject({ status: 'failed', code: 'wecom.unreachable' });
    expect(found?.remedy).toContain('HTTPS_PROXY');
  });

  it('finds what stands before the callback in place of us', async () => {
    const probed = async (): Promise<Check | undefined> => (await checkAccount()).get('callback.reachable');
    expect(await probed()).toMatchObject({ status: 'ok' });
    front.answer = (_, response) => response.writeHead(301, { location: 'https://elsewhere.example' }).end();
    expect(await probed()).toMatchObject({ status: 'failed', code: 'callback.redirected' });
    front.answer = (_, response) => response.writeHead(200).end('<html>welcome</html>');
    expect(await probed()).toMatchObject({ status: 'failed', code: 'callback.other-answer' });
    front.answer = (_, response) => response.writeHead(200).end(`{"status":"ok"}`);
    expect(await probed()).toMatchObject({ status: 'failed', code: 'callback.other-answer' });
    front.answer = (_, response) => response.writeHead(403).end(JSON.stringify({ code: 'callback.signature-invalid' }));
    expect(await probed()).toMatchObject({ status: 'failed', code: 'callback.signature-invalid' });
    front.answer = (request) => request.socket.destroy();
    const { status, code, remedy } = (await probed()) ?? {};
    expect([code, remedy]).toEqual(['callback.unreachable', expect.stringContaining('firewall')]);
    expect(['warning', 'failed']).toContain(status);
  });

  it.each([
    ['token', { token: 'anotherToken' }, 'callback.signature-invalid'],
    ['key', { encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }, 'callback.ciphertext-invalid'],
  ])('finds that WeCom has another %s than the account', async (_, secrets, code) => {
    await setSecrets(secrets);
    expect(await program.wecom.verifyUrl()).toMatchObject({ ok: false });
    await expect.poll(async () => (await checkAccount()).get('callback.seen')?.code, POLL).toBe(code);
    expect((await checkAccount()).get('callback.seen')?.status).toBe('failed');

    await setSecrets();
    expect((await checkAccount()).get('callback.seen')).toMatchObject({ code: 'callback.not-verified' });
    expect(await program.wecom.verifyUrl()).toMatchObject({ ok: true });
    await expect.poll(async () => (await checkAccount()).get('callback.seen')?.status, POLL).toBe('ok');
  });

  it('only warns of what anybody may send, where WeCom comes through', async () => {
    const xml = renderXml(program.wecom.app, {
      from: 'mallory',
      createTime: Math.floor(Date.now() / 1_000),
      msgId: '1',
      content: { type: 'text', content: 'forged' },
    });
    const { query, body } = buildCallback({ ...program.wecom.app, token: 'guessed' }, xml);
    const forged = await fetch(`${program.wecom.app.callbackUrl}?${query}`, { method: 'POST', body });
    expect(forged.status).toBe(403);
    await expect
      .poll(async () => (await checkAccount()).get('callback.seen'), POLL)
      .toMatchObject({ status: 'warning', code: 'callback.signature-invalid' });
  });

  it('knows the trusted domain that signing in needs', async () => {
    program.wecom.agentState.redirectDomain = 'other.example.com';
    expect((await checkAccount()).get('access.sign-in-domain')).toMatchObject({ status: 'warning' });
    program.wecom.agentState.redirectDomain = new URL(front.url).host;
    expect((await checkAccount()).get('access.sign-in-domain')).toMatchObject({ status: 'ok' });
  });

  it('is of an account that exists', async () => {
    const unknown = '/api/v1/accounts/00000000-0000-4000-8000-000000000000/check';
    expect((await program.api('POST', unknown)).body).toEqual(problem(404, 'request.not-found'));
  });
});

describe('npm run doctor', () => {
  /** As the command does it. */
  const examine = (changed: Record<string, string>): Promise<DoctorReport> =>
    examineSetUp(() => loadConfig({ ...program.environment, ...changed }, folder), { offline: true });

  it(
    'tells beside the program that everything is well, and leaves no trace of a start',
    { timeout: 2 * MINUTE },
    async () => {
      expect(await program.wecom.verifyUrl()).toMatchObject({ ok: true });
      await expect.poll(async () => (await checkAccount()).get('callback.seen')?.status, POLL).toBe('ok');
      const starts = "select from audit_events where action = 'program.started'";
      const before = (await program.rows(starts)).length;
      const environment = Object.fromEntries(
        Object.entries(program.environment).map(([name, value]): [string, string] => [name, value ?? '']),
      );

      const { code, stdout, stderr } = await runCommand('src/cli/doctor.ts', ['--offline', '--json'], {
        cwd: folder,
        environment,
      });

      expect(stderr).toBe('');
      const report = JSON.parse(stdout);
      expect(report.checks.filter((check: Check) => check.status === 'failed')).toEqual([]);
      expect(report.checks.map((check: Check) => check.id)).not.toContain('wecom.app');
      expect(code).toBe(0);
      expect(stdout).not.toContain(ADMIN_API_KEY);
      expect(await program.rows(starts)).toHaveLength(before);
    },
  );

  it('names every fault of the configuration', async () => {
    const { status, entries } = await examine({ PORT: 'x', WECOM_TOKEN: '!' });
    expect(status).toBe('failed');
    expect(entries).toMatchObject([
      { id: 'installation.configuration', code: 'config.invalid', fault: { en: expect.stringMatching(/^PORT: /) } },
      { id: 'installation.configuration', fault: { en: expect.stringMatching(/^WECOM_TOKEN: /) } },
    ]);
  });

  it('changes nothing of the app or the model that the program has, whatever its environment says of them', async () => {
    const stored = (): Promise<unknown[]> =>
      program.rows('select id, version from accounts union all select id, version from models order by id');
    const before = await stored();

    const { entries } = await examine({
      WECOM_SECRET: 'of another app altogether, or mistyped here',
      LLM_BASE_URL: 'http://127.0.0.1:1/v1',
      LLM_MODEL: 'none',
    });

    expect(await stored()).toEqual(before);
    expect(entries).toContainEqual(
      expect.objectContaining({
        code: 'installation.not-in-force',
        status: 'warning',
        fault: expect.objectContaining({ en: expect.stringContaining('WECOM_…') }),
      }),
    );
  });

  it('finds a database that is away, or was sealed under another master key', async () => {
    const away = await examine({ DATABASE_URL: 'postgres://kefu:hidden@127.0.0.1:1/kefu' });
    const text = reportAsText(away, 'zh');
    expect(text).toMatch(/✗ 数据库可连接且可写[^]*DATABASE_URL[^]*异常/);
    expect(text).not.toContain('hidden');
    expect(reportAsText(away, 'en')).toContain('RED');

    const locked = await examine({ MASTER_KEY: Buffer.alloc(32, 9).toString('base64') });
    expect(JSON.parse(reportAsJson(locked, 'en')).checks).toMatchObject([
      { id: 'installation.start', code: 'secret.master-key-wrong', status: 'failed' },
    ]);
  });
});
