import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EvaluationId } from '../../src/common/ids.js';
import { asId } from '../../src/common/ids.js';
import { AskedQuestions } from '../../src/knowledge/asked/asked-questions.js';
import { EvaluationRunner } from '../../src/knowledge/evaluations/evaluation-runner.js';
import { Evaluations } from '../../src/knowledge/evaluations/evaluations.js';
import { TestKnowledge } from '../setup/test-knowledge.js';
import { problem } from '../setup/test-platform.js';

let knowledge: TestKnowledge;
let runner: EvaluationRunner;

beforeAll(async () => {
  knowledge = await TestKnowledge.start();
  runner = knowledge.platform.app.get(EvaluationRunner);
});
afterAll(() => knowledge.stop());
beforeEach(async () => {
  await knowledge.database.run('delete from knowledge_evaluations');
  await knowledge.database.run('delete from asked_questions');
  await knowledge.database.run('delete from documents');
  await knowledge.database.run('update knowledge_version set version = version + 1');
});

function post(source: unknown) {
  return knowledge.call('POST', '/evaluations', { source });
}

/** What the evaluation came to. */
async function evaluated(source: unknown) {
  const { status, body } = await post(source);
  expect(status).toBe(202);
  return ended(body.id);
}

function ended(id: string) {
  return vi.waitFor(
    async () => {
      const { body } = await knowledge.call('GET', `/evaluations/${id}`);
      expect(['completed', 'failed']).toContain(body.status);
      return body;
    },
    { timeout: 20_000, interval: 50 },
  );
}

async function results(id: string, query = '') {
  const { status, body } = await knowledge.call('GET', `/evaluations/${id}/results${query}`);
  expect(status).toBe(200);
  return body.items;
}

/** Without a job: a test works on it itself. */
async function stored(source: unknown): Promise<EvaluationId> {
  const { body } = await post(source);
  await ended(body.id);
  await knowledge.database.run(
    `update knowledge_evaluations set status = 'queued', processed = 0, report = null where id = $1`,
    [body.id],
  );
  await knowledge.database.run(
    `update evaluation_questions set change = null, live = null, candidate = null where evaluation_id = $1`,
    [body.id],
  );
  return asId<EvaluationId>(body.id);
}

function audited(id: string): Promise<{ action: string }[]> {
  return knowledge.database.rows(`select action from audit_events where details->>'evaluationId' = $1 order by id`, [
    id,
  ]);
}

/** Hours and parking are live; a draft tells of pets, and one changes what parking says. */
async function shop() {
  await knowledge.add({ externalId: 'hours', question: '门店几点开门', answer: '九点。', state: 'published' });
  const parking = await knowledge.add({
    externalId: 'parking',
    question: '门店有没有停车位',
    answer: '没有。',
    state: 'published',
  });
  await knowledge.add({ externalId: 'pets', question: '宠物可以带进店吗', answer: '可以，请牵好绳。' });
  return { parking };
}

