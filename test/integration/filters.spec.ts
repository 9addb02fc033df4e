import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import { newId, type TurnId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { Filters } from '../../src/dialog/filters/filters.js';
import { FiltersModule } from '../../src/dialog/filters/filters.module.js';
import { type Call, problem, TestPlatform } from '../setup/test-platform.js';

let platform: TestPlatform;
let made = 0;

beforeAll(async () => {
  platform = await TestPlatform.start((config) => [FiltersModule.forRoot(config)]);
});
afterAll(() => platform.stop());

async function call(method: Call['method'], path: string, body?: unknown, headers: Record<string, string> = {}) {
  const url = `/api/v1/filters${path}`;
  const answer = await platform.call({ method: method ?? 'GET', url, headers, ...(body !== undefined && { body }) });
  const tag = answer.headers['etag'] ?? '';
  return { status: answer.status, tag, body: answer.text === '' ? undefined : answer.json() };
}

async function upload(id: string, file: string, query: string, headers: Record<string, string> = {}) {
  const url = `/api/v1/filters/lists/${id}/imports?${query}`;
  const answer = await platform.call({ method: 'POST', url, payload: Buffer.from(file), headers });
  return { status: answer.status, body: answer.json() };
}

/** What a test does not care about is filled in. */
async function addList(fields: Record<string, unknown> = {}) {
  made += 1;
  const { status, body } = await call('POST', '/lists', { name: `list-${made}`, action: 'refuse', ...fields });
  expect(status).toBe(201);
  return body;
}

const filters = () => platform.app.get(Filters);
const database = () => platform.app.get(Database);
const actionOn = (text: string) => filters().inbound(text).action;

describe('a new installation', () => {
  it('has short lists that leave ordinary messages alone', async () => {
    const { body } = await call('GET', '/lists');
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
      'default-abuse',
      'default-crime',
      'default-exceptions',
    ]);
    for (const text of ['怎么开发票', '花呗可以提现吗', '固体废物怎么处理', '客服在吗', '我妈妈的手机坏了']) {
      expect([text, actionOn(text)]).toEqual([text, 'pass']);
    }
    expect(filters().outbound('滚 蛋吧')).toMatchObject({ action: 'mask', text: '***吧' });
    expect(actionOn('需要代开发票吗')).toBe('refuse');
  });
});

