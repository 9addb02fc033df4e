import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Metrics } from '../../src/common/metrics.js';
import { type AccountId, type ModelId, newId } from '../../src/common/ids.js';
import type { AnswerAsk } from '../../src/dialog/answers/answer.js';
import { Database } from '../../src/database/database.js';
import { AnswerCache } from '../../src/models/cache/answer-cache.js';
import { AnswerWarmers } from '../../src/models/cache/answer-warmers.js';
import { type FrequentQuestion, StoredAnswers } from '../../src/models/cache/stored-answers.js';
import { WarmUp } from '../../src/models/cache/warm-up.js';
import { Chores } from '../../src/common/chores.js';
import { ScriptedModel } from '../setup/scripted-model.js';
import { retrievalOf, routeOf, says, TestAnswers } from '../setup/test-answers.js';

let answers: TestAnswers;
let database: Database;
let model: ScriptedModel;
let id: ModelId;
let release = (): void => undefined;
const warmed: FrequentQuestion[] = [];

beforeAll(async () => {
  answers = await TestAnswers.start();
  database = answers.app.get(Database);
  answers.app.get(AnswerWarmers).register({ warm });
});
afterAll(() => answers.stop());

beforeEach(async () => {
  model = await ScriptedModel.start();
  model.otherwise = says({ answer: '签收后7天内可以退货。' });
  id = await answers.addModel({ baseUrl: model.baseUrl, firstTokenTimeoutMs: 5_000, timeoutMs: 10_000 });
});
afterEach(async () => {
  release();
  await model.stop();
  await database.run('delete from answer_cache');
});

/** One more process, which answers frequent questions as the first one does. */
async function startApp(): Promise<NestFastifyApplication> {
  const app = await answers.startApp();
  app.get(AnswerWarmers).register({ warm });
  return app;
}

async function warm(question: FrequentQuestion): Promise<void> {
  warmed.push(question);
}

/** The model does not answer before `release` is called. */
function held(): void {
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  model.otherwise = { ...says({ answer: '签收后7天内可以退货。' }), until };
}

describe('the same question', () => {
  it('costs one completion, whoever asks it and however it is written', async () => {
    const first = await answers.ask([id], { cache: 'on', question: '退货要几天？' });
    const second = await answers.ask([id], { cache: 'on', question: ' 退货要几天?? ' });

    expect(first).toMatchObject({ kind: 'answer', cache: 'miss' });
    expect(second).toEqual({ ...first, cache: 'hit', attempts: [] });
    expect(model.requests).toHaveLength(1);
  });

  it('asked by fifty contacts at once costs one completion', async () => {
    held();
    const asked = Array.from({ length: 50 }, () => answers.ask([id], { cache: 'on' }));
    await expect.poll(() => model.requests.length).toBe(1);
    release();
    const results = await Promise.all(asked);

    expect(results.map(({ kind }) => kind)).toEqual(Array(50).fill('answer'));
    expect(results.filter(({ cache }) => cache === 'miss')).toHaveLength(1);
    expect(results.filter(({ cache }) => cache === 'shared')).toHaveLength(49);
    expect(model.requests).toHaveLength(1);
  });

  it('asked in two processes at once costs one completion, and neither asks again later', async () => {
    held();
    const other = await startApp();
    const here = answers.ask([id], { cache: 'on' });
    await expect.poll(() => model.requests.length).toBe(1);
    const there = answers.ask([id], { cache: 'on' }, other);
    await sleep(300); // it looks in the database meanwhile
    release();

    expect((await Promise.all([here, there])).map(({ cache }) => cache)).toEqual(['miss', 'shared']);
    expect(await answers.ask([id], { cache: 'on' }, other)).toMatchObject({ cache: 'hit' });
    expect(model.requests).toHaveLength(1);
  });

  it('is answered anew when whoever was answering it was killed', async () => {
    await answers.ask([id], { cache: 'on' });
    await database.run(
      `update answer_cache set value = null, flight_token = gen_random_uuid(),
              flight_until = clock_timestamp() + interval '400 milliseconds'`,
    );
    const other = await startApp();

    expect(await answers.ask([id], { cache: 'on' }, other)).toMatchObject({ kind: 'answer', cache: 'miss' });
  });

  it('goes on being answered for the others when the first one leaves', async () => {
    held();
    const leaving = new AbortController();
    const first = answers.ask([id], { cache: 'on', signal: leaving.signal });
    await expect.poll(() => model.requests.length).toBe(1);
    const second = answers.ask([id], { cache: 'on' });
    leaving.abort(new Error('left'));
    await expect(first).rejects.toThrow('left');
    release();

    expect(await second).toMatchObject({ kind: 'answer', cache: 'shared' });
    expect(model.requests).toHaveLength(1);
  });

  it('is given up when all have left', async () => {
    held();
    const leaving = new AbortController();
    const asked = answers.ask([id], { cache: 'on', signal: leaving.signal });
    await expect.poll(() => model.openCount).toBe(1);
    leaving.abort(new Error('left'));

    await expect(asked).rejects.toThrow('left');
    await expect.poll(() => model.openCount).toBe(0);
  });

  it('is waited for until one’s own deadline', async () => {
    held();
    const first = answers.ask([id], { cache: 'on' });
    await expect.poll(() => model.requests.length).toBe(1);
    const hurried = await answers.ask([id], { cache: 'on', deadlineMs: 300 });

    expect(hurried).toMatchObject({ kind: 'failed', attempts: [{ reason: 'timeout' }] });
    release();
    expect(await first).toMatchObject({ kind: 'answer' });
  });
});