describe('questions that are sent along', () => {
  it('say what publishing the drafts would change', async () => {
    const { parking } = await shop();
    const draft = await knowledge.call('PUT', `/documents/${parking.id}/draft`, {
      ...knowledge.fieldsOf(parking),
      answer: '地下一层有。',
    });
    expect(draft.status).toBeLessThan(300);

    const { id, status, total, processed, report } = await evaluated({
      kind: 'questions',
      items: [
        { question: '宠物可以带进店吗', expectedExternalId: 'pets' },
        { question: '门店有没有停车位' },
        { question: '门店几点开门', expectedExternalId: 'hours' },
        { question: 'Wie spät ist es in Tokio' },
      ],
    });

    expect({ status, total, processed }).toEqual({ status: 'completed', total: 4, processed: 4 });
    expect(report).toMatchObject({
      questions: 4,
      expected: 2,
      better: 0,
      worse: 0,
      newHits: 1,
      lostHits: 0,
      changed: 1,
      same: 2,
      recallAt1Before: 0.5,
      recallAt1After: 1,
      before: { answered: 2, clarified: 0, unanswered: 2 },
      after: { answered: 3, clarified: 0, unanswered: 1 },
    });
    expect(report.meanConfidenceAfter).toBeGreaterThan(report.meanConfidenceBefore);
    expect(await results(id)).toMatchObject([
      {
        question: '宠物可以带进店吗',
        asked: 1,
        expectedExternalId: 'pets',
        change: 'new',
        after: { externalId: 'pets', title: '宠物可以带进店吗', action: 'answer', expectedRank: 1 },
      },
      { question: '门店有没有停车位', expectedExternalId: null, change: 'changed' },
      { question: '门店几点开门', change: 'same' },
      { question: 'Wie spät ist es in Tokio', change: 'same', before: null, after: null },
    ]);
    expect((await audited(id)).map(({ action }) => action)).toEqual([
      'knowledge.evaluation-requested',
      'knowledge.evaluation-completed',
    ]);
  });

  it('show what a draft would lose', async () => {
    const { parking } = await shop();
    const draft = await knowledge.call('PUT', `/documents/${parking.id}/draft`, {
      ...knowledge.fieldsOf(parking),
      question: '会员积分怎么兑换',
      answer: '在收银台兑换。',
    });
    expect(draft.status).toBeLessThan(300);

    const { id, report } = await evaluated({
      kind: 'questions',
      items: [
        { question: '门店有没有停车位', expectedExternalId: 'parking' },
        { question: '门店有没有停车位' },
        { question: '会员积分怎么兑换' },
      ],
    });

    expect(report).toMatchObject({ newHits: 1, lostHits: 2, recallAt1Before: 1, before: { answered: 2 } });
    expect(await results(id, '?change=lost')).toMatchObject([
      { expectedExternalId: 'parking', before: { externalId: 'parking', action: 'answer', expectedRank: 1 } },
      { expectedExternalId: null, before: { externalId: 'parking', action: 'answer', expectedRank: null } },
    ]);
    expect(await knowledge.call('GET', `/documents/${parking.id}`)).toMatchObject({
      body: { question: '门店有没有停车位', state: 'published' }, // nothing was published for it
    });
  });

  it('are only answered by what the account may quote', async () => {
    const accountId = randomUUID();
    await knowledge.add({ question: '门店几点开门', category: '内部', state: 'published' });
    await knowledge.database.run(`insert into knowledge_categories (name, account_ids) values ('内部', $1)`, [
      [randomUUID()],
    ]);
    const items = [{ question: '门店几点开门' }];

    expect((await evaluated({ kind: 'questions', items })).report.before).toMatchObject({ answered: 1 });
    expect((await evaluated({ kind: 'questions', items, accountId })).report.before).toMatchObject({ answered: 0 });
    await knowledge.database.run('delete from knowledge_categories');
  });

  it('are kept without personal data', async () => {
    const { id } = await evaluated({ kind: 'questions', items: [{ question: '我的手机号是 13812345678，几点开门' }] });

    expect(await results(id)).toMatchObject([{ question: '我的手机号是 〔手机号〕，几点开门' }]);
    expect(JSON.stringify(await knowledge.database.rows('select * from evaluation_questions'))).not.toContain('13812');
  });

  it('may be 5,000, and long', async () => {
    const items = Array.from({ length: 5_000 }, (_, n) => ({ question: `第 ${n} 家门店几点开门`.padEnd(400, '？') }));

    expect(await post({ kind: 'questions', items })).toMatchObject({ status: 202, body: { total: 5_000 } });
    expect(await post({ kind: 'questions', items: [...items, ...items.slice(0, 1)] })).toMatchObject({ status: 400 });
  });

  it.each([
    ['nothing', undefined],
    ['text', '门店'],
    ['a list', [{ kind: 'asked', days: 1 }]],
    ['a list of nothing', [null]],
    ['a kind that there is not', { kind: 'dreamt', items: [{ question: '门店' }] }],
    ['no kind', { items: [{ question: '门店' }] }],
    ['no items', { kind: 'questions' }],
    ['an empty list', { kind: 'questions', items: [] }],
    ['texts', { kind: 'questions', items: ['门店'] }],
    ['an empty question', { kind: 'questions', items: [{ question: '' }] }],
    ['nothing in a list', { kind: 'questions', items: [null] }],
    ['an id that is none', { kind: 'questions', items: [{ question: '门店', expectedExternalId: 7 }] }],
    ['half a character', { kind: 'questions', items: [{ question: '\ud83d' }] }],
    ['a long question', { kind: 'questions', items: [{ question: '长'.repeat(501) }] }],
    ['a field of ours', { kind: 'questions', items: [{ question: '门店', change: 'same' }] }],
    ['the fields of the other kind', { kind: 'questions', items: [{ question: '门店' }], days: 3 }],
    ['no days', { kind: 'asked' }],
    ['too many days', { kind: 'asked', days: 366 }],
    ['an account that is none', { kind: 'asked', days: 1, accountId: 'mine' }],
  ])('are refused as %s', async (_, source) => {
    expect(await post(source)).toMatchObject({ status: 400, body: problem(400, 'request.invalid') });
  });
});

