import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Categories } from '../../src/knowledge/categories/categories.js';
import { problem } from '../setup/test-platform.js';
import { TestKnowledge } from '../setup/test-knowledge.js';

let knowledge: TestKnowledge;

beforeAll(async () => {
  knowledge = await TestKnowledge.start();
});
afterAll(() => knowledge.stop());

const path = (name: string) => `/categories/${encodeURIComponent(name)}`;

describe('a category', () => {
  it('has the rules of the settings until somebody sets others, which are live everywhere within 2 s', async () => {
    const other = (await knowledge.platform.startApp()).get(Categories);
    const here = knowledge.platform.app.get(Categories);
    const defaults = { answerFrom: 0.8, clarifyFrom: 0.5, lowConfidenceAction: 'handoff', accountIds: undefined };
    expect(here.rulesOf(undefined)).toEqual(defaults);
    expect(other.rulesOf('财务/报销')).toEqual(defaults);

    const set = await knowledge.call('PUT', path('财务/报销'), { answerFrom: 0.9, lowConfidenceAction: 'offer' });
    expect(set).toMatchObject({ status: 200, tag: '"1"' });
    expect(set.body).toMatchObject({ name: '财务/报销', answerFrom: 0.9, clarifyFrom: null, documents: 0, version: 1 });
    expect(set.body.rules).toEqual({
      answerFrom: 0.9,
      clarifyFrom: 0.5,
      lowConfidenceAction: 'offer',
      accountIds: null,
    });
    const rules = { ...defaults, answerFrom: 0.9, lowConfidenceAction: 'offer' };
    expect(here.rulesOf('财务/报销')).toEqual(rules);
    await vi.waitFor(() => expect(other.rulesOf('财务/报销')).toEqual(rules), { timeout: 20_000, interval: 50 });

    expect((await knowledge.call('DELETE', path('财务/报销'))).status).toBe(204);
    expect(here.rulesOf('财务/报销')).toEqual(defaults);
    await vi.waitFor(() => expect(other.rulesOf('财务/报销')).toEqual(defaults), { timeout: 20_000, interval: 50 });
    expect((await knowledge.call('GET', path('财务/报销'))).status).toBe(404);
    expect((await knowledge.call('DELETE', path('财务/报销'))).status).toBe(404);
    const actions = await knowledge.database.rows(
      `select action, details->>'version' as version from audit_events where details->>'name' = '财务/报销' order by id`,
    );
    expect(actions).toEqual([
      { action: 'knowledge.category-changed', version: '1' },
      { action: 'knowledge.category-deleted', version: '1' },
    ]);
  });

  it('may be for no account, and never clarifies above where it answers', async () => {
    await knowledge.call('PUT', path('低'), { clarifyFrom: 0.1, answerFrom: 0.2, accountIds: [] });
    const categories = knowledge.platform.app.get(Categories);
    expect(categories.rulesOf('低')).toMatchObject({ answerFrom: 0.2, clarifyFrom: 0.1, accountIds: [] });
    for (const body of [
      { answerFrom: 0.4 },
      { clarifyFrom: 0.81 },
      { answerFrom: 0.6, clarifyFrom: 0.7 },
      { answerFrom: 1.1 },
      { clarifyFrom: -0.1 },
      { lowConfidenceAction: 'panic' },
      { accountIds: [randomUUID()] },
      { accountIds: ['x'] },
      { surprise: true },
    ]) {
      const answer = await knowledge.call('PUT', path('低'), body);
      expect([body, answer.body]).toEqual([body, problem(400, 'request.invalid')]);
    }
    for (const name of ['\0', ' ', '长'.repeat(101)]) {
      expect((await knowledge.call('PUT', path(name), {})).status).toBe(400);
    }
  });

  it('of two editors is that of one', async () => {
    const seen = (await knowledge.call('PUT', path('争'), {})).tag;
    const write = (answerFrom: number) => knowledge.call('PUT', path('争'), { answerFrom }, { 'if-match': seen });
    const statuses = (await Promise.all([write(0.7), write(0.9)])).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect((await knowledge.call('DELETE', path('争'), undefined, { 'if-match': seen })).status).toBe(412);
    expect((await knowledge.call('GET', path('争'), undefined, { 'if-none-match': '"2"' })).status).toBe(304);
  });

  it('that only documents name is in the list with their number', async () => {
    await knowledge.add({ category: 'b-only' });
    await knowledge.add({ category: 'b-only', state: 'published' });
    await knowledge.add({ category: 'a-both' });
    await knowledge.call('PUT', path('a-both'), { answerFrom: 0.7 });
    await knowledge.call('PUT', path('c-set'), {});
    const names: [string, number, number][] = [];
    let cursor = '';
    do {
      const { body } = await knowledge.call('GET', `/categories?limit=1${cursor && `&cursor=${cursor}`}`);
      names.push(
        ...body.items.map((item: { name: string; documents: number; version: number }) => [
          item.name,
          item.documents,
          item.version,
        ]),
      );
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(names.slice(0, 3)).toEqual([
      ['a-both', 1, 1],
      ['b-only', 2, 0],
      ['c-set', 0, 1],
    ]);
    expect(await knowledge.call('GET', path('b-only'))).toMatchObject({ tag: '"0"', body: { documents: 2 } });
    expect((await knowledge.call('GET', '/categories?cursor=AA')).status).toBe(400);
  });
});

describe('the vocabulary', () => {
  it('is replaced as a whole, once, and raises the index', async () => {
    const empty = await knowledge.call('GET', '/vocabulary');
    expect(empty).toMatchObject({ status: 200, tag: '"1"', body: { synonyms: [], stopWords: [], version: 1 } });
    const words = {
      synonyms: [
        ['退款', ' 退钱 '],
        ['WiFi', '无线网'],
      ],
      stopWords: ['请问'],
    };
    const before = await knowledge.version();
    const set = await knowledge.call('PUT', '/vocabulary', words, { 'if-match': '"1"' });
    expect(set).toMatchObject({ status: 200, tag: '"2"' });
    expect(set.body).toMatchObject({
      synonyms: [
        ['退款', '退钱'],
        ['WiFi', '无线网'],
      ],
      stopWords: ['请问'],
      version: 2,
    });
    expect(await knowledge.version()).toBe(before + 1);
    expect((await knowledge.call('PUT', '/vocabulary', words)).body).toEqual(set.body);
    expect(await knowledge.version()).toBe(before + 1);
    expect(
      (await knowledge.call('PUT', '/vocabulary', { ...words, stopWords: [] }, { 'if-match': '"1"' })).body,
    ).toEqual(problem(412, 'request.precondition-failed'));
    expect((await knowledge.call('GET', '/vocabulary', undefined, { 'if-none-match': '"2"' })).status).toBe(304);
    const [event] = await knowledge.database.rows(
      `select details from audit_events where action = 'knowledge.vocabulary-changed'`,
    );
    expect(event).toMatchObject({
      details: { version: 2, synonyms: 2, stopWords: 1, before: { stopWords: [] }, after: { stopWords: ['请问'] } },
    });
  });

  it('is bounded', async () => {
    const words = (count: number) => Array.from({ length: count }, (_, n) => `词${n}`.padEnd(50, '长'));
    const none = { synonyms: [], stopWords: [] };
    for (const fault of [
      { synonyms: [['一个']] },
      { synonyms: [['同', '同']] },
      { synonyms: [words(21)] },
      { synonyms: [['a', '长'.repeat(51)]] },
      { synonyms: [['a', '\0']] },
      { synonyms: [['a', 1]] },
      { synonyms: ['ab'] },
      { synonyms: Array.from({ length: 2_001 }, () => ['a', 'b']) },
      { synonyms: null },
      { stopWords: words(5_001) },
      { stopWords: ['长'.repeat(51)] },
      { stopWords: [''] },
      { stopWords: ['a', 'a'] },
      { stopWords: ['\ud800'] },
    ]) {
      expect((await knowledge.call('PUT', '/vocabulary', { ...none, ...fault })).status).toBe(400);
    }
    const most = { synonyms: Array.from({ length: 2_000 }, () => words(20)), stopWords: words(5_000) };
    expect((await knowledge.call('PUT', '/vocabulary', most)).status).toBe(200);
    expect((await knowledge.call('PUT', '/vocabulary', { synonyms: [] })).status).toBe(400);
  });
});
