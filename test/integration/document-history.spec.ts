import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../setup/test-platform.js';
import { TestKnowledge } from '../setup/test-knowledge.js';

let knowledge: TestKnowledge;

beforeAll(async () => {
  knowledge = await TestKnowledge.start();
});
afterAll(() => knowledge.stop());

const MANUAL = '# 员工手册\n\n## 假期\n\n年假十天。\n\n## 考勤\n\n九点上班。';

describe('revisions', () => {
  it('keep every change with its author and reason, newest first', async () => {
    const made = await knowledge.add({ reason: '第一版' });
    const path = `/documents/${made.id}`;
    await knowledge.call('PUT', path, { ...knowledge.fieldsOf(made), answer: '新。', tags: ['x'], reason: '改了' });
    await knowledge.call('PUT', `${path}/state`, { state: 'published' });

    const { body } = await knowledge.call('GET', `${path}/revisions`);
    expect(body).toEqual({
      items: [
        expect.objectContaining({ revision: 3, state: 'published', changed: ['state'], reason: null }),
        expect.objectContaining({ revision: 2, state: 'draft', changed: ['answer', 'tags'], reason: '改了' }),
        expect.objectContaining({ revision: 1, changed: [], reason: '第一版', author: { kind: 'key', id: 'admin' } }),
      ],
      nextCursor: null,
    });
    const page = await knowledge.call('GET', `${path}/revisions?limit=2`);
    expect(page.body.items).toEqual(body.items.slice(0, 2));
    const next = await knowledge.call('GET', `${path}/revisions?limit=2&cursor=${page.body.nextCursor}`);
    expect(next.body).toEqual({ items: body.items.slice(2), nextCursor: null });
    expect((await knowledge.call('GET', `${path}/revisions/1`)).body).toMatchObject({
      documentId: made.id,
      revision: 1,
      answer: '答案。',
      tags: [],
    });
    for (const revision of ['4', '0', '-1', 'x', '99999999999999999999']) {
      expect((await knowledge.call('GET', `${path}/revisions/${revision}`)).status).toBe(404);
    }
    expect((await knowledge.call('GET', `${path}/revisions?cursor=eA`)).status).toBe(400);
  });

  it('are restored as a new one, which is live at once where the document is', async () => {
    const made = await knowledge.add({ kind: 'text', answer: MANUAL, validFrom: '2026-01-01', state: 'published' });
    const path = `/documents/${made.id}`;
    await knowledge.call('PUT', path, { ...knowledge.fieldsOf(made), question: '别的', answer: '没了。' });
    const before = await knowledge.version();
    const restored = await knowledge.call(
      'POST',
      `${path}/revisions/1/restoration`,
      { reason: '错了' },
      { 'if-match': '"2"' },
    );
    expect(restored).toMatchObject({ status: 200, tag: '"3"' });
    expect(restored.body).toEqual({ ...made, revision: 3, updatedAt: expect.any(String) });
    expect(await knowledge.version()).toBe(before + 1);
    expect((await knowledge.call('GET', `${path}/passages`)).body).toMatchObject({ revision: 3, items: [{}, {}] });
    expect((await knowledge.call('GET', `${path}/revisions/3`)).body).toMatchObject({ reason: '错了' });
    expect(await knowledge.actions(made.id)).toContain('document-restored');

    const again = await knowledge.call('POST', `${path}/revisions/1/restoration`);
    expect(again.body).toEqual(restored.body);
    expect((await knowledge.call('POST', `${path}/revisions/9/restoration`, {})).status).toBe(404);
  });
});

describe('passages', () => {
  it('are those of the revision asked for, with their headings', async () => {
    const made = await knowledge.add({ kind: 'text', question: '员工手册', answer: MANUAL });
    const path = `/documents/${made.id}`;
    const first = {
      items: [
        { ordinal: 0, headingPath: ['假期'], text: '年假十天。' },
        { ordinal: 1, headingPath: ['考勤'], text: '九点上班。' },
      ],
      nextCursor: null,
    };
    expect((await knowledge.call('GET', `${path}/passages`)).body).toEqual({ revision: 1, ...first });
    await knowledge.call('PUT', `${path}/state`, { state: 'published' });
    expect((await knowledge.call('GET', `${path}/passages`)).body).toEqual({ revision: 2, ...first });
    await knowledge.call('PUT', path, { ...knowledge.fieldsOf(made), kind: 'text', answer: '全新。' });
    expect((await knowledge.call('GET', `${path}/passages`)).body).toMatchObject({
      revision: 3,
      items: [{ headingPath: [], text: '全新。' }],
    });
    expect((await knowledge.call('GET', `${path}/passages?revision=1`)).body).toEqual({ revision: 1, ...first });
    const page = await knowledge.call('GET', `${path}/passages?revision=1&limit=1`);
    const rest = await knowledge.call('GET', `${path}/passages?revision=1&limit=1&cursor=${page.body.nextCursor}`);
    expect([...page.body.items, ...rest.body.items]).toEqual(first.items);
    expect((await knowledge.call('GET', `${path}/passages?revision=4`)).status).toBe(404);
    expect((await knowledge.call('GET', `${path}/passages?revision=0`)).status).toBe(400);
  });

  it('of a FAQ entry are none', async () => {
    const { id } = await knowledge.add();
    expect((await knowledge.call('GET', `/documents/${id}/passages`)).body).toEqual({
      revision: 1,
      items: [],
      nextCursor: null,
    });
  });

  it('of a text of 1,000,000 characters come over the API', async () => {
    const answer = `${'这是一个很长的句子，说的是同一件事。'.repeat(60_000).slice(0, 999_999)}。`;
    const made = await knowledge.add({ kind: 'text', answer });
    expect(made.answer).toHaveLength(1_000_000);
    const { body } = await knowledge.call('GET', `/documents/${made.id}/passages?limit=200`);
    expect(body.items).toHaveLength(200);
    expect(body.nextCursor).not.toBeNull();
  });
});

