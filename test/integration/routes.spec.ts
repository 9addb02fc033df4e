import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Chores } from '../../src/common/chores.js';
import { type AccountId, type ContactId, newId } from '../../src/common/ids.js';
import { Database } from '../../src/database/database.js';
import { Models } from '../../src/models/models.js';
import { ModelsModule } from '../../src/models/models.module.js';
import { Prompts } from '../../src/models/prompts/prompts.js';
import { PromptsModule } from '../../src/models/prompts/prompts.module.js';
import type { RouteQuestion } from '../../src/models/routes/route.js';
import { Routes } from '../../src/models/routes/routes.js';
import { RoutesModule } from '../../src/models/routes/routes.module.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { type Call, problem, TestPlatform } from '../setup/test-platform.js';

const MODEL = { LLM_BASE_URL: 'http://127.0.0.1:9/v1', LLM_MODEL: 'nobody-answers', ROLE: 'web' };

let platform: TestPlatform;
let other: NestFastifyApplication;
let database: Database;
let accountId: string;
let modelId: string;

beforeAll(async () => {
  platform = await TestPlatform.start((config) => [
    QueueModule,
    ModelsModule,
    PromptsModule.forRoot(config),
    RoutesModule.forRoot(config),
  ]);
  other = await platform.startApp(MODEL);
  database = platform.app.get(Database);
  accountId = await account();
  modelId = other.get(Models).list()[0]?.id ?? '';
  await vi.waitFor(() => expect(platform.app.get(Models).list()).toHaveLength(1), 20_000);
});
afterAll(() => platform.stop());
beforeEach(async () => {
  const { items } = (await call('GET', '?limit=200')).body;
  await Promise.all(items.map(({ id }: { id: string }) => call('DELETE', `/${id}`)));
  await database.run('delete from turns');
  await database.run('delete from asked_questions');
});

async function call(
  method: Call['method'],
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  on = platform.app,
) {
  const answer = await platform.call({
    ...(method !== undefined && { method }),
    url: `/api/v1/routes${path}`,
    ...(body !== undefined && { body }),
    headers,
    on,
  });
  const parsed = answer.text === '' ? undefined : answer.json();
  return { status: answer.status, tag: answer.headers.etag, body: parsed };
}

async function account(): Promise<string> {
  const { json } = await platform.call({
    method: 'POST',
    url: '/api/v1/accounts',
    body: {
      kind: 'wecom-app',
      name: 'shop',
      parameters: { corpId: 'ww1', agentId: 1_000_002 },
      secrets: { secret: 's', token: 't', encodingAesKey: 'a'.repeat(43) },
    },
  });
  return json().id;
}

function arms(...weights: number[]) {
  return weights.map((weight, index) => ({
    name: index === 0 ? 'control' : `grey-${index}`,
    weight,
    modelIds: [modelId],
    ...(index > 0 && { knowledge: 'candidate' }),
  }));
}

async function create(fields: Record<string, unknown> = {}) {
  const created = await call('POST', '', { name: `route ${randomUUID()}`, arms: arms(100), ...fields });
  expect(created.body).toMatchObject({ version: 1 });
  return created.body;
}

function question(fields: Partial<RouteQuestion> = {}): RouteQuestion {
  const ids = { accountId: newId<AccountId>(), contactId: newId<ContactId>() };
  return { difficulty: 'hard', channel: 'wecom-app', ...ids, ...fields };
}

function pick(fields: Partial<RouteQuestion> = {}, app = platform.app) {
  return app.get(Routes).pick(question(fields));
}

async function actions(routeId: string): Promise<{ action: string; actor: unknown; details: unknown }[]> {
  return database.rows(`select action, actor, details from audit_events where details->>'routeId' = $1 order by id`, [
    routeId,
  ]);
}

interface Turns {
  arm: string;
  count: number;
  outcome?: string;
  reason?: string;
  degraded?: boolean;
  vote?: string;
  milliseconds?: number;
  cost?: number;
  /** How long ago they ended. */
  days?: number;
}