describe('a list', () => {
  it('does not find its words in placeholders, which are ours, nor across them', async () => {
    const { id } = await addList({ name: '证件', direction: 'both' });
    for (const word of ['身份证号', '办证']) {
      expect((await call('PUT', `/lists/${id}/words/${encodeURIComponent(word)}`, {})).status).toBe(200);
    }
    expect(['我的身份证号', '〔身份证号·1〕', '办〔身份证号·1〕证', '办 证'].map(actionOn)).toEqual([
      'refuse',
      'pass',
      'pass',
      'refuse',
    ]);
    expect((await call('DELETE', `/lists/${id}`)).status).toBe(204);
  });

  it('is live in every process within 2 s, and so is what becomes of its words', async () => {
    const other = (await platform.startApp()).get(Filters);
    const { id } = await addList({ name: '竞品', direction: 'outbound' });
    expect((await call('PUT', `/lists/${id}/words/${encodeURIComponent('某某云')}`, {})).status).toBe(200);
    expect(filters().outbound('建议用某·某·云').action).toBe('refuse');
    expect(actionOn('你们和某某云比呢')).toBe('pass');
    await expect.poll(() => other.outbound('建议用某某云').action, { timeout: 20_000 }).toBe('refuse');

    await call('PUT', `/lists/${id}/words/${encodeURIComponent('某某云')}`, { action: 'mask' });
    expect(filters().outbound('建议用某某云')).toMatchObject({ action: 'mask', text: '建议用***' });
    const change = { name: '竞品', action: 'refuse', direction: 'both', enabled: false };
    expect((await call('PUT', `/lists/${id}`, change)).status).toBe(200);
    await expect.poll(() => other.outbound('建议用某某云').action, { timeout: 20_000 }).toBe('pass');

    expect((await call('DELETE', `/lists/${id}/words/${encodeURIComponent('某某云')}`)).status).toBe(204);
    expect((await call('DELETE', `/lists/${id}/words/${encodeURIComponent('某某云')}`)).status).toBe(404);
    expect((await call('GET', `/lists/${id}`)).body).toMatchObject({ words: 0, enabled: false });
    expect((await call('DELETE', `/lists/${id}`)).status).toBe(204);
    expect((await call('GET', `/lists/${id}`)).status).toBe(404);
    const events = await database().rows<{ action: string }>(
      `select action from audit_events where details->>'listId' = $1 order by id`,
      [id],
    );
    expect(events.map(({ action }) => action)).toEqual([
      'filter.list-created',
      'filter.word-set',
      'filter.word-set',
      'filter.list-updated',
      'filter.word-removed',
      'filter.list-deleted',
    ]);
  });

  it('of two editors is that of one, and of two names one is refused', async () => {
    const { id, name } = await addList();
    const change = { name, action: 'mask' };
    const put = () => call('PUT', `/lists/${id}`, change, { 'if-match': '"1"' });
    const statuses = (await Promise.all([put(), put()])).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect(await call('GET', `/lists/${id}`, undefined, { 'if-none-match': '"2"' })).toMatchObject({ status: 304 });
    expect((await call('POST', '/lists', { name, action: 'mask' })).body).toEqual(problem(409, 'request.conflict'));
  });

  it.each([
    {},
    { name: '', action: 'mask' },
    { name: 'x', action: 'panic' },
    { name: 'x', action: 'mask', direction: 'up' },
    { name: 'x'.repeat(101), action: 'mask' },
    { name: 'x', action: 'mask', accountIds: [randomUUID()] },
    { name: 'x', action: 'mask', surprise: true },
  ])('is refused when it is none: %j', async (body) => {
    expect((await call('POST', '/lists', body)).body).toEqual(problem(400, 'request.invalid'));
  });

  it('has words that are read page by page', async () => {
    const { id } = await addList();
    await upload(id, '赌博\n代开\nspam,mask\n', 'format=csv');
    const first = await call('GET', `/lists/${id}/words?limit=2`);
    expect(first.body.items).toEqual([
      { word: 'spam', action: 'mask' },
      { word: '代开', action: null },
    ]);
    const second = await call('GET', `/lists/${id}/words?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toEqual({ items: [{ word: '赌博', action: null }], nextCursor: null });
    expect((await call('GET', `/lists/${randomUUID()}/words`)).status).toBe(404);
    for (const word of ['*', 'x', '长'.repeat(51)]) {
      expect((await call('PUT', `/lists/${id}/words/${encodeURIComponent(word)}`, {})).status).toBe(400);
    }
  });
});

describe('an import', () => {
  const messages = ['怎么开发票', '发票抬头写错了', '想退款', '发 票呢', '你好'];

  beforeAll(async () => {
    const db = database();
    const [account, contact, conversation] = [randomUUID(), randomUUID(), randomUUID()];
    await db.run(
      `insert into accounts (id, kind, name, parameters, secrets) values ($1, 'wecom-app', 'a', '{}', '\\x00')`,
      [account],
    );
    await db.run('insert into contacts (id, account_id, external_id) values ($1, $2, $3)', [contact, account, 'c']);
    await db.run('insert into conversations (id, contact_id, account_id) values ($1, $2, $3)', [
      conversation,
      contact,
      account,
    ]);
    for (const text of messages) {
      await db.run(
        `insert into messages (id, conversation_id, contact_id, direction, sender, content)
         values ($1, $2, $3, 'inbound', 'contact', $4)`,
        [newId(), conversation, contact, JSON.stringify({ type: 'text', text })],
      );
    }
  });

  it('says how many recent messages each word would have hit, before and when it is done', async () => {
    const { id } = await addList({ enabled: false });
    const file = JSON.stringify([{ word: '发票' }, { word: '退款', action: 'alert' }, '银河', '*']);
    const recent = {
      messages: 5,
      hit: 4,
      words: [
        { word: '发票', messages: 3 },
        { word: '退款', messages: 1 },
      ],
    };
    const dry = await upload(id, file, 'format=json&dryRun=true');
    expect(dry).toMatchObject({
      status: 200,
      body: { dryRun: true, words: 3, added: 3, unusable: { count: 1, examples: ['*'] }, recent, list: { words: 0 } },
    });
    const done = await upload(id, file, 'format=json', { 'if-match': '"1"' });
    expect(done.body).toMatchObject({ dryRun: false, added: 3, recent, list: { words: 3, version: 2 } });
    const again = await upload(id, '发票,mask\n新词\n', 'format=csv&mode=replace&messages=2');
    expect(again.body).toMatchObject({ words: 2, added: 1, changed: 1, removed: 2, list: { words: 2 } });
    expect(again.body.recent).toEqual({ messages: 2, hit: 1, words: [{ word: '发票', messages: 1 }] });
    expect((await upload(id, file, 'format=json', { 'if-match': '"1"' })).body).toEqual(
      problem(412, 'request.precondition-failed'),
    );
  });

  it('of 50,000 words is in force within 2 s, and holds up nothing', async () => {
    const { id } = await addList();
    const words = Array.from({ length: 50_000 }, (_, n) => `违禁${String.fromCharCode(0x4e00 + (n % 20_000))}品${n}`);
    const done = await upload(id, words.join('\n'), 'format=txt&messages=0');
    expect(done.body).toMatchObject({ words: 50_000, added: 50_000 });
    expect(actionOn(`卖${words[49_999]}吗`)).toBe('refuse');
    expect((await call('DELETE', `/lists/${id}`)).status).toBe(204);
  });

  it('is refused when it is too much or no file', async () => {
    const { id } = await addList();
    const many = (count: number) => Array.from({ length: count }, (_, n) => `词语${n}`).join('\n');
    expect((await upload(id, many(100_001), 'format=txt')).body).toEqual(problem(400, 'request.invalid'));
    expect((await upload(id, '', 'format=txt')).body).toEqual(problem(400, 'request.invalid'));
    expect((await upload(id, 'x', 'format=exe')).body).toEqual(problem(400, 'request.invalid'));
    expect((await upload(id, '赌博', 'format=txt&messages=5001')).body).toEqual(problem(400, 'request.invalid'));
    expect((await upload(randomUUID(), '赌博', 'format=txt')).body).toEqual(problem(404, 'request.not-found'));
  });
});

describe('a rule', () => {
  it('keeps amounts out of answers but of some categories, and codes out of all', async () => {
    const amounts = await call('POST', '/rules', {
      name: 'amounts',
      kind: 'amount',
      action: 'refuse',
      exceptCategories: ['价格'],
    });
    expect(amounts).toMatchObject({ status: 201, tag: '"1"' });
    const codes = { name: 'codes', kind: 'pattern', pattern: 'INT-\\d{4}', action: 'mask' };
    const { body: code } = await call('POST', '/rules', codes);
    expect(filters().outbound('售价 99 元', { category: '价格' }).action).toBe('pass');
    expect(filters().outbound('售价 99 元', { category: '售后' }).action).toBe('refuse');
    expect(filters().outbound('见 int-2024。').text).toBe('见 ********。');
    expect(actionOn('我付了 99 元')).toBe('pass');

    const trial = { text: '见 INT-2024', direction: 'outbound' };
    expect((await call('POST', '/trials', trial)).body).toEqual({
      action: 'mask',
      text: '见 ********',
      hits: [{ list: 'codes', word: 'codes', action: 'mask', start: 2, end: 10 }],
    });
    const off = await call('PUT', `/rules/${code.id}`, { ...codes, enabled: false }, { 'if-match': '"1"' });
    expect(off).toMatchObject({ status: 200, tag: '"2"' });
    expect(filters().outbound('见 INT-2024').action).toBe('pass');
    expect((await call('GET', `/rules/${code.id}`)).body).toMatchObject({ pattern: 'INT-\\d{4}', enabled: false });
    expect((await call('GET', '/rules')).body.items).toHaveLength(2);
    for (const { id } of [amounts.body, code]) {
      expect((await call('DELETE', `/rules/${id}`)).status).toBe(204);
      expect((await call('GET', `/rules/${id}`)).status).toBe(404);
    }
  });

  it.each([
    { kind: 'pattern' },
    { kind: 'pattern', pattern: '(a)\\1' },
    { kind: 'pattern', pattern: '(' },
    { kind: 'pattern', pattern: 'x'.repeat(501) },
    { kind: 'amount', pattern: 'x' },
    { kind: 'pattern', pattern: 'x', action: 'allow' },
    { kind: 'pattern', pattern: 'x', exceptCategories: [''] },
  ])('is refused when it cannot be used: %j', async (fields) => {
    const answer = await call('POST', '/rules', { name: 'bad', action: 'refuse', ...fields });
    expect(answer.body).toEqual(problem(400, 'request.invalid'));
  });
});

describe('an alert', () => {
  it('lets the text pass and stands in the audit log', async () => {
    const { id } = await addList({ name: 'watch', action: 'alert' });
    await call('PUT', `/lists/${id}/words/${encodeURIComponent('投诉到工商')}`, {});
    const verdict = filters().inbound('我要投诉到工商');
    expect(verdict).toMatchObject({ action: 'pass', text: '我要投诉到工商', alerts: [{ word: '投诉到工商' }] });
    const turnId = newId<TurnId>();
    await database().transaction((tx) =>
      filters().recordAlerts(tx, { actor: SYSTEM, requestId: 'r' }, turnId, 'inbound', verdict),
    );
    const [event] = await database().rows(`select details from audit_events where action = 'filter.alerted'`);
    expect(event).toEqual({
      details: { turnId, direction: 'inbound', hits: [{ list: 'watch', word: '投诉到工商' }] },
    });
  });
});
