import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ScriptedDify } from '../setup/scripted-dify.js';
import { answer, type ScriptedModel } from '../setup/scripted-model.js';
import { MODELS_URL as URL, TestModels } from '../setup/test-models.js';
import { type Call, problem, type TestPlatform } from '../setup/test-platform.js';

const KEY = 'sk-the-key-of-this-test';

let models: TestModels;
let platform: TestPlatform;
let model: ScriptedModel;

beforeAll(async () => {
  models = await TestModels.start();
  ({ platform, model } = models);
});
afterAll(() => models.stop());
beforeEach(() => models.calmDown());

function body(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return models.body({ apiKey: KEY, ...fields });
}

function create(fields: Record<string, unknown> = {}) {
  return models.create({ apiKey: KEY, ...fields });
}

async function change(call: Call) {
  const answered = await platform.call(call);
  return { status: answered.status, body: answered.text === '' ? undefined : answered.json() };
}

describe('a model', () => {
  it('is stored with its key out of sight, and answers', async () => {
    const created = await create({ inputPrice: 2, outputPrice: 8, dailyCost: 10.5, dailyTokens: 5_000_000_000 });

    expect(created).toMatchObject({
      hasKey: true,
      enabled: true,
      version: 1,
      dailyCost: 10.5,
      dailyTokens: 5_000_000_000,
      requestsPerMinute: null,
    });
    expect(await models.complete({ modelId: created.id })).toEqual({
      outcome: 'completed',
      text: '我们九点开门。',
      toolCalls: [],
      modelId: created.id,
      model: created.name,
      milliseconds: expect.any(Number),
      firstTokenMs: expect.any(Number),
      promptTokens: 11,
      completionTokens: 7,
      cost: (11 * 2 + 7 * 8) / 1e6,
    });
    expect(model.requests).toMatchObject([{ authorization: `Bearer ${KEY}` }]);
    const seen = await Promise.all([
      platform.call({ url: URL }),
      platform.call({ url: `${URL}/${created.id}` }),
      platform.call({ url: '/api/v1/audit/events?limit=200' }),
    ]);
    expect(seen.map(({ text }) => text).join()).not.toContain(KEY);
    expect(seen[2].json().items[0]).toMatchObject({ action: 'model.created', details: { modelId: created.id } });
  });

  it('keeps its key when it is changed, unless it moves to another host', async () => {
    const { id, version, ...before } = await create();
    const fields = { ...body({ name: before.name, concurrency: 7 }), apiKey: undefined };
    const put = (more: object) => change({ method: 'PUT', url: `${URL}/${id}`, body: { ...fields, ...more } });

    expect((await put({})).body).toMatchObject({ version: version + 1, concurrency: 7, hasKey: true });
    expect((await put({ baseUrl: 'https://elsewhere.example/v1' })).body).toMatchObject({ hasKey: false });
    expect((await put({ apiKey: 'sk-new' })).body).toMatchObject({ hasKey: true });
  });

  it('takes a new key without a restart, in every process within 2 s', async () => {
    const { id } = await create();
    const other = await platform.startApp();
    await models.complete({ modelId: id }, other);
    const key = { method: 'PUT', url: `${URL}/${id}/key`, body: { apiKey: 'sk-rotated' } } as const;

    expect((await change(key)).body).toMatchObject({ hasKey: true, version: 2 });
    await expect
      .poll(
        async () => {
          await models.complete({ modelId: id }, other);
          return model.requests.at(-1)?.authorization;
        },
        { timeout: 20_000 },
      )
      .toBe('Bearer sk-rotated');
    expect((await change({ ...key, body: { apiKey: null } })).body).toMatchObject({ hasKey: false });
    await models.complete({ modelId: id });
    expect(model.requests.at(-1)?.authorization).toBeUndefined();
    expect((await change({ ...key, body: { apiKey: 'with a space' } })).status).toBe(400);
    expect((await change({ ...key, body: { apiKey: 'bad\nline' } })).status).toBe(400);
  });

  it('is refused in a wrong form, and under a name that is taken', async () => {
    const { name } = await create();
    const wrong: Record<string, unknown>[] = [
      { provider: 'telepathy' },
      { baseUrl: 'ftp://models.example' },
      { baseUrl: 'https://user:pass@models.example' },
      { baseUrl: 'not an address' },
      { model: '' },
      { name: ' ' },
      { timeoutMs: 0 },
      { firstTokenTimeoutMs: 30_000, timeoutMs: 20_000 },
      { concurrency: 0 },
      { dailyTokens: -1 },
      { inputPrice: '2' },
      { surprise: true },
    ];
    for (const fields of wrong) {
      expect((await change({ method: 'POST', url: URL, body: body(fields) })).status, JSON.stringify(fields)).toBe(400);
    }
    const taken = await change({ method: 'POST', url: URL, body: body({ name }) });
    expect(taken).toMatchObject({ status: 409, body: problem(409, 'request.conflict') });
    const { id } = await create();
    expect((await change({ method: 'PUT', url: `${URL}/${id}`, body: body({ name }) })).status).toBe(409);
  });

  it('that somebody else changed is not changed over their head', async () => {
    const { id } = await create();
    const stale = { headers: { 'if-match': '"7"' } };

    expect((await change({ method: 'PUT', url: `${URL}/${id}`, body: body(), ...stale })).status).toBe(412);
    expect((await change({ method: 'PUT', url: `${URL}/${id}/key`, body: { apiKey: 'k' }, ...stale })).status).toBe(
      412,
    );
    expect((await change({ method: 'DELETE', url: `${URL}/${id}`, ...stale })).status).toBe(412);
    const seen = await platform.call({ url: `${URL}/${id}`, headers: { 'if-none-match': '"1"' } });
    expect(seen).toMatchObject({ status: 304, headers: { etag: '"1"' } });
  });

  it('that was deleted is gone; one that a route names is not deleted', async () => {
    const { id } = await create();
    await models.database.run(
      `insert into routes (id, name, priority, enabled, condition, settings, arms, slots)
       values (gen_random_uuid(), 'main', 1, true, '{}', '{}', $1, '[]')`,
      [JSON.stringify([{ name: 'control', weight: 100, modelIds: [id], knowledge: 'live' }])],
    );
    expect((await change({ method: 'DELETE', url: `${URL}/${id}` })).status).toBe(409);

    await models.database.run('delete from routes');
    expect((await change({ method: 'DELETE', url: `${URL}/${id}` })).status).toBe(204);
    expect((await change({ url: `${URL}/${id}` })).status).toBe(404);
    expect(await models.complete({ modelId: id })).toMatchObject({ outcome: 'failed', reason: 'disabled', model: '' });
  });

  it('that is disabled is not asked, but can be checked', async () => {
    const { id } = await create({ enabled: false });

    expect(await models.complete({ modelId: id })).toMatchObject({ outcome: 'failed', reason: 'disabled' });
    expect(model.requests).toEqual([]);
    expect((await change({ method: 'POST', url: `${URL}/${id}/check` })).body).toEqual({
      ok: true,
      milliseconds: expect.any(Number),
      firstTokenMs: expect.any(Number),
      reason: null,
    });
  });

  it('that does not answer says why when it is checked', async () => {
    const { id } = await create({ timeoutMs: 500, firstTokenTimeoutMs: 300 });
    const check = () => change({ method: 'POST', url: `${URL}/${id}/check` });

    model.otherwise = { kind: 'error', status: 401 };
    expect((await check()).body).toMatchObject({ ok: false, reason: 'unauthorised', firstTokenMs: null });
    model.otherwise = { kind: 'hang' };
    expect((await check()).body).toMatchObject({ ok: false, reason: 'timeout' });
    expect((await change({ method: 'POST', url: `${URL}/00000000-0000-4000-8000-000000000000/check` })).status).toBe(
      404,
    );
  });

  it('is listed page by page', async () => {
    const all = (await platform.call({ url: URL })).json();
    const first = (await platform.call({ url: `${URL}?limit=2` })).json();
    const second = (await platform.call({ url: `${URL}?limit=200&cursor=${first.nextCursor}` })).json();

    expect([...first.items, ...second.items]).toEqual(all.items);
    expect(second.nextCursor).toBeNull();
  });
});

