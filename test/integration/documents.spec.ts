import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import { Documents } from '../../src/knowledge/documents/documents.js';
import { problem } from '../setup/test-platform.js';
import { TestKnowledge } from '../setup/test-knowledge.js';

let knowledge: TestKnowledge;

beforeAll(async () => {
  knowledge = await TestKnowledge.start();
});
afterAll(() => knowledge.stop());

const unknown = randomUUID();

describe('a document', () => {
  it('is made, read, replaced and read again, each with its ETag', async () => {
    const body = {
      externalId: 'hours',
      question: ' 几点上班 ',
      similarQuestions: ['什么时候上班'],
      answer: '九点。',
      category: '人事',
      tags: ['考勤'],
      language: 'zh-cn',
      validFrom: '2026-01-01',
      validUntil: '2126-01-01T00:00:00+08:00',
    };
    const made = await knowledge.call('POST', '/documents', { ...body, reason: '开门' });
    expect(made).toMatchObject({ status: 201, tag: '"1"' });
    expect(made.body).toEqual({
      id: expect.any(String),
      externalId: 'hours',
      kind: 'faq',
      question: '几点上班',
      similarQuestions: ['什么时候上班'],
      answer: '九点。',
      category: '人事',
      tags: ['考勤'],
      language: 'zh-CN',
      validFrom: '2026-01-01T00:00:00.000Z',
      validUntil: '2125-12-31T16:00:00.000Z',
      state: 'draft',
      revision: 1,
      publishedAt: null,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });

    const { id } = made.body;
    const replaced = await knowledge.call('PUT', `/documents/${id}`, {
      externalId: 'hours',
      question: '几点上班',
      answer: '十点。',
    });
    expect(replaced).toMatchObject({ status: 200, tag: '"2"' });
    expect(replaced.body).toMatchObject({ answer: '十点。', category: null, tags: [], language: null, state: 'draft' });
    expect(await knowledge.call('GET', `/documents/${id}`)).toEqual(replaced);
    expect(await knowledge.actions(id)).toEqual(['document-created', 'document-updated']);
  });

  it('that is replaced by the same stays at its revision', async () => {
    const made = await knowledge.add({ state: 'published' });
    const before = await knowledge.version();
    const again = await knowledge.call('PUT', `/documents/${made.id}`, knowledge.fieldsOf(made));
    expect(again).toMatchObject({ status: 200, tag: '"1"', body: made });
    expect(await knowledge.version()).toBe(before);
  });

  it('is not sent again to who has it', async () => {
    const { id } = await knowledge.add();
    const get = (tag: string) => knowledge.call('GET', `/documents/${id}`, undefined, { 'if-none-match': tag });
    expect(await get('"1"')).toEqual({ status: 304, tag: '"1"', body: undefined });
    expect(await get('W/"1", "7"')).toMatchObject({ status: 304 });
    expect(await get('"2"')).toMatchObject({ status: 200, tag: '"1"', body: { id } });
  });

  it('is refused where it is malformed, taken or unknown', async () => {
    const good = { externalId: 'refused', question: '问', answer: '答' };
    const bad: Record<string, unknown>[] = [
      { question: '\0' },
      { answer: '\ud800' },
      { tags: ['a\0'] },
      { answer: ' ' },
      { answer: '长'.repeat(20_001) },
      { kind: 'text', answer: '长'.repeat(1_000_001) },
      { kind: 'page' },
      { language: 'klingon please' },
      { reason: '长'.repeat(501) },
      { state: 'gone' },
      { surprise: 1 },
      { validFrom: '2026-W01' },
      { validUntil: '0999-12-31' },
      { validUntil: '9999-12-31T23:59:59-08:00' }, // in the year 10000
    ];
    for (const fault of bad) {
      const { status, body } = await knowledge.call('POST', '/documents', { ...good, ...fault });
      expect([fault, status, body.code]).toEqual([fault, 400, 'request.invalid']);
    }
    await knowledge.add({ externalId: 'refused' });
    expect((await knowledge.call('POST', '/documents', good)).body).toEqual(problem(409, 'request.conflict'));
    const archived = { ...good, externalId: 'refused-2', state: 'archived' };
    expect((await knowledge.call('POST', '/documents', archived)).body).toEqual(
      problem(409, 'knowledge.step-forbidden'),
    );
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PUT', '', good],
      ['DELETE', '', undefined],
      ['PUT', '/state', { state: 'published' }],
      ['GET', '/revisions', undefined],
      ['GET', '/revisions/1', undefined],
      ['POST', '/revisions/1/restoration', {}],
      ['GET', '/draft', undefined],
      ['PUT', '/draft', good],
      ['DELETE', '/draft', undefined],
      ['POST', '/draft/publication', {}],
      ['GET', '/passages', undefined],
    ] as const) {
      const answer = await knowledge.call(method, `/documents/${unknown}${path}`, body);
      expect([method, path, answer.body]).toEqual([method, path, problem(404, 'request.not-found')]);
    }
    expect((await knowledge.call('GET', '/documents/1')).status).toBe(400);
  });

  it('never changes its external id', async () => {
    const made = await knowledge.add();
    const body = { ...knowledge.fieldsOf(made), externalId: 'another' };
    expect((await knowledge.call('PUT', `/documents/${made.id}`, body)).status).toBe(400);
    expect((await knowledge.call('PUT', `/documents/${made.id}/draft`, body)).status).toBe(400);
  });
});

