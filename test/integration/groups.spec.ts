import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../src/common/ids.js';
import { Groups } from '../../src/handoff/groups/groups.js';
import { problem } from '../setup/test-platform.js';
import { GROUPS_URL, OPERATORS_URL, RULES_URL, TestOperators } from '../setup/test-operators.js';

let test: TestOperators;

beforeAll(async () => {
  test = await TestOperators.start();
});
afterAll(() => test.platform.stop());
beforeEach(async () => {
  await test.database.run('delete from handoffs');
  const groups = (await test.call('GET', GROUPS_URL)).body.items;
  const supervised = groups.filter(({ supervisorId }: { supervisorId: string | null }) => supervisorId !== null);
  for (const { id, name, isDefault } of supervised) {
    await test.call('PUT', `${GROUPS_URL}/${id}`, { name, isDefault });
  }
  await removeAll(RULES_URL, (await test.call('GET', RULES_URL)).body.items);
  await removeAll(OPERATORS_URL, (await test.call('GET', OPERATORS_URL)).body.items);
  await removeAll(
    GROUPS_URL,
    groups.toSorted((one: Listed, other: Listed) => Number(one.isDefault) - Number(other.isDefault)),
  );
});

interface Listed {
  id: string;
  isDefault: boolean;
}

async function removeAll(url: string, items: readonly { id: string }[]): Promise<void> {
  for (const { id } of items) {
    expect((await test.call('DELETE', `${url}/${id}`)).status).toBe(204);
  }
}

async function defaults(): Promise<string[]> {
  const { items } = (await test.call('GET', GROUPS_URL)).body;
  return items.filter((group: { isDefault: boolean }) => group.isDefault).map(({ id }: { id: string }) => id);
}

describe('a group', () => {
  it('is created with what is usual, read, changed and deleted, and each is recorded', async () => {
    const created = await test.group({ name: '售后' });
    const url = `${GROUPS_URL}/${created.id}`;

    expect(created).toMatchObject({
      name: '售后',
      isDefault: true,
      skills: { intents: null, categories: null, languages: null, accountIds: null },
      supervisorId: null,
      offerTo: 'next',
      offerSeconds: null,
      calendar: { timeZone: 'Asia/Shanghai', weekly: [], holidays: [] },
      firstResponseSeconds: null,
      outsideHours: 'ticket',
      whenNobodyFree: 'queue',
    });
    const read = await test.call('GET', url);
    expect(read).toMatchObject({ tag: '"1"', body: created });
    expect((await test.call('GET', url, undefined, { 'if-none-match': '"1"' })).status).toBe(304);

    const change = { name: '售后', isDefault: true, skills: { intents: ['refund'] }, firstResponseSeconds: 300 };
    const changed = await test.call('PUT', url, change, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ tag: '"2"', body: { skills: { intents: ['refund'] }, firstResponseSeconds: 300 } });
    const late = await test.call('PUT', url, change, { 'if-match': '"1"' });
    expect(late.body).toEqual(problem(412, 'request.precondition-failed'));

    expect((await test.call('DELETE', url)).status).toBe(204);
    expect((await test.call('GET', url)).body).toEqual(problem(404, 'request.not-found'));
    const deeds = (await test.audited(created.id)).map(({ action }) => action);
    expect(deeds).toEqual(['group.created', 'group.updated', 'group.deleted']);
  });

  it.each([
    ['no name', { name: '' }],
    ['skills that name nothing', { skills: { intents: [] } }],
    ['an account that is not there', { skills: { accountIds: [newId()] } }],
    ['an offer without time', { offerSeconds: 0 }],
    ['a target without time', { firstResponseSeconds: 0 }],
    ['a fallback that is none', { outsideHours: 'nothing' }],
    ['no calendar', { calendar: null }],
    ['a return before the reminder', { idleReminderSeconds: 600, idleReturnSeconds: 600 }],
    ['a contact who is closed without being asked', { contactCloseSeconds: 600 }],
  ])('is refused with %s', async (_, fields) => {
    const answer = await test.call('POST', GROUPS_URL, { name: '组', ...fields });

    expect(answer.body).toEqual(problem(400, 'request.invalid'));
  });

  it('has a name of its own, and a supervisor who is there', async () => {
    await test.group({ name: '投诉' });
    const operator = await test.operator();

    const twice = await test.call('POST', GROUPS_URL, { name: '投诉' });
    expect(twice.body).toEqual(problem(409, 'request.conflict'));
    const nobody = await test.call('POST', GROUPS_URL, { name: '法务', supervisorId: newId() });
    expect(nobody.body).toEqual(problem(409, 'request.conflict'));
    expect(await test.group({ supervisorId: operator.id })).toMatchObject({ supervisorId: operator.id });
    const supervisor = await test.call('DELETE', `${OPERATORS_URL}/${operator.id}`);
    expect(supervisor.body).toEqual(problem(409, 'request.conflict'));
  });

  it('leaves out what is said to be null', async () => {
    const nothing = { offerSeconds: null, supervisorId: null, skills: { intents: null, languages: ['en'] } };

    expect(await test.group(nothing)).toMatchObject({
      offerSeconds: null,
      skills: { intents: null, languages: ['en'] },
    });
  });

  it('is not deleted where operators, rules or cases name it', async () => {
    await test.group();
    const [staffed, ruled, waited] = [await test.group(), await test.group(), await test.group()];
    await test.operator({ groupIds: [staffed.id] });
    await test.rule({ groupId: ruled.id });
    const { id } = await test.aCase({ state: 'resolved' });
    await test.database.run('update handoffs set group_id = $2 where id = $1', [id, waited.id]);

    for (const group of [staffed, ruled, waited]) {
      const answer = await test.call('DELETE', `${GROUPS_URL}/${group.id}`);
      expect(answer.body).toEqual(problem(409, 'request.conflict'));
    }
  });

  it('says when it works', async () => {
    const weekly = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }];
    const { id } = await test.group({ calendar: { timeZone: 'Asia/Shanghai', weekly } });
    const hours = (at: string) => test.call('GET', `${GROUPS_URL}/${id}/hours?at=${at}`).then(({ body }) => body);

    const opensAt = '2026-11-16T01:00:00.000Z';
    expect(await hours('2026-11-15T12:00:00Z')).toEqual({ isOpen: false, opensAt });
    expect(await hours(opensAt)).toEqual({ isOpen: true, opensAt });
    expect(await hours('yesterday')).toEqual(problem(400, 'request.invalid'));
  });

  it('is listed page by page', async () => {
    const ids = [(await test.group()).id, (await test.group()).id, (await test.group()).id];

    const first = (await test.call('GET', `${GROUPS_URL}?limit=2`)).body;
    const last = (await test.call('GET', `${GROUPS_URL}?limit=2&cursor=${first.nextCursor}`)).body;

    expect([...first.items, ...last.items].map(({ id }) => id)).toEqual(ids);
    expect(last.nextCursor).toBeNull();
  });
});

