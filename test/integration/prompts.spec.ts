import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Database } from '../../src/database/database.js';
import { PromptTrials } from '../../src/models/prompts/prompt-trials.js';
import { Prompts } from '../../src/models/prompts/prompts.js';
import { PromptsModule } from '../../src/models/prompts/prompts.module.js';
import { render } from '../../src/models/prompts/render.js';
import { OvertakenError, TrialProgress } from '../../src/models/prompts/trial-progress.js';
import { type PromptTrialRunner, PromptTrialRunners } from '../../src/models/prompts/trial-runner.js';
import { asId, type PromptTrialId } from '../../src/common/ids.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { type Call, problem, TestPlatform } from '../setup/test-platform.js';

const BODY = '你是客服。\n{{rules}}\n{{passages}}';

let platform: TestPlatform;
let database: Database;

/** Answers as the version says, and keeps what it was asked. */
class Runner implements PromptTrialRunner {
  readonly asked: { text: string; promptVersion: string; language?: string | undefined }[] = [];
  held: Promise<void> | undefined;

  constructor(private readonly prompts: Prompts) {}

  async answer({ text, promptVersion, language }: Parameters<PromptTrialRunner['answer']>[0]) {
    this.asked.push({ text, promptVersion, language });
    await this.held;
    const isDraft = this.prompts.get(promptVersion)?.body.includes('请简短') === true;
    return {
      outcome: text.includes('不知道') ? ('unanswered' as const) : ('answered' as const),
      text: isDraft && text.includes('营业') ? '九点。' : '每天九点开门。',
      citations: ['hours'],
      confidence: isDraft ? 0.5 : 0.75,
      model: 'scripted',
      milliseconds: isDraft ? 10 : 20,
      cost: 0.25,
    };
  }
}

beforeAll(async () => {
  platform = await TestPlatform.start((config) => [QueueModule, PromptsModule.forRoot(config)]);
  database = platform.app.get(Database);
});
afterAll(() => platform.stop());
beforeEach(async () => {
  await database.run('delete from prompt_trials');
  await database.run('delete from routes');
  await database.run(`delete from prompts`);
  await vi.waitFor(() => expect(platform.app.get(Prompts).list()).toHaveLength(1), 20_000);
});

async function call(method: Call['method'], path: string, body?: unknown) {
  const answer = await platform.call({
    ...(method !== undefined && { method }),
    url: `/api/v1/prompts${path}`,
    ...(body !== undefined && { body }),
  });
  return { status: answer.status, body: answer.text === '' ? undefined : answer.json() };
}

async function draft(body = BODY): Promise<string> {
  const created = await call('POST', '', { body, note: '更短' });
  expect(created.status).toBe(201);
  return created.body.version;
}

function live() {
  return platform.app.get(Prompts).live('answer').version;
}