describe('of two editors who saw the same', () => {
  it('exactly one changes it', async () => {
    const made = await knowledge.add({ state: 'published' });
    const write = (answer: string) =>
      knowledge.call('PUT', `/documents/${made.id}`, { ...knowledge.fieldsOf(made), answer }, { 'if-match': '"1"' });
    const answers = await Promise.all([write('甲。'), write('乙。'), write('丙。')]);

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
    expect(answers.find(({ status }) => status === 412)?.body).toEqual(problem(412, 'request.precondition-failed'));
    const { body } = await knowledge.call('GET', `/documents/${made.id}`);
    expect(body).toEqual(answers.find(({ status }) => status === 200)?.body);
  });

  it('one who saw something else changes, steps and deletes nothing', async () => {
    const made = await knowledge.add();
    const body = knowledge.fieldsOf(made);
    const stale = { 'if-match': '"7"' };
    expect((await knowledge.call('PUT', `/documents/${made.id}`, body, stale)).status).toBe(412);
    expect((await knowledge.call('PUT', `/documents/${made.id}/state`, { state: 'published' }, stale)).status).toBe(
      412,
    );
    expect((await knowledge.call('DELETE', `/documents/${made.id}`, undefined, stale)).status).toBe(412);
    expect((await knowledge.call('POST', `/documents/${made.id}/revisions/1/restoration`, {}, stale)).status).toBe(412);
    expect((await knowledge.call('GET', `/documents/${made.id}`)).body).toEqual(made);
    const any = await knowledge.call('PUT', `/documents/${made.id}`, { ...body, answer: '新。' }, { 'if-match': '*' });
    expect(any).toMatchObject({ status: 200, tag: '"2"' });
  });
});

describe('the life of a document', () => {
  const step = (id: string, state: string) =>
    knowledge.call('PUT', `/documents/${id}/state`, { state, reason: '因为' });

  it('goes from draft over review to published and archived, and is audited', async () => {
    const { id } = await knowledge.add();
    const before = await knowledge.version();
    expect(await step(id, 'in_review')).toMatchObject({ status: 200, tag: '"2"', body: { state: 'in_review' } });
    expect(await knowledge.version()).toBe(before);
    const published = await step(id, 'published');
    expect(published.body).toMatchObject({ state: 'published', revision: 3, publishedAt: expect.any(String) });
    expect(await knowledge.version()).toBe(before + 1);
    expect((await step(id, 'published')).body).toEqual(published.body);
    expect(await knowledge.version()).toBe(before + 1);
    const archived = await step(id, 'archived');
    expect(archived.body).toMatchObject({ state: 'archived', publishedAt: published.body.publishedAt });
    expect(await knowledge.version()).toBe(before + 2);
    const [row] = await knowledge.database.rows('select index_version::integer from documents where id = $1', [id]);
    expect(row).toEqual({ index_version: before + 2 });
    expect(await knowledge.actions(id)).toEqual([
      'document-created',
      'document-state-changed',
      'document-state-changed',
      'document-state-changed',
    ]);
  });

  it('takes no step that is forbidden, by whatever route', async () => {
    const made = await knowledge.add({ state: 'published' });
    const forbidden = problem(409, 'knowledge.step-forbidden');
    expect((await step(made.id, 'in_review')).body).toEqual(forbidden);
    const body = { ...knowledge.fieldsOf(made), state: 'in_review' };
    expect((await knowledge.call('PUT', `/documents/${made.id}`, body)).body).toEqual(forbidden);
    expect((await step(made.id, 'gone')).status).toBe(400);
    expect((await knowledge.call('GET', `/documents/${made.id}`)).body).toEqual(made);
  });

  it('ends without a trace where it was never published', async () => {
    const { id } = await knowledge.add({ kind: 'text' });
    expect(await knowledge.call('DELETE', `/documents/${id}`)).toMatchObject({ status: 204 });
    expect((await knowledge.call('GET', `/documents/${id}`)).status).toBe(404);
    expect(await knowledge.actions(id)).toEqual(['document-created', 'document-deleted']);
  });

  it('ends in the archive where an answer may have quoted it', async () => {
    const { id } = await knowledge.add({ state: 'published' });
    await step(id, 'draft');
    expect(await knowledge.call('DELETE', `/documents/${id}`)).toMatchObject({ status: 204 });
    expect((await knowledge.call('GET', `/documents/${id}`)).body).toMatchObject({ state: 'archived', revision: 3 });
    expect((await knowledge.call('DELETE', `/documents/${id}`)).status).toBe(204);
    expect((await knowledge.call('GET', `/documents/${id}`)).body).toMatchObject({ revision: 3 });
    expect((await knowledge.call('GET', `/documents/${id}/revisions/1`)).body.answer).toBe('答案。');
  });
});