describe('the default group', () => {
  it('is the first, until another takes it over', async () => {
    const first = await test.group();
    const second = await test.group();
    expect(await defaults()).toEqual([first.id]);

    await test.call('PUT', `${GROUPS_URL}/${second.id}`, { name: second.name, isDefault: true });
    expect(await defaults()).toEqual([second.id]);

    const third = await test.group({ isDefault: true });
    expect(await defaults()).toEqual([third.id]);
  });

  it('cannot be none while there are others', async () => {
    const first = await test.group();
    await test.group();

    const given = await test.call('PUT', `${GROUPS_URL}/${first.id}`, { name: first.name, isDefault: false });
    expect(given.body).toEqual(problem(409, 'request.conflict'));
    const deleted = await test.call('DELETE', `${GROUPS_URL}/${first.id}`);
    expect(deleted.body).toEqual(problem(409, 'request.conflict'));
    expect(await defaults()).toEqual([first.id]);
  });

  it('is one, though many take it over at once', async () => {
    const bodies = Array.from({ length: 6 }, (_, index) => ({ name: `同时${index}`, isDefault: true }));
    const answers = await Promise.all(bodies.map((body) => test.call('POST', GROUPS_URL, body)));

    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(await defaults()).toHaveLength(1);
  });
});

it('the group of a case is picked from memory, in another process within 2 s', async () => {
  const other = await test.platform.startApp();
  await test.group();
  const refunds = await test.group({ skills: { intents: ['refund'] } });
  const question = { intent: 'refund', accountId: test.accountId };

  expect(test.app.get(Groups).pick(question)?.id).toBe(refunds.id);
  await vi.waitFor(() => expect(other.get(Groups).pick(question)?.id).toBe(refunds.id), 20_000);
});
