import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AskedQuestion, AskedQuestions } from '../../src/knowledge/asked/asked-questions.js';
import { GapClusters } from '../../src/knowledge/asked/gap-clusters.js';
import { QuestionRetention } from '../../src/knowledge/asked/question-retention.js';
import { problem } from '../setup/test-platform.js';
import { TestKnowledge } from '../setup/test-knowledge.js';

let knowledge: TestKnowledge;
let asked: AskedQuestions;
let clusters: GapClusters;

beforeAll(async () => {
  knowledge = await TestKnowledge.start();
  asked = knowledge.platform.app.get(AskedQuestions);
  clusters = knowledge.platform.app.get(GapClusters);
});
afterAll(() => knowledge.stop());
beforeEach(async () => {
  await knowledge.database.run('delete from asked_questions');
  await knowledge.database.run('delete from question_clusters');
});

/** A question as the dialog records it: not answered, unless told otherwise. Returns its turn. */
async function ask(text: string, fields: Partial<AskedQuestion> = {}): Promise<string> {
  const question: AskedQuestion = {
    turnId: randomUUID(),
    accountId: randomUUID(),
    conversationId: randomUUID(),
    contactId: randomUUID(),
    text,
    confidence: 0.2,
    inScope: 0.3,
    outcome: 'handed-off',
    reason: 'nothing-relevant',
    ...fields,
  };
  await knowledge.database.transaction((tx) => asked.record(tx, question));
  return question.turnId;
}

function vote(turnId: string, value: 'helpful' | 'unhelpful'): Promise<boolean> {
  return knowledge.database.transaction((tx) => asked.vote(tx, turnId, value));
}

async function gaps(query = '') {
  const { status, body } = await knowledge.call('GET', `/gaps${query}`);
  expect(status).toBe(200);
  return body.items;
}

describe('gathering', () => {
  it('puts questions together that are alike and were not answered, the most asked first', async () => {
    await ask('门店有没有停车位');
    await ask('宠物可以带进店吗');
    await ask('宠物能不能带进店里');
    await ask('营业时间', { outcome: 'answered', reason: 'quoted', confidence: 0.95 });

    expect(await clusters.gather()).toBe(3);

    expect(await gaps()).toMatchObject([
      { question: '宠物可以带进店吗', count: 2, state: 'open', examples: ['宠物能不能带进店里', '宠物可以带进店吗'] },
      { question: '门店有没有停车位', count: 1, state: 'open' },
    ]);
  });

  it('counts each question once, whoever gathers and however often', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => ask(`宠物可以带进店吗${'？'.repeat(n % 3)}`)));

    await Promise.all([clusters.gather(), clusters.gather(), clusters.gather()]);
    await clusters.gather();

    expect(await gaps()).toMatchObject([{ count: 20 }]);
  });

  it('takes an answer that was voted no help for none, and one that helped for one', async () => {
    const answered = { outcome: 'answered', reason: 'quoted', confidence: 0.9 };
    expect(await vote(await ask('保修期多久', answered), 'unhelpful')).toBe(true);
    await vote(await ask('门店有没有停车位', answered), 'helpful');
    expect(await vote(randomUUID(), 'unhelpful')).toBe(false);

    await clusters.gather();

    expect(await gaps()).toMatchObject([{ question: '保修期多久', count: 1 }]);
  });

  it('waits for the choice of a contact who was asked what is meant', async () => {
    const chosen = await ask('积分', { outcome: 'answered', reason: 'did-you-mean', confidence: 0.6 });
    await ask('运费', { outcome: 'answered', reason: 'did-you-mean', confidence: 0.6 });
    await knowledge.database.transaction((tx) => asked.choose(tx, chosen, randomUUID()));
    expect(await clusters.gather()).toBe(0);

    await knowledge.database.run(`update asked_questions set gap_from = gap_from - interval '1 hour'`);

    expect(await clusters.gather()).toBe(1);
    expect(await gaps()).toMatchObject([{ question: '运费' }]);
  });

  it('keeps no personal data', async () => {
    await ask('我的手机号是 13812345678，为什么收不到验证码');
    await clusters.gather();

    const [gap] = await gaps();
    expect(gap.question).toBe('我的手机号是 〔手机号〕，为什么收不到验证码');
    expect(JSON.stringify(await knowledge.database.rows('select * from asked_questions'))).not.toContain('1381234');
  });

  it('forgets all that is too old, however much of one moment, and nothing that is held', async () => {
    const [account] = await knowledge.database.rows<{ id: string }>(
      `insert into accounts (id, kind, name, parameters, secrets) values (gen_random_uuid(), 'test', 'test', '{}', '')
       returning id`,
    );
    await knowledge.database.run(
      `insert into legal_holds (id, account_id, reason, placed_by) values (gen_random_uuid(), $1, 'a lawsuit', '{}')`,
      [account?.id],
    );
    await knowledge.database.run(
      `insert into asked_questions (id, turn_id, account_id, conversation_id, contact_id, text, confidence, in_scope,
                                    outcome, reason, asked_at)
       select gen_random_uuid(), gen_random_uuid(), case when n % 2 = 0 then $1::uuid else gen_random_uuid() end,
              gen_random_uuid(), gen_random_uuid(), '门店在哪', 0.5, 0.5, 'answered', 'quoted',
              timestamptz '2020-01-01 00:00:00.123456Z'
         from generate_series(1, 50) as n`,
      [account?.id],
    );
    const looks = [];
    let after: string | null = null;
    do {
      const look = await knowledge.platform.app
        .get(QuestionRetention)
        .expire({ before: new Date('2021-01-01'), after, limit: 20 });
      looks.push(look);
      after = look.next;
    } while (after !== null);
    expect(looks).toHaveLength(3);
    expect(looks.reduce((sum, { removed }) => sum + removed, 0)).toBe(25);
    expect(looks.reduce((sum, { held }) => sum + held, 0)).toBe(25);
    expect(await knowledge.database.rows('select 1 from asked_questions')).toHaveLength(25);
    await knowledge.database.run(`update legal_holds set until = now() where account_id = $1`, [account?.id]);
    const last = { before: new Date('2021-01-01'), after: null, limit: 200 };
    expect(await knowledge.platform.app.get(QuestionRetention).expire(last)).toEqual({
      removed: 25,
      held: 0,
      next: null,
    });
  });

  it('forgets what is too old', async () => {
    await ask('宠物可以带进店吗');
    await knowledge.database.run(`update asked_questions set asked_at = now() - interval '401 days'`);
    await ask('门店有没有停车位');

    await clusters.gather();
    await knowledge.database.run(
      `update question_clusters set last_asked_at = now() - interval '401 days' where text <> '门店有没有停车位'`,
    );

    const old = { before: new Date(Date.now() - 400 * 86_400_000), after: null, limit: 100 };
    expect(await knowledge.platform.app.get(QuestionRetention).expire(old)).toEqual({
      removed: 1,
      held: 0,
      next: null,
    });
    expect(await clusters.purge()).toBe(1);
    expect(await knowledge.database.rows('select text from asked_questions')).toEqual([{ text: '门店有没有停车位' }]);
    expect(await gaps()).toMatchObject([{ question: '门店有没有停车位' }]);
  });
});

