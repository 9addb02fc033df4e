import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Chores } from '../../src/common/chores.js';
import { asId, type ConversationId, type TurnId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { FlowsModule } from '../../src/dialog/flows/flows.module.js';
import type { ToolKit } from '../../src/dialog/tools/tool-kit.js';
import { Tools } from '../../src/dialog/tools/tools.js';
import { Accounts } from '../../src/settings/accounts.js';
import { ScriptedSystem } from '../setup/scripted-system.js';
import { type Call, problem, TestPlatform } from '../setup/test-platform.js';

let platform: TestPlatform;
let system: ScriptedSystem;
let made = 0;
const ENVIRONMENT = { TOOL_PRIVATE_HOSTS: '127.0.0.1' };

beforeAll(async () => {
  system = await ScriptedSystem.start();
  platform = await TestPlatform.start((config) => [FlowsModule.forRoot(config)], ENVIRONMENT);
  const parameters = { corpId: 'ww1', agentId: 1 };
  const secrets = { secret: 's', token: 't', encodingAesKey: 'k'.repeat(43) };
  await call('POST', '/api/v1/accounts', { kind: 'wecom-app', name: 'app', parameters, secrets });
});
beforeEach(() => {
  system.requests.length = 0;
  system.next.length = 0;
});
afterAll(async () => {
  await platform.stop();
  await system.stop();
});

async function call(method: Call['method'], url: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await platform.call({
    ...(method !== undefined && { method }),
    url,
    ...(body !== undefined && { body }),
    headers,
  });
  return {
    status: answer.status,
    tag: answer.headers['etag'],
    text: answer.text,
    body: answer.text === '' ? undefined : answer.json(),
  };
}

function bodyOf(fields: Record<string, unknown> = {}): Record<string, unknown> {
  made += 1;
  return {
    name: `tool_${made}`,
    description: 'Looks up an order.',
    parameters: {
      type: 'object',
      properties: { orderNumber: { type: 'string', title: '订单号' } },
      required: ['orderNumber'],
    },
    method: 'GET',
    url: `${system.origin}/orders/{{orderNumber}}`,
    auth: { kind: 'bearer', secret: 'the-secret-token' },
    response: { fields: { status: '/status' } },
    ...fields,
  };
}

async function add(fields: Record<string, unknown> = {}) {
  const { status, body } = await call('POST', '/api/v1/tools', bodyOf(fields));
  expect([status, body]).toEqual([201, expect.anything()]);
  return body;
}

function kitOf(turnId: string = randomUUID()): ToolKit {
  const [account] = platform.app.get(Accounts).list();
  const ids = { turnId: asId<TurnId>(turnId), conversationId: asId<ConversationId>(randomUUID()) };
  return platform.app.get(Tools).available({ accountId: account?.id ?? asId(''), externalId: 'zhangsan', ...ids });
}

const options = (callKey: string) => ({ callKey, signal: new AbortController().signal, deadlineMs: 5_000 });

const rows = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  platform.app.get(Database).rows<Row>(sql, values);

describe('the API of tools', () => {
  it('keeps a tool whose secret is never seen again, and which is live everywhere within 2 s', async () => {
    const other = (await platform.startApp(ENVIRONMENT)).get(Tools);
    const tool = await add();
    expect(tool).toMatchObject({
      auth: { kind: 'bearer', hasSecret: true, headerName: null },
      hasSideEffects: false,
      timeoutMs: 10_000,
      version: 1,
    });
    const seen = await call('GET', `/api/v1/tools/${tool.id}`);
    expect(seen).toMatchObject({ status: 200, tag: '"1"', body: tool });
    const audit = await call('GET', '/api/v1/audit/events?limit=200');
    for (const text of [seen.text, audit.text, (await call('GET', '/api/v1/tools')).text]) {
      expect(text).not.toContain('the-secret-token');
    }
    const [stored] = await rows<{ secret: Buffer }>('select secret from tools where id = $1', [tool.id]);
    expect(stored?.secret.includes('the-secret-token')).toBe(false);
    await vi.waitFor(() => expect(other.get(tool.id)).toMatchObject({ secret: 'the-secret-token' }), {
      timeout: 20_000,
      interval: 50,
    });

    const changed = await call(
      'PUT',
      `/api/v1/tools/${tool.id}`,
      bodyOf({ auth: { kind: 'bearer' }, enabled: false }),
      { 'if-match': '"1"' },
    );
    expect(changed).toMatchObject({ status: 200, tag: '"2"', body: { enabled: false, auth: { hasSecret: true } } });
    await vi.waitFor(() => expect(other.get(tool.id)).toMatchObject({ enabled: false, secret: 'the-secret-token' }), {
      timeout: 20_000,
      interval: 50,
    });
    const stale = await call('PUT', `/api/v1/tools/${tool.id}`, bodyOf(), { 'if-match': '"1"' });
    expect(stale.body).toEqual(problem(412, 'request.precondition-failed'));
    expect((await call('DELETE', `/api/v1/tools/${tool.id}`, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await call('DELETE', `/api/v1/tools/${tool.id}`)).status).toBe(204);
    expect((await call('GET', `/api/v1/tools/${tool.id}`)).status).toBe(404);
    const actions = await rows<{ action: string }>(
      `select action from audit_events where details->>'toolId' = $1 order by id`,
      [tool.id],
    );
    expect(actions.map(({ action }) => action)).toEqual(['tool.created', 'tool.updated', 'tool.deleted']);
  });

  it('is refused without parameters, and where something else than a tool is sent', async () => {
    for (const body of [bodyOf({ parameters: undefined }), [], 'tool', null]) {
      expect([body, (await call('POST', '/api/v1/tools', body)).body]).toEqual([body, problem(400, 'request.invalid')]);
    }
  });

  it('carries no secret to another host', async () => {
    const tool = await add();
    for (const change of [
      { url: 'https://evil.example/{{orderNumber}}' },
      { url: `${system.origin.replace('http:', 'https:')}/{{orderNumber}}` },
      { allowedHosts: ['127.0.0.1', 'evil.example'] },
      { auth: { kind: 'basic', username: 'x' } },
    ]) {
      const answer = await call('PUT', `/api/v1/tools/${tool.id}`, bodyOf({ auth: { kind: 'bearer' }, ...change }));
      expect([change, answer.body]).toEqual([change, problem(400, 'request.invalid')]);
    }
    const none = await call('PUT', `/api/v1/tools/${tool.id}`, bodyOf({ auth: { kind: 'none' } }));
    expect(none.body).toMatchObject({ auth: { kind: 'none', hasSecret: false } });
    expect((await call('PUT', `/api/v1/tools/${tool.id}`, bodyOf({ auth: { kind: 'bearer' } }))).status).toBe(400);
  });

  it('refuses what cannot be called, and says why', async () => {
    const { name } = await add();
    expect((await call('POST', '/api/v1/tools', bodyOf({ name }))).body).toEqual(problem(409, 'request.conflict'));
    for (const fault of [
      { name: 'Order Status' },
      { description: '' },
      { parameters: { type: 'string' } },
      { parameters: 'x' },
      {
        parameters: {
          type: 'object',
          properties: Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`p${n}`, {}])),
        },
      },
      { url: 'file:///etc/passwd' },
      { url: `${system.origin}/{{unknown}}` },
      { url: 'https://{{orderNumber}}.example.com/' },
      { method: 'TRACE' },
      { headers: { Host: 'x' } },
      { headers: [] },
      { auth: undefined },
      { auth: { kind: 'bearer' } },
      { auth: { kind: 'header', secret: 'x' } },
      { auth: { kind: 'bearer', secret: 'a\r\nb' } },
      { response: { result: 'x' } },
      { response: { fields: { a: 1 } } },
      { confirmation: { fr: 'x' } },
      { timeoutMs: 60_001 },
      { allowedHosts: ['evil.example'] },
      { accountIds: [randomUUID()] },
      { surprise: 1 },
    ]) {
      const answer = await call('POST', '/api/v1/tools', bodyOf(fault));
      expect([fault, answer.body]).toEqual([fault, problem(400, 'request.invalid')]);
    }
  });

  it('lists by name, page by page', async () => {
    await Promise.all([add(), add(), add()]);
    const names: string[] = [];
    let cursor = '';
    do {
      const { body } = await call('GET', `/api/v1/tools?limit=2${cursor && `&cursor=${cursor}`}`);
      names.push(...body.items.map(({ name }: { name: string }) => name));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(names.length).toBeGreaterThan(2);
    expect(names).toEqual([...new Set(names)].toSorted());
  });

  it('tries a tool for real; one that acts only when told to', async () => {
    const tool = await add({
      response: { fields: { status: '/status' }, message: '订单{{orderNumber}}：{{/status}}' },
    });
    system.next.push({ kind: 'json', body: { status: '已发货' } });
    const tried = await call('POST', `/api/v1/tools/${tool.id}/trial`, { arguments: { orderNumber: 'A1' } });
    expect(tried).toMatchObject({
      status: 200,
      body: { ok: true, reason: null, result: { status: '已发货' }, message: '订单A1：已发货' },
    });
    expect(system.requests).toMatchObject([
      { method: 'GET', url: '/orders/A1', headers: { authorization: 'Bearer the-secret-token' } },
    ]);
    const wrong = await call('POST', `/api/v1/tools/${tool.id}/trial`, { arguments: {} });
    expect(wrong.body).toMatchObject({ ok: false, reason: 'invalid-arguments' });

    const acting = await add({ method: 'POST', url: `${system.origin}/invoices` });
    expect(acting.hasSideEffects).toBe(true);
    const untold = await call('POST', `/api/v1/tools/${acting.id}/trial`, { arguments: { orderNumber: 'A1' } });
    expect(untold.body).toEqual(problem(400, 'request.invalid'));
    const told = await call('POST', `/api/v1/tools/${acting.id}/trial`, {
      arguments: { orderNumber: 'A1' },
      mayAct: true,
    });
    expect(told.body).toMatchObject({ ok: true });
  });

  it('reaches nothing inside that nobody listed', async () => {
    const tool = await add({ url: 'http://169.254.169.254/latest/{{orderNumber}}' });
    const tried = await call('POST', `/api/v1/tools/${tool.id}/trial`, { arguments: { orderNumber: 'meta-data' } });
    expect(tried.body).toMatchObject({ ok: false, reason: 'address-refused' });
  });
});