it('nobody evaluates without a key', async () => {
  const stranger = { authorization: 'Bearer somebody' };

  expect(await knowledge.call('POST', '/evaluations', { source: { kind: 'asked', days: 1 } }, stranger)).toMatchObject({
    status: 401,
    body: problem(401, 'access.unauthorized'),
  });
  expect(await knowledge.call('GET', '/evaluations', undefined, stranger)).toMatchObject({ status: 401 });
  expect(await knowledge.database.rows('select id from knowledge_evaluations')).toEqual([]);
});

it('a fault names the item that has it', async () => {
  const { body } = await post({ kind: 'questions', items: [{ question: '门店' }, { question: 3 }] });

  expect(body.faults).toEqual(['source.items: item 1: question must be a text of 1 to 500 characters']);
});

it('a source is one', async () => {
  for (const source of [[], [{ kind: 'asked', days: 1 }], 'asked', null]) {
    expect(await knowledge.call('POST', '/evaluations', { source })).toMatchObject({ status: 400 });
  }
});

describe('questions that were asked', () => {
  async function ask(text: string, fields: { accountId?: string; firstDocumentId?: string; vote?: 'helpful' } = {}) {
    const asked = knowledge.platform.app.get(AskedQuestions);
    const { accountId = ACCOUNT, firstDocumentId, vote } = fields;
    const turnId = randomUUID();
    await knowledge.database.transaction(async (tx) => {
      await asked.record(tx, {
        turnId,
        accountId,
        conversationId: randomUUID(),
        contactId: randomUUID(),
        text,
        confidence: 0.9,
        inScope: 0.9,
        outcome: 'answered',
        reason: 'quoted',
        ...(firstDocumentId !== undefined && { firstDocumentId }),
      });
      if (vote !== undefined) {
        await asked.vote(tx, turnId, vote);
      }
    });
  }

  const ACCOUNT = randomUUID();

  it('are replayed once each, the most recent first, and what helped is expected to help again', async () => {
    const { parking } = await shop();
    await ask('哪里可以停车');
    await ask('哪里可以停车', { firstDocumentId: parking.id, vote: 'helpful' });
    await ask('门店几点开门');
    await ask('哪里可以停车');

    const { id, report, source } = await evaluated({ kind: 'asked', days: 7 });

    expect(source).toEqual({ kind: 'asked', days: 7, limit: 1_000, accountId: null });
    expect(report).toMatchObject({ questions: 2, expected: 1 });
    expect(await results(id)).toMatchObject([
      { question: '哪里可以停车', asked: 3, expectedExternalId: 'parking' },
      { question: '门店几点开门', asked: 1, expectedExternalId: null },
    ]);
  });

  it('are narrowed to days, a number and an account', async () => {
    const other = randomUUID();
    await ask('太久以前');
    await knowledge.database.run(`update asked_questions set asked_at = now() - interval '8 days'`);
    await ask('门店有没有停车位', { accountId: other });
    await ask('门店几点开门', { accountId: other });
    await ask('门店几点开门');

    expect((await evaluated({ kind: 'asked', days: 30 })).total).toBe(3);
    expect((await evaluated({ kind: 'asked', days: 7 })).total).toBe(2);
    expect(await results((await evaluated({ kind: 'asked', days: 7, limit: 1 })).id)).toMatchObject([
      { question: '门店几点开门', asked: 2 },
    ]);
    expect(await results((await evaluated({ kind: 'asked', days: 7, accountId: other })).id)).toMatchObject([
      { question: '门店几点开门', asked: 1 },
      { question: '门店有没有停车位' },
    ]);
  });

  it('may be none', async () => {
    expect(await evaluated({ kind: 'asked', days: 1 })).toMatchObject({
      status: 'completed',
      total: 0,
      report: { questions: 0, recallAt1After: null, meanConfidenceAfter: null },
    });
  });
});