describe('the list', () => {
  it.each(['count', 'recent'])('is paged by %s, and each gap comes once', async (order) => {
    const texts = ['宠物可以带进店吗', '门店有没有停车位', '保修期多久', '可以刷信用卡吗', '发票抬头写错了'];
    for (const text of texts) {
      await ask(text);
    }
    await clusters.gather();
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await knowledge.call(
        'GET',
        `/gaps?order=${order}&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map(({ question }: { question: string }) => question));
      cursor = body.nextCursor;
    }

    expect(seen.toSorted()).toEqual(texts.toSorted());
  });

  it('is narrowed to an account, a state and a time', async () => {
    const accountId = randomUUID();
    await ask('宠物可以带进店吗', { accountId });
    await ask('门店有没有停车位');
    await clusters.gather();

    expect(await gaps(`?accountId=${accountId}`)).toMatchObject([{ question: '宠物可以带进店吗' }]);
    expect(await gaps('?state=dismissed')).toEqual([]);
    expect(await gaps('?since=2999-01-01')).toEqual([]);
    expect(await gaps('?since=2020-01-01')).toHaveLength(2);
  });

  it.each(['?cursor=bm90IG91cnM', '?order=loudest', '?state=lost', '?limit=0'])('refuses %s', async (query) => {
    expect(await knowledge.call('GET', `/gaps${query}`)).toMatchObject({ status: 400 });
  });
});

describe('a gap', () => {
  async function oneGap() {
    await ask('宠物可以带进店吗');
    await ask('宠物能不能带进店里');
    await clusters.gather();
    const [gap] = await gaps();
    return gap;
  }

  it('becomes a draft with one call, and the same one with a second', async () => {
    const gap = await oneGap();

    const first = await knowledge.call('POST', `/gaps/${gap.id}/draft`, {
      answer: '可以，请牵好绳。',
      category: '门店',
    });
    const second = await knowledge.call('POST', `/gaps/${gap.id}/draft`, { answer: '别的答案。' });

    expect(first).toMatchObject({
      status: 200,
      body: {
        question: '宠物可以带进店吗',
        similarQuestions: ['宠物能不能带进店里'],
        answer: '可以，请牵好绳。',
        category: '门店',
        state: 'draft',
      },
    });
    expect(second.body.id).toBe(first.body.id);
    expect(await gaps()).toMatchObject([{ state: 'drafted', documentId: first.body.id }]);
  });

  it('shows afterwards whether the entry helped', async () => {
    const gap = await oneGap();
    const { body: document } = await knowledge.call('POST', `/gaps/${gap.id}/draft`, { answer: '可以，请牵好绳。' });
    expect((await knowledge.call('GET', `/gaps/${gap.id}`)).body.effect).toBeNull();
    await knowledge.call('PUT', `/documents/${document.id}/state`, { state: 'published' });

    const answered = { outcome: 'answered', reason: 'quoted', confidence: 0.9, firstDocumentId: document.id };
    await ask('宠物可以带进店吗', answered);
    await vote(await ask('宠物能带进店吗', answered), 'unhelpful');
    await ask('宠物可以带进店里面吗', { reason: 'low-confidence' });
    await clusters.gather();

    expect((await knowledge.call('GET', `/gaps/${gap.id}`)).body).toMatchObject({
      state: 'resolved',
      effect: {
        unansweredBefore: 2,
        unansweredSince: 2,
        unansweredPerDayBefore: 2,
        unansweredPerDaySince: 2,
        answeredSince: 2,
        unhelpfulSince: 1,
      },
    });
  });

  it('tells the rates before and since by the day', async () => {
    const gap = await oneGap();
    const { body: document } = await knowledge.call('POST', `/gaps/${gap.id}/draft`, { answer: '可以，请牵好绳。' });
    await knowledge.call('PUT', `/documents/${document.id}/state`, { state: 'published' });
    await ask('宠物可以带进店吗', { reason: 'low-confidence' });
    await clusters.gather();
    await knowledge.database.run(`update documents set published_at = now() - interval '10 days'`);
    await knowledge.database.run(
      `update asked_questions set asked_at = now() - interval '14 days' where reason = 'nothing-relevant'`,
    );

    const { effect } = (await knowledge.call('GET', `/gaps/${gap.id}`)).body;
    expect(effect).toMatchObject({ unansweredBefore: 2, unansweredSince: 1 });
    expect(effect.unansweredPerDayBefore).toBeCloseTo(0.5, 3);
    expect(effect.unansweredPerDaySince).toBeCloseTo(0.1, 3);
  });

  it('is open again when its draft was deleted, and can be drafted anew', async () => {
    const gap = await oneGap();
    const { body: first } = await knowledge.call('POST', `/gaps/${gap.id}/draft`, { answer: '可以。' });
    expect((await knowledge.call('DELETE', `/documents/${first.id}`)).status).toBe(204);

    expect(await gaps('?state=open')).toMatchObject([{ id: gap.id, documentId: null }]);
    const { body: second } = await knowledge.call('POST', `/gaps/${gap.id}/draft`, { answer: '不可以。' });
    expect(await gaps('?state=drafted')).toMatchObject([{ id: gap.id, documentId: second.id }]);
  });

  it('is put aside and back, by the first of two editors', async () => {
    const gap = await oneGap();
    const url = `/gaps/${gap.id}/state`;

    const dismissed = await knowledge.call('PUT', url, { state: 'dismissed' }, { 'if-match': '"1"' });
    expect(dismissed).toMatchObject({ status: 200, tag: '"2"', body: { state: 'dismissed' } });
    expect(await knowledge.call('PUT', url, { state: 'open' }, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: problem(412, 'request.precondition-failed'),
    });
    await ask('宠物可以带进店吗');
    await clusters.gather();
    expect(await gaps()).toMatchObject([{ state: 'dismissed', count: 3 }]);
  });

  it('lists its questions, newest first', async () => {
    const gap = await oneGap();
    const { body } = await knowledge.call('GET', `/gaps/${gap.id}/questions?limit=1`);

    expect(body.items).toMatchObject([{ text: '宠物能不能带进店里', reason: 'nothing-relevant', vote: null }]);
    const next = await knowledge.call('GET', `/gaps/${gap.id}/questions?cursor=${body.nextCursor}`);
    expect(next.body).toMatchObject({ items: [{ text: '宠物可以带进店吗' }], nextCursor: null });
  });

  it('that does not exist is not found', async () => {
    const id = randomUUID();
    expect(await knowledge.call('GET', `/gaps/${id}`)).toMatchObject({ status: 404 });
    expect(await knowledge.call('GET', `/gaps/${id}/questions`)).toMatchObject({ status: 404 });
    expect(await knowledge.call('PUT', `/gaps/${id}/state`, { state: 'open' })).toMatchObject({ status: 404 });
    expect(await knowledge.call('POST', `/gaps/${id}/draft`, { answer: '答案' })).toMatchObject({ status: 404 });
  });

  it.each([
    ['2026-01-31', 200],
    ['2026-01-31T10:00:00+16:00', 200],
    ['2026-W01', 400],
    ['2026-01', 400],
  ])('is listed since %s: %d', async (since, status) => {
    expect(await knowledge.call('GET', `/gaps?since=${encodeURIComponent(since)}`)).toMatchObject({ status });
  });

  it('is not drafted without an answer', async () => {
    const gap = await oneGap();
    expect(await knowledge.call('POST', `/gaps/${gap.id}/draft`, {})).toMatchObject({ status: 400 });
  });
});
