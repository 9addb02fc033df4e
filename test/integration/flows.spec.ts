import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Chores } from '../../src/common/chores.js';
import { type AccountId, asId, type ContactId, type ConversationId, type TurnId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { FlowLibrary } from '../../src/dialog/flows/flow-library.js';
import { FlowRuns } from '../../src/dialog/flows/flow-runs.js';
import type { FlowResult, FlowState } from '../../src/dialog/flows/flow-state.js';
import { FlowsModule } from '../../src/dialog/flows/flows.module.js';
import { Flows, type FlowTurn } from '../../src/dialog/flows/flows.js';
import { Tools } from '../../src/dialog/tools/tools.js';
import { Accounts } from '../../src/settings/accounts.js';
import { ScriptedSystem } from '../setup/scripted-system.js';
import { type Call, problem, TestPlatform } from '../setup/test-platform.js';

const ENVIRONMENT = { TOOL_PRIVATE_HOSTS: '127.0.0.1' };
const TAX_NUMBER = '91350100M000100Y43';

let platform: TestPlatform;
let system: ScriptedSystem;

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
afterEach(async () => {
  for (const id of toolIds.splice(0)) {
    await call('DELETE', `/api/v1/tools/${id}`);
  }
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
  return { status: answer.status, tag: answer.headers['etag'], body: answer.text === '' ? undefined : answer.json() };
}

const rows = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  platform.app.get(Database).rows<Row>(sql, values);

function accountId(): AccountId {
  return platform.app.get(Accounts).list()[0]?.id ?? asId('');
}

const toolIds: string[] = [];

/** There until the end of the test. */
async function addTool(fields: Record<string, unknown>): Promise<void> {
  const { status, body } = await call('POST', '/api/v1/tools', {
    auth: { kind: 'none' },
    description: 'A tool.',
    ...fields,
  });
  expect([status, body]).toEqual([201, expect.anything()]);
  toolIds.push(body.id);
}

const orderTool = () => ({
  name: 'order_status',
  parameters: { type: 'object', properties: { orderNumber: { type: 'string' } }, required: ['orderNumber'] },
  method: 'GET',
  url: `${system.origin}/orders/{{orderNumber}}?contact={{$externalId}}`,
});

const invoiceTool = () => ({
  name: 'create_invoice',
  parameters: {
    type: 'object',
    properties: { title: { type: 'string' }, amount: { type: 'number' } },
    required: ['title', 'amount'],
  },
  method: 'POST',
  url: `${system.origin}/invoices`,
  response: { message: '发票 {{/number}} 已开具。' },
});

/** A conversation that says one thing after the other, each turn ending as the dialog would end it. */
class Talk {
  readonly conversationId = asId<ConversationId>(randomUUID());
  private readonly contactId = asId<ContactId>(randomUUID());

  get where() {
    return { id: this.conversationId, contactId: this.contactId };
  }

  async start(): Promise<this> {
    await rows(`insert into contacts (id, account_id, external_id) values ($1, $2, $3)`, [
      this.contactId,
      accountId(),
      this.contactId,
    ]);
    await rows(`insert into conversations (id, contact_id, account_id) values ($1, $2, $3)`, [
      this.conversationId,
      this.contactId,
      accountId(),
    ]);
    return this;
  }

  async say(text: string, turn: Partial<FlowTurn> = {}): Promise<FlowResult> {
    const runs = platform.app.get(FlowRuns);
    const result = await platform.app.get(Flows).turn({
      state: await runs.of(this.where),
      text,
      language: 'zh-Hans',
      accountId: accountId(),
      contactId: this.contactId,
      externalId: 'zhangsan',
      conversationId: this.conversationId,
      turnId: asId<TurnId>(randomUUID()),
      requestId: 'r',
      signal: new AbortController().signal,
      deadlineMs: 5_000,
      ...turn,
    });
    await this.store(stateOf(result));
    return result;
  }

  store(state: FlowState | null): Promise<void> {
    const runs = platform.app.get(FlowRuns);
    return platform.app.get(Database).transaction((tx) => runs.store(tx, this.where, state));
  }

  state(): Promise<FlowState | undefined> {
    return platform.app.get(FlowRuns).of(this.where);
  }
}

function stateOf(result: FlowResult): FlowState | null {
  switch (result.kind) {
    case 'none':
      return null;
    case 'aside':
      return result.resume.state;
    case 'reply':
    case 'handoff':
      return result.state;
  }
}

describe('a flow in a conversation', () => {
  it('asks for the order, calls the enterprise and answers', async () => {
    await addTool(orderTool());
    const talk = await new Talk().start();
    expect(await talk.say('你好')).toEqual({ kind: 'none' });
    expect(await talk.say('我的订单到哪了', { intent: 'order-status' })).toMatchObject({
      kind: 'reply',
      reason: 'flow-asked',
    });
    system.next.push({ kind: 'json', body: { status: '已发货，明天送达' } });
    expect(await talk.say('SF12345678')).toMatchObject({
      kind: 'reply',
      reason: 'flow-done',
      text: '订单 SF12345678 目前的状态：已发货，明天送达。',
      trace: { flow: 'order-status', toolCalls: [{ tool: 'order_status', ok: true }] },
    });
    expect(system.requests.map(({ url }) => url)).toEqual(['/orders/SF12345678?contact=zhangsan']);
    expect(await talk.state()).toBeUndefined();
  });

  it('hands off with the number where no tool is there', async () => {
    const talk = await new Talk().start();
    await talk.say('查订单', { intent: 'order-status' });
    const result = await talk.say('SF12345678');
    expect(result).toMatchObject({
      kind: 'handoff',
      reason: 'flow-handoff',
      summary: '订单查询\norderNumber: SF12345678',
    });
    expect(await talk.state()).toBeUndefined();
  });

  it('makes an invoice once, after a yes, though the turn is done twice', async () => {
    await addTool(invoiceTool());
    const talk = await new Talk().start();
    await talk.say('要发票', { intent: 'invoice-request' });
    for (const text of ['企业', '杭州茶香科技有限公司', TAX_NUMBER, '1299', 'cai@example.com']) {
      await talk.say(text);
    }
    const state = await talk.state();
    expect(system.requests).toEqual([]);
    system.next.push({ kind: 'json', body: { number: 'F001' } });
    const turnId = asId<TurnId>(randomUUID());
    const first = await talk.say('确认', { turnId });
    const again = await talk.say('确认', { turnId, state });
    expect(first).toMatchObject({ kind: 'reply', reason: 'flow-done', text: '发票 F001 已开具。' });
    expect(again).toMatchObject({ kind: 'reply', text: '发票 F001 已开具。' });
    expect(system.requests).toHaveLength(1);
    expect(JSON.parse(system.requests[0]?.body ?? '')).toMatchObject({ title: '杭州茶香科技有限公司', amount: 1299 });
  });

  it('is left for another question and come back to, and forgotten after too many', async () => {
    const talk = await new Talk().start();
    await talk.say('查订单', { intent: 'order-status' });
    const aside = await talk.say('运费多少钱？', { intent: 'question' });
    expect(aside).toMatchObject({ kind: 'aside', resume: { text: expect.stringContaining('订单查询') } });
    expect(await talk.say('谢谢', { intent: 'thanks' })).toMatchObject({ kind: 'aside' });
    expect(await talk.say('几点下班？')).toMatchObject({ kind: 'aside', resume: { state: { asides: 3 } } });
    expect(await talk.say('周末呢？')).toMatchObject({ kind: 'aside', resume: { text: '', state: null } });
    expect(await talk.say('SF12345678')).toEqual({ kind: 'none' });
  });

  it('gives way to another flow, and is gone on with afterwards', async () => {
    const talk = await new Talk().start();
    await talk.say('要发票', { intent: 'invoice-request' });
    await talk.say('企业');
    const other = await talk.say('先查一下我的订单到哪了？', { intent: 'order-status' });
    expect(other).toMatchObject({
      kind: 'reply',
      state: { flow: 'order-status', suspended: { flow: 'invoice-request' } },
    });
    const back = await talk.say('取消');
    expect(back).toMatchObject({
      kind: 'reply',
      reason: 'flow-asked',
      state: { flow: 'invoice-request', slots: { kind: 'company' } },
    });
    expect(back.kind === 'reply' && back.text).toMatch(/已取消.*接着刚才的“开具发票”.*发票抬头/su);
  });

  it('runs out', async () => {
    const talk = await new Talk().start();
    await talk.say('查订单', { intent: 'order-status' });
    expect(await talk.state()).toBeDefined();
    await rows(`update flow_runs set expires_at = now() - interval '1 second' where conversation_id = $1`, [
      talk.conversationId,
    ]);
    expect(await talk.say('SF12345678')).toEqual({ kind: 'none' });
    await talk.store({ kind: 'tool-confirmation', tool: 't', arguments: '{}', callKey: 'k', question: '?', asides: 0 });
    await rows(`update flow_runs set expires_at = now() - interval '1 second'`);
    await platform.app
      .get(Chores)
      .all()
      .find(({ name }) => name === 'flow-runs')
      ?.run();
    expect(await rows('select 1 from flow_runs')).toEqual([]);
  });

  it('ends where the flow was taken away meanwhile', async () => {
    const talk = await new Talk().start();
    await talk.say('查订单', { intent: 'order-status' });
    const { source } = (await call('GET', '/api/v1/flows/order-status')).body;
    await call('PUT', '/api/v1/flows/order-status', { source, enabled: false });
    expect(await talk.say('SF12345678')).toEqual({ kind: 'none' });
    expect(await talk.say('查订单', { intent: 'order-status' })).toEqual({ kind: 'none' });
    await call('DELETE', '/api/v1/flows/order-status');
  });
});

describe("a model's call that waits for a yes", () => {
  const pending = async (talk: Talk) => {
    const kit = platform.app.get(Tools).available({ accountId: accountId() });
    const prepared = kit.prepare('create_invoice', '{"title":"A","amount":1}', {
      callKey: randomUUID(),
      language: 'zh-Hans',
    });
    await talk.store(prepared.ok ? prepared.call : null);
  };

  it('is made after a yes, once, and not after anything else', async () => {
    await addTool(invoiceTool());
    const talk = await new Talk().start();
    await pending(talk);
    expect(await talk.say('金额是多少来着？')).toMatchObject({ kind: 'aside', resume: { state: { asides: 1 } } });
    system.next.push({ kind: 'json', body: { number: 'F002' } });
    expect(await talk.say('好的')).toMatchObject({ kind: 'reply', reason: 'flow-done', text: '发票 F002 已开具。' });
    expect(await talk.say('好的')).toEqual({ kind: 'none' });
    await pending(talk);
    expect(await talk.say('查订单', { intent: 'order-status' })).toMatchObject({ state: { flow: 'order-status' } });
    await pending(talk);
    expect(await talk.say('不要了')).toMatchObject({ kind: 'reply', reason: 'flow-cancelled' });
    await pending(talk);
    expect(await talk.say('今天天气不错')).toMatchObject({ kind: 'aside' });
    expect(await talk.say('明天也不错')).toMatchObject({ kind: 'aside', resume: { text: '', state: null } });
    expect(await talk.say('好的')).toEqual({ kind: 'none' });
    expect(system.requests).toHaveLength(1);
  });

  it('goes to a human where nobody knows what came of it', async () => {
    await addTool({ ...invoiceTool(), timeoutMs: 150 });
    const talk = await new Talk().start();
    await pending(talk);
    system.next.push({ kind: 'hang' });
    expect(await talk.say('确认')).toMatchObject({ kind: 'handoff', text: expect.stringContaining('不要重复提交') });
  });
});

describe('the API of flows', () => {
  const source = (text: string) =>
    `name: survey\ntitle: 调查\nintents: [survey]\nsteps:\n- {ask: score, text: '${text}', type: number}\n`;

  it('shows those that come with the program', async () => {
    const { body } = await call('GET', '/api/v1/flows');
    expect(body.items).toMatchObject([
      { name: 'invoice-request', origin: 'shipped', enabled: true, version: 0, intents: ['invoice-request'] },
      { name: 'order-status', origin: 'shipped', enabled: true, version: 0 },
    ]);
    expect((await call('GET', '/api/v1/flows?limit=1')).body).toMatchObject({
      items: [{ name: 'invoice-request' }],
      nextCursor: expect.any(String),
    });
  });

  it('keeps what people write, live everywhere within 2 s, and gives a file its word back', async () => {
    const other = (await platform.startApp(ENVIRONMENT)).get(FlowLibrary);
    const set = await call('PUT', '/api/v1/flows/survey', { source: source('几分？') });
    expect(set).toMatchObject({
      status: 200,
      tag: '"1"',
      body: { name: 'survey', origin: 'stored', steps: 1, version: 1 },
    });
    await vi.waitFor(() => expect(other.begunBy('survey', accountId())?.name).toBe('survey'), {
      timeout: 20_000,
      interval: 50,
    });
    const stale = await call('PUT', '/api/v1/flows/survey', { source: source('几分') }, { 'if-match': '"7"' });
    expect(stale.body).toEqual(problem(412, 'request.precondition-failed'));
    expect((await call('PUT', '/api/v1/flows/survey', { source: source('多少分？') }, { 'if-match': '"1"' })).tag).toBe(
      '"2"',
    );
    expect((await call('GET', '/api/v1/flows/survey', undefined, { 'if-none-match': '"2"' })).status).toBe(304);
    expect((await call('DELETE', '/api/v1/flows/survey')).status).toBe(204);
    expect((await call('DELETE', '/api/v1/flows/survey')).status).toBe(404);
    await vi.waitFor(() => expect(other.begunBy('survey', accountId())).toBeUndefined(), {
      timeout: 20_000,
      interval: 50,
    });

    const own = source('?').replaceAll('survey', 'order-status');
    expect(
      (await call('PUT', '/api/v1/flows/order-status', { source: own }, { 'if-match': '"0"' })).body,
    ).toMatchObject({ origin: 'stored', version: 1 });
    expect((await call('DELETE', '/api/v1/flows/order-status')).status).toBe(204);
    expect((await call('GET', '/api/v1/flows/order-status')).body).toMatchObject({ origin: 'shipped', version: 0 });
    const audited = await rows<{ action: string }>(
      `select action from audit_events where details->>'name' = 'survey' order by id`,
    );
    expect(audited.map(({ action }) => action)).toEqual(['flow.changed', 'flow.changed', 'flow.deleted']);
  });

  it('refuses what cannot be run, and says why', async () => {
    const faultsOf = async (text: unknown) => (await call('PUT', '/api/v1/flows/survey', { source: text })).body;
    expect(await faultsOf(`${source('?')}- {say: hi, next: nowhere}\n`)).toMatchObject({
      code: 'request.invalid',
      faults: ['source: /steps/1: there is no step nowhere to go to'],
    });
    for (const text of ['', 'x', 'a: [', source('?').replace('survey', 'other'), 'x'.repeat(64_001), 1, null]) {
      expect(await faultsOf(text)).toEqual(problem(400, 'request.invalid'));
    }
    const elsewhere = `${source('?')}accountIds: [${randomUUID()}]\n`;
    expect(await faultsOf(elsewhere)).toEqual(problem(400, 'request.invalid'));
    expect((await call('PUT', '/api/v1/flows/Bad%20Name', { source: source('?') })).status).toBe(400);
  });

  it('reads the folder of own flows at the start, or says what is wrong in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kefu-flows-'));
    writeFileSync(join(folder, 'survey.yaml'), source('几分？'));
    const library = (await platform.startApp({ ...ENVIRONMENT, FLOWS_DIR: folder })).get(FlowLibrary);
    expect(library.get('survey')).toMatchObject({ origin: 'folder', version: 0 });
    expect(library.list()).toHaveLength(3);
    writeFileSync(join(folder, 'broken.yaml'), 'name: broken\ntitle: x\nintents: []\nsteps: [{shout: x}]');
    await expect(platform.startApp({ ...ENVIRONMENT, FLOWS_DIR: folder })).rejects.toThrow(
      /broken\.yaml: \/steps\/0: is one of/u,
    );
    await expect(platform.startApp({ ...ENVIRONMENT, FLOWS_DIR: join(folder, 'none') })).rejects.toThrow('FLOWS_DIR');
    rmSync(folder, { recursive: true });
  });
});