describe('what only one may have', () => {
  it('is made for each of those who ask at once', async () => {
    const cache = answers.app.get(AnswerCache);
    const subject = { key: newId(), accountId: newId<AccountId>(), language: 'zh-Hans' as const, question: undefined };
    const keeping = { pack: () => undefined, unpack: () => undefined, isShareable: () => false };
    let made = 0;
    const asked = ['a', 'b', 'c'].map((who) =>
      cache.through(
        subject,
        keeping,
        async () => {
          made += 1;
          return Promise.resolve(`for ${who}`);
        },
        new AbortController().signal,
      ),
    );
    expect((await Promise.all(asked)).map(({ result }) => result)).toEqual(['for a', 'for b', 'for c']);
    expect(made).toBe(3);
  });
});

describe('an answer is not given again', () => {
  it.each<[string, () => Parameters<TestAnswers['ask']>[1]]>([
    ['to another account', () => ({ conversation: { ...conversation(), accountId: newId<AccountId>() } })],
    ['in another language', () => ({ language: 'zh-Hant' })],
    ['when the knowledge base has changed', () => ({ retrieval: { ...retrievalOf('7天'), version: 2 } })],
    ['when other passages were found', () => ({ retrieval: retrievalOf('签收后7天内可以退货。', '运费另计') })],
    [
      'when a search had to do without something',
      () => ({ retrieval: { ...retrievalOf('7天'), degraded: ['reranker'] } }),
    ],
    ['for another edition of it', () => ({ route: routeOf([id], { knowledge: 'candidate' }) })],
    ['with another temperature', () => ({ route: routeOf([id], { temperature: 1 }) })],
    [
      'to a question of a conversation',
      () => ({ history: [{ direction: 'inbound', content: { type: 'text', text: '你好' } }] }),
    ],
    ['to one that a flow is waiting for', () => ({ cacheable: false })],
  ])('%s', async (_when, changes) => {
    const retrieval = retrievalOf('7天');
    await answers.ask([id], { cache: 'on', retrieval });
    expect(await answers.ask([id], { cache: 'on', retrieval, ...changes() })).toMatchObject({ cache: 'miss' });
    expect(model.requests.length).toBeGreaterThan(1);
  });

  it('by a model that was changed', async () => {
    await answers.ask([id], { cache: 'on' });
    const url = `/api/v1/models/${id}`;
    const before = await answers.call({ url });
    const { name, provider, baseUrl, firstTokenTimeoutMs, concurrency } = before.json();
    const changed = await answers.call({
      method: 'PUT',
      url,
      headers: { 'if-match': String(before.headers['etag']) },
      body: { name, provider, baseUrl, firstTokenTimeoutMs, concurrency, model: 'scripted-2', timeoutMs: 9_000 },
    });
    expect(changed.status).toBe(200);

    expect(await answers.ask([id], { cache: 'on' })).toMatchObject({ cache: 'miss' });
  });

  it('under a prompt that was published', async () => {
    await answers.ask([id], { cache: 'on', route: routeOf([id], { promptVersion: 'default' }) });
    const body = '你是客服，请简短。\n{{rules}}\n{{passages}}';
    const created = await answers.call({ method: 'POST', url: '/api/v1/prompts', body: { body, note: '' } });
    const { version } = created.json();
    await expect
      .poll(
        async () =>
          (await answers.ask([id], { cache: 'on', route: routeOf([id], { promptVersion: version }) })).promptVersion,
      )
      .toBe(version);
    expect(model.requests).toHaveLength(2);
  });

  it('when it is over', async () => {
    await answers.ask([id], { cache: 'on' });
    await database.run(`update answer_cache set expires_at = clock_timestamp() - interval '1 second'`);
    const other = await startApp(); // this process still has it in memory until then
    expect(await answers.ask([id], { cache: 'on' }, other)).toMatchObject({ cache: 'miss' });
  });

  it.each(['我的手机是13912345678，退货要几天？', '我的手机是〔手机号·1〕，退货要几天？'])(
    'where the contact wrote personal data: it is not even kept (%s)',
    async (question) => {
      expect(await answers.ask([id], { cache: 'on', question })).toMatchObject({ cache: 'off' });
      expect(await database.rows('select key from answer_cache')).toEqual([]);
    },
  );

  it('when it was not good', async () => {
    model.otherwise = says({ answer: '15天' });
    expect(await answers.ask([id], { cache: 'on' })).toMatchObject({ kind: 'handoff', cache: 'miss' });
    model.otherwise = says({ answer: '7天' });
    expect(await answers.ask([id], { cache: 'on' })).toMatchObject({ kind: 'answer', cache: 'miss' });
  });

  it('when another model gave it in need', async () => {
    const broken = await answers.addModel({ baseUrl: 'http://127.0.0.1:9/v1' });
    expect(await answers.ask([broken, id], { cache: 'on' })).toMatchObject({ kind: 'answer', isDegraded: true });
    expect(await answers.ask([broken, id], { cache: 'on' })).toMatchObject({ cache: 'miss' });
  });
});