/** So many turns of an arm, each in a conversation of its own. */
async function turns(routeId: string, given: Turns): Promise<void> {
  const all = {
    outcome: 'answered',
    reason: 'model',
    degraded: false,
    milliseconds: 1_000,
    cost: 0,
    days: 0,
    ...given,
  };
  await database.run(
    `with contact as (
       insert into contacts (id, account_id, external_id) values (gen_random_uuid(), $1, gen_random_uuid()) returning id),
     conversation as (
       insert into conversations (id, contact_id, account_id) select gen_random_uuid(), id, $1 from contact
       returning id, contact_id),
     turn as (
       insert into turns (id, contact_id, account_id, conversation_id, outcome, reason, explanation, started_at,
                          finished_at, route_id, arm, degraded, cost)
       select gen_random_uuid(), contact_id, $1, id, $5, $6, '{}', at - make_interval(secs => $8), at, $2, $3, $7, $9
         from conversation, generate_series(1, $4),
              lateral (select clock_timestamp() - make_interval(days => $10) as at) as moment
       returning id, contact_id, conversation_id)
     insert into asked_questions (id, turn_id, account_id, conversation_id, contact_id, text, confidence, in_scope,
                                  outcome, reason, vote)
     select gen_random_uuid(), id, $1, conversation_id, contact_id, '', 1, 1, $5, $6, $11 from turn`,
    [
      accountId,
      routeId,
      all.arm,
      all.count,
      all.outcome,
      all.reason,
      all.degraded,
      all.milliseconds / 1e3,
      all.cost,
      all.days,
      given.vote ?? null,
    ],
  );
}

/** The chores, as the sweeper does them. */
async function sweep(): Promise<void> {
  for (const chore of platform.app.get(Chores).all()) {
    await chore.run();
  }
}