it('personal data is masked in what leaves, and put back where the answer repeats its placeholder', async () => {
  const { id } = await create();
  model.next.push(answer('请写邮件到 〔邮箱·1〕。'));
  const messages = [{ role: 'user' as const, content: '发票写到 fapiao@yunshan.example，手机 13912345678' }];

  expect(await models.complete({ modelId: id, messages })).toMatchObject({
    text: '请写邮件到 fapiao@yunshan.example。',
  });
  expect(JSON.stringify(model.requests[0]?.body)).not.toMatch(/\d{4}|fapiao@/);
});

it('goes through the proxy that the configuration names', async () => {
  const { id } = await create();
  const other = await platform.startApp({ HTTP_PROXY: 'http://127.0.0.1:9' });

  expect(await models.complete({ modelId: id }, other)).toMatchObject({ outcome: 'failed', reason: 'unavailable' });
  expect(model.requests).toEqual([]);
});

it('a conversation at Dify goes on in another process', async () => {
  const dify = await ScriptedDify.start();
  const { id } = await create({ provider: 'dify', baseUrl: dify.baseUrl, model: '' });
  const other = await platform.startApp();
  await models.complete({ modelId: id });
  await models.complete({ modelId: id }, other);

  expect(dify.requests.map(({ body: asked }) => asked['conversation_id'])).toEqual(['', [...dify.conversations][0]]);
  await dify.stop();
});