function conversation(): AnswerAsk['conversation'] {
  return { id: newId(), accountId: answers.accountId, contactId: newId() };
}

it('a turn of a conversation that is done again costs nothing again', async () => {
  const changes = {
    cache: 'on' as const,
    conversation: conversation(),
    history: [{ direction: 'inbound' as const, content: { type: 'text' as const, text: '你好' } }],
  };
  await answers.ask([id], changes);
  expect(await answers.ask([id], changes)).toMatchObject({ cache: 'hit' });
});

it('that there is no answer is remembered, too', async () => {
  model.otherwise = says({ answer: '', citations: [] });
  await answers.ask([id], { cache: 'on' });
  expect(await answers.ask([id], { cache: 'on' })).toMatchObject({ kind: 'no-answer', cache: 'hit' });
});

it('nothing is kept where people want it so', async () => {
  await answers.set('cache.answerHours', 0);
  await answers.ask([id], { cache: 'on' });
  expect(await answers.ask([id], { cache: 'on' })).toMatchObject({ cache: 'off' });
  await answers.set('cache.answerHours', 24);
});

it('the rate of hits can be read from /metrics', async () => {
  await answers.ask([id], { cache: 'on' });
  await answers.ask([id], { cache: 'on' });
  const text = await answers.app.get(Metrics).registry.metrics();
  expect(text).toMatch(/kefu_answer_cache_lookups_total\{result="hit"\} [1-9]/);
});

it('what nobody has used for a week goes, and what belonged to a conversation when it is over', async () => {
  const context = { history: [{ direction: 'inbound' as const, content: { type: 'text' as const, text: '你好' } }] };
  await answers.ask([id], { cache: 'on' });
  await answers.ask([id], { cache: 'on', ...context });
  await database.run(`update answer_cache set expires_at = clock_timestamp() - interval '1 second'`);
  const forget = answers.app
    .get(Chores)
    .all()
    .find(({ name }) => name === 'answer-cache');
  await forget?.run();
  expect(await database.rows('select key from answer_cache')).toHaveLength(1);

  await database.run(`update answer_cache set used_at = clock_timestamp() - interval '8 days'`);
  await forget?.run();
  expect(await database.rows('select key from answer_cache')).toEqual([]);
});

describe('after a change of the knowledge base', () => {
  it('the questions that were asked most are answered anew, once', async () => {
    for (const [question, times] of [
      ['退货要几天？', 4],
      ['运费多少？', 6],
      ['很少问的', 1],
    ] as const) {
      for (let time = 0; time < times; time += 1) {
        await answers.ask([id], { cache: 'on', question });
      }
    }
    await answers.app.get(AnswerCache).onModuleDestroy(); // stores what was counted
    expect(await answers.app.get(StoredAnswers).frequent(10)).toHaveLength(2);

    const warmUp = answers.app.get(WarmUp);
    await warmUp.look(0);
    expect(warmed).toEqual([]);
    await database.run('update knowledge_version set version = version + 1');
    await warmUp.look(60);
    await warmUp.look(60);
    expect(warmed).toEqual([]);
    await warmUp.look(0);

    await expect
      .poll(() => warmed.map(({ text }) => text), { timeout: 10_000 })
      .toEqual(['运费多少？', '退货要几天？']);
    expect(warmed[0]).toMatchObject({ accountId: answers.accountId, language: 'zh-Hans' });
    await warmUp.look(0);
    expect(warmed).toHaveLength(2);
  });
});