describe('routes', () => {
  it('without any, a question gets the first model and the live prompt', () => {
    expect(pick()).toEqual({
      name: 'default',
      arm: 'default',
      modelIds: [modelId],
      promptVersion: 'default',
      knowledge: 'live',
    });
  });

  it('are asked by priority, in every process within 2 s', async () => {
    const last = await create({ name: 'all', priority: 200 });
    const first = await create({
      name: 'cheap',
      priority: 10,
      condition: { difficulty: 'easy', languages: ['zh'] },
      settings: { temperature: 0, maxTokens: 200, stop: ['。。'], timeoutMs: 5_000 },
    });

    expect((await call('GET', '')).body.items.map(({ name }: { name: string }) => name)).toEqual(['cheap', 'all']);
    expect(pick({ difficulty: 'easy', language: 'zh-Hant' })).toMatchObject({
      routeId: first.id,
      temperature: 0,
      maxTokens: 200,
      stop: ['。。'],
      timeoutMs: 5_000,
    });
    expect(pick({ language: 'zh-Hant' })).toMatchObject({ routeId: last.id, name: 'all', arm: 'control' });
    await vi.waitFor(() => expect(pick({}, other)).toMatchObject({ routeId: last.id }), 20_000);
  });

  it('are read, changed and deleted by whoever saw what is there', async () => {
    const { id, ...created } = await create({ name: 'one' });
    expect(created).toMatchObject({
      priority: 100,
      enabled: true,
      condition: { intents: null },
      settings: { stop: null },
    });
    const seen = await call('GET', `/${id}`);
    expect(seen).toMatchObject({ status: 200, tag: '"1"' });
    expect((await call('GET', `/${id}`, undefined, { 'if-none-match': '"1"' })).status).toBe(304);

    const changed = { name: 'two', enabled: false, arms: arms(100) };
    expect(await call('PUT', `/${id}`, changed, { 'if-match': '"1"' })).toMatchObject({ status: 200, tag: '"2"' });
    expect(await call('PUT', `/${id}`, changed, { 'if-match': '"1"' })).toMatchObject({
      body: problem(412, 'request.precondition-failed'),
    });
    expect(pick()).toMatchObject({ name: 'default' });
    expect((await call('DELETE', `/${id}`, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await call('DELETE', `/${id}`, undefined, { 'if-match': '"2"' })).status).toBe(204);
    expect((await call('GET', `/${id}`)).status).toBe(404);
    expect((await call('DELETE', `/${id}`)).status).toBe(404);
    expect((await actions(id)).map(({ action }) => action)).toEqual([
      'route.created',
      'route.updated',
      'route.deleted',
    ]);
  });

  it('are refused when they make no sense', async () => {
    const { name } = await create();
    const unknown = newId<AccountId>();
    const refused = async (fields: Record<string, unknown>) => {
      const { status, body } = await call('POST', '', { name: 'x', arms: arms(100), ...fields });
      return [status, body.faults];
    };

    expect(await refused({ arms: arms(95, 4) })).toEqual([400, ['arms: the weights are 99 in all, not 100']]);
    expect(await refused({ arms: [{ ...arms(100)[0], modelIds: [unknown] }] })).toEqual([
      400,
      [`arms: there is no model ${unknown}`],
    ]);
    expect(await refused({ arms: [{ ...arms(100)[0], promptVersion: 'answer-999' }] })).toEqual([
      400,
      ['arms: there is no prompt answer-999'],
    ]);
    expect(await refused({ condition: { accountIds: [unknown] } })).toEqual([
      400,
      [`condition.accountIds: there is no account ${unknown}`],
    ]);
    for (const fields of [
      { arms: [] },
      { arms: arms(100.5, -0.5) },
      { arms: arms(99.995, 0.005) },
      { condition: { intents: [] } },
      { condition: { difficulty: 'medium' } },
      { condition: { weekday: ['monday'] } },
      { condition: null },
      { settings: { temperature: 3 } },
      { settings: { stop: ['a', 'b', 'c', 'd', 'e'] } },
      { name: '' },
      { priority: 1.5 },
    ]) {
      expect((await refused(fields))[0], JSON.stringify(fields)).toBe(400);
    }
    expect(await call('POST', '', { name, arms: arms(100) })).toMatchObject({ body: problem(409, 'request.conflict') });
  });

  it('are not for everybody', async () => {
    const nobody = { authorization: 'Bearer nonsense' };

    expect((await call('GET', '', undefined, nobody)).status).toBe(401);
    expect((await call('POST', '', { name: 'x', arms: arms(100) }, nobody)).status).toBe(401);
  });

  it('split contacts, who stay where they are when a share grows', async () => {
    const contacts = Array.from({ length: 2_000 }, () => newId<ContactId>());
    const grey = (): Set<ContactId> => new Set(contacts.filter((contactId) => pick({ contactId }).arm === 'grey-1'));
    const { id, name } = await create({ arms: arms(95, 5) });
    const few = grey();
    await call('PUT', `/${id}`, { name, arms: arms(90, 10) });
    const more = grey();

    expect(few.size).toBeGreaterThan(50);
    expect(more.size).toBeGreaterThan(few.size);
    expect([...few].every((contact) => more.has(contact))).toBe(true);
    expect(pick({ contactId: [...few][0] ?? contacts[0] })).toMatchObject({ knowledge: 'candidate' });
  });

  it('name a version of the prompt, or the one that is live', async () => {
    const prompt = await platform.call({
      method: 'POST',
      url: '/api/v1/prompts',
      body: { body: '{{rules}}{{passages}}' },
    });
    const { version } = prompt.json();
    await create({ arms: [{ ...arms(100)[0], promptVersion: version }] });

    expect(pick().promptVersion).toBe(version);
    expect(platform.app.get(Prompts).live('answer').version).toBe('default');
  });
});

describe('the comparison of arms', () => {
  it('counts what their turns came to, and says what is more than chance', async () => {
    const { id, name } = await create({ arms: arms(90, 10) });
    await turns(id, { arm: 'control', count: 190, vote: 'helpful', cost: 0.5 });
    await turns(id, {
      arm: 'control',
      count: 10,
      outcome: 'handed-off',
      reason: 'low-confidence',
      milliseconds: 3_000,
    });
    await turns(id, { arm: 'grey-1', count: 60, cost: 0.25 });
    await turns(id, { arm: 'grey-1', count: 30, outcome: 'handed-off', reason: 'turn-failed', milliseconds: 9_000 });
    await turns(id, { arm: 'grey-1', count: 4, outcome: 'refused', reason: 'filtered', vote: 'unhelpful' });
    await turns(id, { arm: 'grey-1', count: 6, degraded: true });
    await turns(randomUUID(), { arm: 'control', count: 5 });

    const { body } = await call('GET', `/${id}/comparison?days=7`);

    expect(body).toMatchObject({ routeId: id, name });
    expect(body.arms).toEqual([
      {
        arm: 'control',
        isControl: true,
        weight: 90,
        turns: 200,
        errors: 0,
        handoffs: 10,
        refused: 0,
        helpful: 190,
        unhelpful: 0,
        p50Ms: 1_000,
        p95Ms: 1_000,
        cost: 95,
        tests: null,
        worseBy: [],
      },
      expect.objectContaining({
        arm: 'grey-1',
        isControl: false,
        weight: 10,
        turns: 100,
        errors: 36,
        handoffs: 30,
        refused: 4,
        helpful: 0,
        unhelpful: 4,
        p50Ms: 1_000,
        p95Ms: 9_000,
        cost: 15,
        worseBy: ['errors', 'handoffs'],
      }),
    ]);
    expect(body.arms[1].tests.errors).toEqual({ z: expect.closeTo(9.045, 2), p: expect.closeTo(0, 9) });
  });

  it('leaves aside what is older, and what the arms were before they changed', async () => {
    const { id, name } = await create({ arms: arms(90, 10) });
    await database.run(`update routes set compared_from = now() - interval '30 days', version = 2 where id = $1`, [id]);
    await vi.waitFor(async () => expect((await call('GET', `/${id}`)).body.version).toBe(2), 20_000);
    await turns(id, { arm: 'control', count: 3, days: 5 });
    await turns(id, { arm: 'control', count: 4, days: 20 });
    const counted = async (days: number) => (await call('GET', `/${id}/comparison?days=${days}`)).body.arms[0].turns;

    expect([await counted(1), await counted(7), await counted(60)]).toEqual([0, 3, 7]);
    await call('PUT', `/${id}`, { name, arms: [...arms(90), { ...arms(90, 10)[1], modelIds: [] }] });
    expect(await counted(60)).toBe(0);
    expect((await call('GET', `/${id}/comparison?days=91`)).status).toBe(400);
    expect((await call('GET', `/${randomUUID()}/comparison`)).status).toBe(404);
  });

  it('reads along the index', async () => {
    const { id } = await create();
    await turns(id, { arm: 'control', count: 2_000 });
    await turns(randomUUID(), { arm: 'control', count: 20_000 });
    await database.run('analyze turns');
    const plan = await database.rows<Record<string, string>>(
      `explain select id from turns where route_id = $1 and finished_at >= now() - interval '7 days'
        order by finished_at desc limit 1000`,
      [id],
    );

    expect(JSON.stringify(plan)).toContain('turns_by_route');
  });
});

describe('a rollback', () => {
  it('gives the control all contacts by one call, once', async () => {
    const { id } = await create({ arms: arms(80, 15, 5) });
    const back = await call('POST', `/${id}/rollback`);

    expect(back).toMatchObject({ status: 200, tag: '"2"' });
    expect(back.body.arms.map(({ weight }: { weight: number }) => weight)).toEqual([100, 0, 0]);
    expect(pick()).toMatchObject({ arm: 'control' });
    expect(await call('POST', `/${id}/rollback`)).toMatchObject({ status: 200, tag: '"2"' });
    expect((await call('POST', `/${id}/rollback`, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await call('POST', `/${randomUUID()}/rollback`)).status).toBe(404);
    expect((await actions(id)).slice(1)).toEqual([
      {
        action: 'route.rolled-back',
        actor: expect.objectContaining({ kind: 'key' }),
        details: {
          routeId: id,
          version: 2,
          by: 'call',
          before: [
            { arm: 'control', weight: 80 },
            { arm: 'grey-1', weight: 15 },
            { arm: 'grey-2', weight: 5 },
          ],
          after: [
            { arm: 'control', weight: 100 },
            { arm: 'grey-1', weight: 0 },
            { arm: 'grey-2', weight: 0 },
          ],
        },
      },
    ]);
  });

  it('happens by itself to an arm that is clearly worse, and to no other', async () => {
    const { id } = await create({ arms: arms(80, 15, 5) });
    await turns(id, { arm: 'control', count: 500 });
    await turns(id, { arm: 'grey-1', count: 80 });
    await turns(id, { arm: 'grey-2', count: 45 });
    await turns(id, { arm: 'grey-2', count: 15, degraded: true });
    await sweep();

    const { body } = await call('GET', `/${id}`);
    expect(body.arms.map(({ weight }: { weight: number }) => weight)).toEqual([85, 15, 0]);
    expect((await actions(id)).slice(1)).toEqual([
      {
        action: 'route.rolled-back',
        actor: { kind: 'system' },
        details: expect.objectContaining({
          by: 'itself',
          figures: [
            expect.objectContaining({ arm: 'control', turns: 500, errors: 0 }),
            expect.objectContaining({
              arm: 'grey-2',
              turns: 60,
              errors: 15,
              worseBy: ['errors'],
              tests: expect.objectContaining({ errors: { z: expect.any(Number), p: expect.any(Number) } }),
            }),
          ],
        }),
      },
    ]);
    await sweep();
    expect((await call('GET', `/${id}`)).body.version).toBe(body.version);
  });

  it.each([
    ['too few turns', 30, 30],
    ['a difference that may be chance', 100, 3],
    ['nothing wrong', 100, 0],
  ])('does not happen by itself for %s', async (_, count, degraded) => {
    const { id } = await create({ arms: arms(90, 10) });
    await turns(id, { arm: 'control', count: 500 });
    await turns(id, { arm: 'control', count: 5, degraded: true });
    await turns(id, { arm: 'grey-1', count: count - degraded });
    await turns(id, { arm: 'grey-1', count: degraded, degraded: true });
    await sweep();

    expect((await call('GET', `/${id}`)).body.version).toBe(1);
  });

  it('begins the figures anew when the arm is tried again', async () => {
    const { id, name } = await create({ arms: arms(90, 10) });
    await turns(id, { arm: 'control', count: 500 });
    await turns(id, { arm: 'grey-1', count: 60, degraded: true });
    await sweep();
    expect((await call('GET', `/${id}/comparison`)).body.arms[1]).toMatchObject({ weight: 0, turns: 60 });

    await call('PUT', `/${id}`, { name, arms: arms(90, 10) });
    await sweep();
    expect((await call('GET', `/${id}/comparison`)).body.arms[1]).toMatchObject({ weight: 10, turns: 0, worseBy: [] });
  });
});