describe('a draft', () => {
  it('is prepared beside what is live, and goes live as a whole', async () => {
    const made = await knowledge.add({ state: 'published', category: '人事' });
    const path = `/documents/${made.id}`;
    const before = await knowledge.version();
    const saved = await knowledge.call('PUT', `${path}/draft`, {
      ...knowledge.fieldsOf(made),
      answer: '将来。',
      validFrom: '2026-01-01',
      reason: '准备',
    });
    expect(saved).toMatchObject({ status: 200, tag: `"${saved.body.version}"` });
    expect(saved.body).toMatchObject({
      documentId: made.id,
      externalId: made.externalId,
      answer: '将来。',
      category: '人事',
      validFrom: '2026-01-01T00:00:00.000Z',
      basedOn: 1,
      documentRevision: 1,
      author: { kind: 'key', id: 'admin' },
      reason: '准备',
    });
    expect(await knowledge.call('GET', `${path}/draft`)).toEqual(saved);
    expect((await knowledge.call('GET', path)).body).toEqual(made);
    expect(await knowledge.version()).toBe(before);

    const published = await knowledge.call('POST', `${path}/draft/publication`, undefined, { 'if-match': saved.tag });
    expect(published).toMatchObject({ status: 200, tag: '"2"', body: { answer: '将来。', state: 'published' } });
    expect(await knowledge.version()).toBe(before + 1);
    expect((await knowledge.call('GET', `${path}/draft`)).status).toBe(404);
    expect((await knowledge.call('GET', `${path}/revisions/2`)).body.reason).toBe('准备');
    expect(await knowledge.actions(made.id)).toEqual(['document-created', 'draft-saved', 'draft-published']);
  });

  it('is not published over a change that it does not know, until it is based on it', async () => {
    const made = await knowledge.add({ state: 'published' });
    const path = `/documents/${made.id}`;
    const draft = { ...knowledge.fieldsOf(made), answer: '将来。' };
    await knowledge.call('PUT', `${path}/draft`, draft);
    await knowledge.call('PUT', path, { ...knowledge.fieldsOf(made), answer: '现在。' });

    const refused = await knowledge.call('POST', `${path}/draft/publication`, {});
    expect(refused.body).toEqual(problem(409, 'request.conflict'));
    expect((await knowledge.call('GET', path)).body.answer).toBe('现在。');
    expect((await knowledge.call('PUT', `${path}/draft`, draft)).body).toMatchObject({
      basedOn: 1,
      documentRevision: 2,
    });
    expect((await knowledge.call('PUT', `${path}/draft`, { ...draft, basedOn: 3 })).status).toBe(400);
    expect((await knowledge.call('PUT', `${path}/draft`, { ...draft, basedOn: 2 })).status).toBe(200);
    expect((await knowledge.call('POST', `${path}/draft/publication`, {})).body.answer).toBe('将来。');
  });

  it('of two editors is that of one, also when another was begun since', async () => {
    const made = await knowledge.add({ state: 'published' });
    const path = `/documents/${made.id}/draft`;
    const { tag } = await knowledge.call('PUT', path, knowledge.fieldsOf(made));
    const write = (answer: string) =>
      knowledge.call('PUT', path, { ...knowledge.fieldsOf(made), answer }, { 'if-match': tag });
    const statuses = (await Promise.all([write('甲。'), write('乙。')])).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect((await knowledge.call('DELETE', path, undefined, { 'if-match': tag })).status).toBe(412);
    expect((await knowledge.call('POST', `${path}/publication`, {}, { 'if-match': tag })).status).toBe(412);
    expect((await knowledge.call('DELETE', path)).status).toBe(204);
    expect((await knowledge.call('DELETE', path)).status).toBe(404);
    expect((await write('丙。')).status).toBe(412);
  });
});