describe('versions of a prompt', () => {
  it('begin with the shipped one, which is live and stays', async () => {
    const { body } = await call('GET', '');
    expect(body.items).toMatchObject([{ version: 'default', name: 'answer', state: 'live', createdAt: null }]);

    const shipped = await call('GET', '/default');
    expect(shipped.body.body).toContain('{{passages}}');
    expect(await call('DELETE', '/default')).toMatchObject({ status: 409, body: problem(409, 'request.conflict') });
  });

  it('become live by publication, one at a time, and go back by that of an old one', async () => {
    const [first, second] = [await draft(), await draft('{{rules}}{{passages}}')];
    expect(first).not.toBe(second);
    expect((await call('GET', `/${first}`)).body).toMatchObject({ state: 'draft', note: '更短', body: BODY });

    expect((await call('POST', `/${first}/publication`)).body).toMatchObject({ state: 'live' });
    expect(live()).toBe(first);
    expect((await call('POST', `/${second}/publication`)).status).toBe(200);
    expect((await call('GET', '')).body.items).toMatchObject([
      { version: second, state: 'live' },
      { version: first, state: 'retired' },
      { version: 'default', state: 'retired' },
    ]);

    await call('POST', `/${first}/publication`);
    expect(live()).toBe(first);
    await call('POST', '/default/publication');
    expect(live()).toBe('default');
    const audited = await database.rows<{ details: unknown }>(
      `select details from audit_events where action = 'prompt.published' order by id`,
    );
    expect(audited.map(({ details }) => details)).toEqual([
      { name: 'answer', version: first, before: 'default' },
      { name: 'answer', version: second, before: first },
      { name: 'answer', version: first, before: second },
      { name: 'answer', version: 'default', before: first },
    ]);
  });

  it('are live in every process within 2 s', async () => {
    const other = await platform.startApp({ ROLE: 'web' });
    const version = await draft();
    await call('POST', `/${version}/publication`);

    await vi.waitFor(() => expect(other.get(Prompts).live('answer').version).toBe(version), 20_000);
  });

  it('become live also for a caller who names the type of a body that there is not', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await platform.call({ method: 'POST', url: '/api/v1/prompts/default/publication', headers });

    expect(answer.status).toBe(200);
    const nothing = await platform.call({ method: 'POST', url: '/api/v1/prompts', headers });
    expect(nothing.json()).toEqual(problem(400, 'request.invalid'));
  });

  it('are told apart by a digest', async () => {
    const [first, second] = [await draft(), await draft(`${BODY}！`)];
    const digests = await Promise.all(
      ['default', first, second].map(async (version) => (await call('GET', `/${version}`)).body.digest),
    );

    expect(new Set(digests).size).toBe(3);
  });

  it('are refused when they could not be used', async () => {
    const faulty = await call('POST', '', { body: '{{passages}} {{secret}}' });

    expect(faulty).toMatchObject({ status: 400, body: problem(400, 'request.invalid') });
    expect(faulty.body.faults).toHaveLength(2);
    expect((await call('POST', '', { body: '' })).status).toBe(400);
    expect((await call('POST', '', { body: `${BODY}${'长'.repeat(20_000)}` })).status).toBe(400);
    expect((await call('POST', '', { name: 'other', body: BODY })).status).toBe(400);
    expect((await call('POST', '/answer-999/publication')).status).toBe(404);
    expect((await call('GET', '/answer-999')).status).toBe(404);
    expect((await call('GET', '/Answer_1')).status).toBe(400);
  });

  it('are deleted unless they are live or a route names them', async () => {
    const [used, published, free] = [await draft(), await draft(), await draft()];
    await call('POST', `/${published}/publication`);
    await database.run(
      `insert into routes (id, name, priority, enabled, condition, settings, arms, slots)
       values (gen_random_uuid(), 'grey', 1, true, '{}', '{}', $1, '[]')`,
      [JSON.stringify([{ name: 'control', weight: 100, modelIds: [], promptVersion: used, knowledge: 'live' }])],
    );

    expect((await call('DELETE', `/${used}`)).status).toBe(409);
    expect((await call('DELETE', `/${published}`)).status).toBe(409);
    expect((await call('DELETE', `/${free}`)).status).toBe(204);
    expect((await call('GET', `/${free}`)).status).toBe(404);
    expect((await call('DELETE', `/${free}`)).status).toBe(404);
  });

  it('are listed in pages', async () => {
    const versions = [await draft(), await draft()].toReversed();
    const first = await call('GET', '?limit=2');
    expect(first.body.items.map(({ version }: { version: string }) => version)).toEqual(versions);
    const second = await call('GET', `?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ version: 'default' }], nextCursor: null });
  });

  it('are rendered as they are stored', async () => {
    const version = await draft();
    const template = platform.app.get(Prompts).get(version);
    const values = { company: '', language: 'zh-Hans', today: '2026-03-01', passages: [] };

    expect(template && render(template, values)).toMatch(/^你是客服。\n规则：[\s\S]*<knowledge>\n<\/knowledge>$/);
  });
});

describe('a trial', () => {
  let runner: Runner;

  beforeEach(() => {
    runner = new Runner(platform.app.get(Prompts));
    platform.app.get(PromptTrialRunners).register(runner);
  });

  async function request(version: string, payload: string, query = '') {
    const answer = await platform.call({
      method: 'POST',
      url: `/api/v1/prompts/${version}/trials${query}`,
      payload,
      headers: { 'content-type': 'application/jsonl' },
    });
    return { status: answer.status, body: answer.json() };
  }

  function ended(version: string, id: string) {
    return vi.waitFor(
      async () => {
        const { body } = await call('GET', `/${version}/trials/${id}`);
        expect(['completed', 'failed']).toContain(body.status);
        return body;
      },
      { timeout: 15_000, interval: 50 },
    );
  }

  it('answers a file of questions by a draft and by what is live, side by side', async () => {
    const version = await draft(`请简短。${BODY}`);
    const { status, body } = await request(
      version,
      '{"question":"营业时间？"}\n"我的电话 13812345678"\n"不知道的事"\n',
    );
    expect(status).toBe(202);
    expect(body).toMatchObject({ version, against: 'default', total: 3, report: null });

    expect(await ended(version, body.id)).toMatchObject({
      status: 'completed',
      processed: 3,
      report: {
        questions: 3,
        changed: 1,
        before: {
          outcomes: { answered: 2, unanswered: 1, 'handed-off': 0, failed: 0 },
          meanConfidence: 0.75,
          meanMs: 20,
          cost: 0.75,
        },
        after: { meanConfidence: 0.5, meanMs: 10 },
      },
    });
    const results = await call('GET', `/${version}/trials/${body.id}/results`);
    expect(results.body.items).toMatchObject([
      { question: '营业时间？', isChanged: true, before: { text: '每天九点开门。' }, after: { text: '九点。' } },
      { question: expect.not.stringContaining('13812345678'), isChanged: false },
      { question: '不知道的事', before: { outcome: 'unanswered', reason: null, promptTokens: null } },
    ]);
    expect(runner.asked.map(({ promptVersion }) => promptVersion).toSorted()).toEqual(
      [version, version, version, 'default', 'default', 'default'].toSorted(),
    );
    const actions = await database.rows<{ action: string }>(
      `select action from audit_events where details->>'trialId' = $1 order by id`,
      [body.id],
    );
    expect(actions.map(({ action }) => action)).toEqual(['prompt.trial-requested', 'prompt.trial-completed']);
    expect((await call('GET', `/${version}/trials`)).body.items).toMatchObject([{ id: body.id }]);
    expect((await call('GET', `/default/trials/${body.id}`)).status).toBe(404);
  });

  it('is of two versions that are named, in a language that is named', async () => {
    const [one, other] = [await draft(), await draft(`请简短。${BODY}`)];
    const { body } = await request(other, '["营业时间？"]', `?against=${one}&language=en`);
    await ended(other, body.id);

    expect(runner.asked).toEqual(
      expect.arrayContaining([
        { text: '营业时间？', promptVersion: one, language: 'en' },
        { text: '营业时间？', promptVersion: other, language: 'en' },
      ]),
    );
  });

  it('is refused for what it cannot use', async () => {
    const version = await draft();

    expect((await request(version, '')).status).toBe(400);
    expect((await request(version, '{"answer":1}')).status).toBe(400);
    expect((await request('answer-999', '"好"')).status).toBe(404);
    expect((await request(version, '"好"', '?against=answer-999')).body.faults).toEqual([
      'against: there is no prompt answer-999',
    ]);
    expect((await request(version, '"好"', '?accountId=018f4e5c-0000-7000-8000-000000000001')).status).toBe(400);
    expect(await request(version, `"${'a'.repeat(1_100_000)}"`)).toMatchObject({ status: 413 });
  });

  it('waits only so long in line', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    runner.held = promise;
    const version = await draft();
    const accepted = await Promise.all(Array.from({ length: 10 }, () => request(version, '"好"')));
    expect(accepted.map(({ status }) => status)).toEqual(Array(10).fill(202));

    expect(await request(version, '"好"')).toMatchObject({ body: problem(429, 'prompt.trials-waiting') });
    resolve();
    await Promise.all(accepted.map(({ body }) => ended(version, body.id)));
  });

  it('goes on where a killed worker left it, and is stored once', async () => {
    const version = await draft();
    const { body } = await request(version, '["一", "二"]');
    await ended(version, body.id);
    const id = asId<PromptTrialId>(body.id);
    await database.run(
      `update prompt_trials set status = 'running', processed = 1, report = null,
              updated_at = now() - interval '10 minutes' where id = $1`,
      [id],
    );
    runner.asked.length = 0;
    await platform.app.get(PromptTrials).resume();

    expect(await ended(version, id)).toMatchObject({ status: 'completed', report: { questions: 2 } });
    expect(runner.asked.map(({ text }) => text)).toEqual(['二', '二']);
  });

  it('that was begun again and again without getting further has failed', async () => {
    const version = await draft();
    const { body } = await request(version, '["一"]');
    await ended(version, body.id);
    await database.run(
      `update prompt_trials set status = 'running', processed = 0, attempts = 5, report = null,
              updated_at = now() - interval '10 minutes' where id = $1`,
      [body.id],
    );
    await platform.app.get(PromptTrials).resume();

    expect(await ended(version, body.id)).toMatchObject({ status: 'failed', failure: { code: 'prompt.trial-stuck' } });
  });

  it('is not stored twice by two workers', async () => {
    const version = await draft();
    const { body } = await request(version, '["一"]');
    await ended(version, body.id);
    await database.run(`update prompt_trials set status = 'queued', processed = 0 where id = $1`, [body.id]);
    const progress = platform.app.get(TrialProgress);
    const [one, other] = [await progress.begin(body.id), await progress.begin(body.id)];
    const answer = { outcome: 'answered' as const, citations: [], milliseconds: 1 };
    const stored = { ordinal: 0, before: answer, after: answer };

    if (one === undefined || other === undefined) {
      throw new TypeError('it was queued');
    }
    await progress.advance(one, stored);
    await expect(progress.advance(other, stored)).rejects.toBeInstanceOf(OvertakenError);
    await progress.complete(one);
    await expect(progress.complete(other)).rejects.toBeInstanceOf(OvertakenError);
  });

  it('is kept for 90 days, and its questions no longer', async () => {
    const version = await draft();
    const { body } = await request(version, '["一"]');
    await ended(version, body.id);
    await database.run(`update prompt_trials set created_at = now() - interval '91 days'`);

    expect(await platform.app.get(PromptTrials).purge()).toBe(1);
    expect(await database.rows('select 1 from prompt_trial_questions')).toEqual([]);
  });
});