describe('an evaluation', () => {
  const many = {
    kind: 'questions',
    items: Array.from({ length: 120 }, (_, n) => ({ question: `第 ${n} 家门店几点开门` })),
  };

  it('that was left half way goes on where it was', async () => {
    await shop();
    const id = await stored(many);
    let batches = 0;
    await runner.run(id, () => {
      batches += 1;
      return batches <= 2;
    });
    const half = await knowledge.call('GET', `/evaluations/${id}`);
    expect(half.body).toMatchObject({ status: 'running', processed: 100, report: null });
    expect(await results(id, '?limit=200')).toHaveLength(100);

    await runner.run(id, () => true);
    await runner.run(id, () => true);

    expect((await knowledge.call('GET', `/evaluations/${id}`)).body).toMatchObject({
      status: 'completed',
      processed: 120,
      report: { questions: 120 },
    });
  });

  it('counts nothing twice when two workers have it', async () => {
    await shop();
    const id = await stored(many);

    await Promise.all([runner.run(id, () => true), runner.run(id, () => true)]);

    const { report, processed } = await ended(id);
    expect(processed).toBe(120);
    expect(report.better + report.worse + report.newHits + report.lostHits + report.changed + report.same).toBe(120);
    const done = (await audited(id)).filter(({ action }) => action === 'knowledge.evaluation-completed');
    expect(done).toHaveLength(2); // once when it was stored, once now
  });

  it('that lost its job is found again', async () => {
    const id = await stored({ kind: 'questions', items: [{ question: '门店几点开门' }] });
    await knowledge.database.run(`update knowledge_evaluations set updated_at = now() - interval '1 minute'`);

    await knowledge.platform.app.get(Evaluations).resume();

    expect(await ended(id)).toMatchObject({ status: 'completed' });
  });

  it('that never gets further fails, and says so', async () => {
    const id = await stored({ kind: 'questions', items: [{ question: '门店几点开门' }] });
    await knowledge.database.run('update knowledge_evaluations set attempts = 10');

    await runner.run(id, () => true);

    expect(await ended(id)).toMatchObject({ status: 'failed', failure: { code: 'knowledge.evaluation-stuck' } });
    expect((await audited(id)).at(-1)).toEqual({ action: 'knowledge.evaluation-failed' });
  });

  it('waits with others, but not with too many', async () => {
    const id = await stored({ kind: 'questions', items: [{ question: '门店几点开门' }] });
    await knowledge.database.run(
      `insert into knowledge_evaluations (id, source, created_by, request_id)
       select gen_random_uuid(), source, created_by, request_id
         from knowledge_evaluations, generate_series(1, 19) where id = $1`,
      [id],
    );

    expect(await post(many)).toMatchObject({ status: 429, body: problem(429, 'knowledge.evaluations-waiting') });
  });

  it('shows its results page by page, and those of one kind', async () => {
    await shop();
    const { id } = await evaluated({
      kind: 'questions',
      items: ['宠物可以带进店吗', '门店几点开门', '宠物能带进店吗'].map((question) => ({ question })),
    });

    const first = await knowledge.call('GET', `/evaluations/${id}/results?limit=2`);
    const second = await knowledge.call('GET', `/evaluations/${id}/results?cursor=${first.body.nextCursor}`);
    expect([first.body.items.length, second.body.items.length, second.body.nextCursor]).toEqual([2, 1, null]);
    const hits = await results(id, '?change=new');
    expect(hits[0]).toMatchObject({ question: '宠物可以带进店吗' });
    expect(hits.every(({ change }: { change: string }) => change === 'new')).toBe(true);
    for (const query of ['?change=nicer', '?cursor=bm90IG91cnM']) {
      expect(await knowledge.call('GET', `/evaluations/${id}/results${query}`)).toMatchObject({ status: 400 });
    }
  });

  it('is listed, newest first', async () => {
    const one = await evaluated({ kind: 'asked', days: 1 });
    const two = await evaluated({ kind: 'asked', days: 2 });

    const { body } = await knowledge.call('GET', '/evaluations?limit=1');
    expect(body.items).toMatchObject([{ id: two.id }]);
    const next = await knowledge.call('GET', `/evaluations?cursor=${body.nextCursor}`);
    expect(next.body).toMatchObject({ items: [{ id: one.id }], nextCursor: null });
  });

  it('that does not exist is not found', async () => {
    const id = randomUUID();
    expect(await knowledge.call('GET', `/evaluations/${id}`)).toMatchObject({ status: 404 });
    expect(await knowledge.call('GET', `/evaluations/${id}/results`)).toMatchObject({ status: 404 });
    expect(await knowledge.call('GET', '/evaluations/first')).toMatchObject({ status: 400 });
    await runner.run(asId<EvaluationId>(id), () => true);
  });

  it('is forgotten with its questions when it is old', async () => {
    await evaluated({ kind: 'questions', items: [{ question: '门店几点开门' }] });
    await knowledge.database.run(`update knowledge_evaluations set created_at = now() - interval '91 days'`);
    const { id } = await evaluated({ kind: 'questions', items: [{ question: '门店有没有停车位' }] });

    expect(await knowledge.platform.app.get(Evaluations).purge()).toBe(1);
    expect(await knowledge.database.rows('select evaluation_id from evaluation_questions')).toEqual([
      { evaluation_id: id },
    ]);
  });
});