describe('a step of many documents', () => {
  it('is taken by those that may, and the others say why not', async () => {
    const [draft, stale, review, done] = await Promise.all([
      knowledge.add(),
      knowledge.add(),
      knowledge.add({ state: 'in_review' }),
      knowledge.add({ state: 'published' }),
    ]);
    const before = await knowledge.version();
    const { status, body } = await knowledge.call('POST', '/documents/states', {
      items: [
        { id: draft.id, ifMatch: '"1"' },
        { id: stale.id, ifMatch: '"2"' },
        { id: review.id.toUpperCase() },
        { id: done.id },
        { id: unknown },
      ],
      state: 'published',
      reason: '上线',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ changed: 2, unchanged: 1, refused: 2 });
    expect(body.items).toEqual([
      { id: draft.id, outcome: 'changed', revision: 2, code: null, detail: null },
      {
        id: stale.id,
        outcome: 'refused',
        revision: null,
        code: 'request.precondition-failed',
        detail: expect.any(String),
      },
      { id: review.id, outcome: 'changed', revision: 2, code: null, detail: null },
      { id: done.id, outcome: 'unchanged', revision: 1, code: null, detail: null },
      { id: unknown, outcome: 'refused', revision: null, code: 'request.not-found', detail: expect.any(String) },
    ]);
    expect(await knowledge.version()).toBe(before + 1);
    expect((await knowledge.call('GET', `/documents/${draft.id}`)).body).toMatchObject({ state: 'published' });
    expect((await knowledge.call('GET', `/documents/${draft.id}/revisions/2`)).body).toMatchObject({
      state: 'published',
      author: { kind: 'key', id: 'admin' },
      reason: '上线',
    });
    const forbidden = await knowledge.call('POST', '/documents/states', {
      items: [{ id: done.id }],
      state: 'in_review',
    });
    expect(forbidden.body.items[0]).toMatchObject({ outcome: 'refused', code: 'knowledge.step-forbidden' });
  });

  it('is refused where the list is empty, too long, or names one twice', async () => {
    const items = (count: number) => Array.from({ length: count }, () => ({ id: randomUUID() }));
    const twice = [{ id: unknown }, { id: unknown.toUpperCase() }];
    for (const list of [[], items(501), twice, [{ id: '1' }], [null], ['x'], undefined]) {
      expect((await knowledge.call('POST', '/documents/states', { items: list, state: 'draft' })).status).toBe(400);
    }
    expect((await knowledge.call('POST', '/documents/states', { items: items(500), state: 'draft' })).status).toBe(200);
  });

  it('that meets another one that locks the same does not wait for ever', async () => {
    const made = await Promise.all(Array.from({ length: 40 }, () => knowledge.add()));
    const ids = made.map(({ id }) => ({ id }));
    const answers = await Promise.all(
      ['published', 'archived', 'draft', 'published'].map((state, turn) =>
        knowledge.call('POST', '/documents/states', { items: turn % 2 === 0 ? ids : ids.toReversed(), state }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
});

describe('the list', () => {
  it('is filtered, and paged in the order of making', async () => {
    const category = `类别 ${randomUUID()}`;
    const first = await knowledge.add({ category, tags: ['甲'], language: 'en', question: 'Where is 100%_of it?' });
    const second = await knowledge.add({ category, kind: 'text', tags: ['甲', '乙'], answer: '全文。' });
    const third = await knowledge.add({ category, state: 'published', externalId: 'Find-Me' });
    const ids = async (query: Record<string, string>): Promise<string[]> => {
      const { body } = await knowledge.call(
        'GET',
        `/documents?${new URLSearchParams({ category, ...query }).toString()}`,
      );
      return body.items.map(({ id }: { id: string }) => id);
    };

    expect(await ids({})).toEqual([first.id, second.id, third.id]);
    expect(await ids({ tag: '甲' })).toEqual([first.id, second.id]);
    expect(await ids({ kind: 'text' })).toEqual([second.id]);
    expect(await ids({ language: 'EN' })).toEqual([first.id]);
    expect(await ids({ state: 'published' })).toEqual([third.id]);
    expect(await ids({ q: 'find-me' })).toEqual([third.id]);
    expect(await ids({ q: '100%_OF' })).toEqual([first.id]);
    expect(await ids({ q: '%' })).toEqual([first.id]);
    expect(await ids({ q: String.raw`\ ` })).toEqual([]);
    expect(await ids({ updatedSince: third.updatedAt })).toEqual([third.id]);
    expect(await ids({ updatedSince: '2100-01-01' })).toEqual([]);

    const page = await knowledge.call('GET', `/documents?${new URLSearchParams({ category, limit: '2' }).toString()}`);
    expect(page.body.items.map(({ answer }: { answer: string | null }) => answer)).toEqual(['答案。', null]);
    expect(await ids({ limit: '2', cursor: page.body.nextCursor })).toEqual([third.id]);
  });

  it('refuses filters that are none', async () => {
    for (const query of [
      'state=gone',
      'kind=x',
      'updatedSince=now',
      'updatedSince=2026-W01',
      'q=%00',
      'q=%20',
      'language=1',
      'limit=201',
      'cursor=x',
      'x=1',
    ]) {
      expect([query, (await knowledge.call('GET', `/documents?${query}`)).status]).toEqual([query, 400]);
    }
  });
});

describe('storing', () => {
  const entry = (n: number, answer = '答。') => ({ externalId: `store-${n}`, question: `问 ${n}`, answer });
  const store = (list: Parameters<Documents['store']>[2], publish = true) =>
    knowledge.database.transaction((tx) =>
      knowledge.platform.app.get(Documents).store(tx, SYSTEM, list, { publish, reason: '导入' }),
    );

  it('twice changes nothing, and what differs is told before', async () => {
    const documents = knowledge.platform.app.get(Documents);
    const list = [entry(1), { ...entry(2), kind: 'text' as const, tags: ['x'], validFrom: '2026-01-01' }];
    expect(await documents.compare(list)).toEqual([
      { externalId: 'store-1', change: 'created', fields: [] },
      { externalId: 'store-2', change: 'created', fields: [] },
    ]);
    expect(await store(list, false)).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect(await store(list, false)).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect((await documents.compare(list)).map(({ change }) => change)).toEqual(['unchanged', 'unchanged']);
    expect(await documents.compare(list, { publish: true })).toContainEqual({
      externalId: 'store-1',
      change: 'updated',
      fields: ['state'],
    });

    const edited = [{ ...entry(2, '别的。'), tags: ['x'] }, entry(1)];
    expect(await documents.compare(edited)).toEqual([
      { externalId: 'store-2', change: 'updated', fields: ['kind', 'answer', 'validFrom'] },
      { externalId: 'store-1', change: 'unchanged', fields: [] },
    ]);
    const before = await knowledge.version();
    expect(await store(edited)).toEqual({ created: 0, updated: 2, unchanged: 0 });
    expect(await knowledge.version()).toBe(before + 1);
    expect(await store(edited)).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect(await knowledge.version()).toBe(before + 1);
    const revisions = await knowledge.database.rows(
      `select r.revision, r.state, r.kind, r.reason from document_revisions r
         join documents d on d.id = r.document_id where external_id = 'store-2' order by revision`,
    );
    expect(revisions).toEqual([
      { revision: 1, state: 'draft', kind: 'text', reason: '导入' },
      { revision: 2, state: 'published', kind: 'faq', reason: '导入' },
    ]);
  });

  it('the same at once, in whatever order, ends', async () => {
    const list = Array.from({ length: 300 }, (_, n) => entry(n + 100));
    const turns = ['甲。', '乙。', '丙。', '丁。'];
    const counts = await Promise.all(
      turns.map((answer, turn) => {
        const own = list.map((document) => ({ ...document, answer }));
        return store(turn % 2 === 0 ? own : own.toReversed(), turn < 2);
      }),
    );
    expect(counts.reduce((sum, { created }) => sum + created, 0)).toBe(300);
    const [row] = await knowledge.database.rows(
      `select count(distinct answer)::integer as answers, max(revision) as revision from documents
        where external_id = any($1)`,
      [list.map(({ externalId }) => externalId)],
    );
    expect(row).toEqual({ answers: 1, revision: 4 });
  });

  it('takes texts of any number, and exports them in bounded pages', async () => {
    const documents = knowledge.platform.app.get(Documents);
    const category = `长文 ${randomUUID()}`;
    const text = '句子很长，说了很多。'.repeat(80_000);
    const list = Array.from({ length: 8 }, (_, n) => ({ ...entry(n + 900, text), kind: 'text' as const, category }));
    expect(await store(list)).toMatchObject({ created: 8 });
    const pages: number[] = [];
    for (let after: string | undefined; ;) {
      const page = await documents.export({ category }, after, 100);
      pages.push(page.length);
      after = page.at(-1)?.id;
      if (page.length === 0) {
        break;
      }
    }
    expect(pages).toEqual([5, 3, 0]);
  });
});