describe('a call of a tool', () => {
  it('is made once: the same turn gets what the first attempt got', async () => {
    const { name } = await add({ method: 'POST', url: `${system.origin}/invoices` });
    const turnId = randomUUID();
    system.next.push({ kind: 'json', body: { status: 'made' } });
    const first = await kitOf(turnId).call(name, '{"orderNumber":"A1"}', options(`${turnId}/1`));
    const again = await kitOf(turnId).call(name, '{ "orderNumber": "A1" }', options(`${turnId}/1`));
    expect(first).toEqual({ ok: true, result: { status: 'made' }, text: '{"status":"made"}' });
    expect(again).toEqual(first);
    expect(system.requests).toHaveLength(1);
    const [row] = await rows<{ id: string; state: string }>('select id, state from tool_calls where tool = $1', [name]);
    expect(row?.state).toBe('completed');
    expect(system.requests[0]?.headers['idempotency-key']).toBe(row?.id);
    await kitOf(turnId).call(name, '{"orderNumber":"A2"}', options(`${turnId}/1`));
    await kitOf(turnId).call(name, '{"orderNumber":"A1"}', options(`${turnId}/2`));
    expect(system.requests).toHaveLength(3);
    const audited = await rows<{ action: string; outcome: string | null }>(
      `select action, details->>'outcome' as outcome from audit_events where details->>'callId' = $1 order by id`,
      [row?.id],
    );
    expect(audited).toEqual([
      { action: 'tool.called', outcome: null },
      { action: 'tool.answered', outcome: 'ok' },
    ]);
  });

  it('that acts is made once by two workers at once', async () => {
    const { name } = await add({ method: 'POST', url: `${system.origin}/invoices` });
    const outcomes = await Promise.all([1, 2].map(() => kitOf().call(name, '{"orderNumber":"A1"}', options('both'))));
    expect(system.requests).toHaveLength(1);
    expect(outcomes.filter(({ ok }) => ok)).not.toEqual([]);
    expect(outcomes.filter((one) => !one.ok && one.reason !== 'outcome-unknown')).toEqual([]);
  });

  it('that was killed half way is made again where it only reads, and never where it acts', async () => {
    const reading = await add();
    const acting = await add({ method: 'POST', url: `${system.origin}/invoices` });
    for (const [tool, reason] of [
      [reading, undefined],
      [acting, 'outcome-unknown'],
    ] as const) {
      const kit = kitOf();
      const aborter = new AbortController();
      system.next.push({ kind: 'hang' });
      const killed = kit.call(tool.name, '{"orderNumber":"A1"}', {
        ...options(`k/${tool.name}`),
        signal: aborter.signal,
      });
      await vi.waitFor(() => expect(system.requests.at(-1)).toMatchObject({ method: tool.method }), {
        interval: 5,
        timeout: 20_000,
      });
      aborter.abort(new Error('the lease is lost'));
      await expect(killed).rejects.toThrow('the lease is lost');
      system.requests.length = 0;
      const again = await kit.call(tool.name, '{"orderNumber":"A1"}', options(`k/${tool.name}`));
      expect(again.ok ? undefined : again.reason).toBe(reason);
      expect(system.requests).toHaveLength(reason === undefined ? 1 : 0);
    }
  });

  it('that failed is tried anew by the same turn where it only reads', async () => {
    const reading = await add();
    system.next.push({ kind: 'json', body: {}, status: 500 });
    const failed = await kitOf().call(reading.name, '{"orderNumber":"A1"}', options('f/1'));
    expect(failed).toMatchObject({ ok: false, reason: 'system-error' });
    expect(await kitOf().call(reading.name, '{"orderNumber":"A1"}', options('f/1'))).toMatchObject({ ok: true });
    const acting = await add({ method: 'PUT', timeoutMs: 150 });
    system.next.push({ kind: 'hang' });
    const late = await kitOf().call(acting.name, '{"orderNumber":"A1"}', options('f/2'));
    expect(late).toMatchObject({ ok: false, reason: 'timed-out' });
    expect(await kitOf().call(acting.name, '{"orderNumber":"A1"}', options('f/2'))).toEqual(late);
    expect(system.requests).toHaveLength(3);
  });

  it.each([
    [{ kind: 'raw', body: '<html>login</html>' }, 'invalid-response'],
    [{ kind: 'json', body: {}, status: 401 }, 'refused'],
    [{ kind: 'json', body: {}, status: 429, headers: { 'retry-after': '1' } }, 'refused'],
    [{ kind: 'json', body: {}, status: 404 }, 'not-found'],
    [{ kind: 'flood', bytes: 10_000_000 }, 'too-large'],
    [{ kind: 'cut' }, 'unreachable'],
    [{ kind: 'drip', everyMs: 20 }, 'timed-out'],
    [{ kind: 'redirect', to: 'http://169.254.169.254/' }, 'address-refused'],
  ] as const)('ends in bounded time, with its reason: %j', async (answer, reason) => {
    const { name } = await add({ timeoutMs: 400 });
    system.next.push(answer);
    const outcome = await kitOf().call(name, '{"orderNumber":"A1"}', options(randomUUID()));
    expect(outcome).toMatchObject({ ok: false, reason });
    expect(outcome.text).not.toBe('');
  });

  it('is offered to models of its account, unless it is for flows alone or put out', async () => {
    const offered = await add();
    const forFlows = await add({ forModels: false });
    const out = await add({ enabled: false });
    const elsewhere = await add({ accountIds: [] });
    const kit = kitOf();
    const names = kit.definitions.map(({ name }) => name);
    expect(names).toContain(offered.name);
    expect([forFlows, out, elsewhere].filter(({ name }) => names.includes(name))).toEqual([]);
    expect([offered, forFlows, out, elsewhere].map(({ name }) => kit.has(name))).toEqual([true, true, false, false]);
    expect(await kit.call(out.name, '{}', options('x'))).toMatchObject({ ok: false, reason: 'unknown-tool' });
  });

  it('that acts is put to the contact in words', async () => {
    const plain = await add({ method: 'POST' });
    const worded = await add({
      method: 'POST',
      confirmation: { 'zh-Hans': '取消订单{{orderNumber}}？', en: 'Cancel {{orderNumber}}?' },
    });
    const kit = kitOf();
    expect([kit.needsConfirmation(plain.name), kit.needsConfirmation(worded.name)]).toEqual([true, true]);
    const asked = (name: string, language: 'zh-Hans' | 'en') =>
      kit.prepare(name, '{"orderNumber":"A1"}', { callKey: 'k', language });
    expect(asked(plain.name, 'zh-Hans')).toMatchObject({
      ok: true,
      call: { question: expect.stringMatching(/订单号: A1.*确认/su) },
    });
    expect(asked(worded.name, 'en')).toMatchObject({
      call: { question: 'Cancel A1?', arguments: '{"orderNumber":"A1"}', tool: worded.name },
    });
    expect(kit.prepare(worded.name, '{}', { callKey: 'k', language: 'en' })).toMatchObject({
      ok: false,
      reason: 'invalid-arguments',
    });
  });

  it('is forgotten after thirty days', async () => {
    const { name } = await add();
    await kitOf().call(name, '{"orderNumber":"A1"}', options('old'));
    await rows(`update tool_calls set started_at = now() - interval '31 days' where tool = $1`, [name]);
    await platform.app
      .get(Chores)
      .all()
      .find((chore) => chore.name === 'tool-calls')
      ?.run();
    expect(await rows('select 1 from tool_calls where tool = $1', [name])).toEqual([]);
  });
});
