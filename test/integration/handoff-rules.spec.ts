import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../src/common/ids.js';
import type { RuleFacts } from '../../src/handoff/rules/handoff-rule.js';
import { HandoffRules } from '../../src/handoff/rules/handoff-rules.js';
import { problem } from '../setup/test-platform.js';
import { RULES_URL, TestOperators } from '../setup/test-operators.js';

let test: TestOperators;

beforeAll(async () => {
  test = await TestOperators.start();
});
afterAll(() => test.platform.stop());
beforeEach(async () => {
  const { items } = (await test.call('GET', RULES_URL)).body;
  await Promise.all(items.map(({ id }: { id: string }) => test.call('DELETE', `${RULES_URL}/${id}`)));
});

function demand(fields: Partial<RuleFacts> = {}, app = test.app) {
  const usual = { contactTags: [], channel: 'wecom-app', accountId: test.accountId, at: new Date() };
  return app.get(HandoffRules).demand({ ...usual, ...fields });
}

describe('a rule', () => {
  it('is created with what is usual, read, changed and deleted, and each is recorded', async () => {
    const created = await test.rule({ name: 'VIP', when: { contactTags: ['VIP'] }, priority: 10 });
    const url = `${RULES_URL}/${created.id}`;

    expect(created).toMatchObject({
      name: 'VIP',
      position: 100,
      when: { contactTags: ['VIP'], hours: null, categories: null, languages: null },
      groupId: null,
      priority: 10,
      enabled: true,
    });
    expect(await test.call('GET', url)).toMatchObject({ tag: '"1"', body: created });

    const changed = await test.call('PUT', url, { name: 'VIP', enabled: false }, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ tag: '"2"', body: { enabled: false, priority: null } });
    const late = await test.call('PUT', url, { name: 'VIP' }, { 'if-match': '"1"' });
    expect(late.body).toEqual(problem(412, 'request.precondition-failed'));

    expect((await test.call('DELETE', url)).status).toBe(204);
    expect((await test.call('GET', url)).body).toEqual(problem(404, 'request.not-found'));
    expect((await test.audited(created.id)).map(({ action }) => action)).toEqual([
      'handoff.rule-created',
      'handoff.rule-updated',
      'handoff.rule-deleted',
    ]);
  });

  it.each([
    ['no name', { name: '' }],
    ['hours that are none', { when: { hours: 'sometimes' } }],
    ['a list of nothing', { when: { contactTags: [] } }],
    ['an account that is not there', { when: { accountIds: [newId()] } }],
    ['a group that is not there', { groupId: newId() }],
    ['too much priority', { priority: 101 }],
    ['a condition that nobody knows', { when: { weather: ['rain'] } }],
  ])('is refused with %s', async (_, fields) => {
    const answer = await test.call('POST', RULES_URL, { name: '规则', ...fields });

    expect(answer.body).toEqual(problem(400, 'request.invalid'));
  });

  it('has a name of its own', async () => {
    await test.rule({ name: '夜间' });

    const twice = await test.call('POST', RULES_URL, { name: '夜间' });
    expect(twice.body).toEqual(problem(409, 'request.conflict'));
  });

  it('is listed, and asked, by its position, page by page', async () => {
    const [last, first, second] = [
      await test.rule({ position: 200, priority: 3 }),
      await test.rule({ position: 50, priority: 1 }),
      await test.rule({ position: 50, priority: 2 }),
    ];

    const page = (await test.call('GET', `${RULES_URL}?limit=2`)).body;
    const rest = (await test.call('GET', `${RULES_URL}?limit=2&cursor=${page.nextCursor}`)).body;

    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual([first.id, second.id, last.id]);
    expect(demand()).toMatchObject({ ruleId: first.id, priority: 1 });
  });
});

describe('what the rules ask for', () => {
  it('is nothing without rules', () => {
    expect(demand({ contactTags: ['VIP'] })).toBeUndefined();
  });

  it('goes by the hours of the group that the rule names, and else of the one that the case belongs to', async () => {
    const weekly = [{ days: [1], from: '09:00', to: '18:00' }];
    const monday = { timeZone: 'Asia/Shanghai', weekly };
    await test.group({ calendar: monday, isDefault: true });
    const always = await test.group();
    const named = await test.rule({ name: '值班', when: { hours: 'open', contactTags: ['VIP'] }, groupId: always.id });
    const picked = await test.rule({ name: '工作时间', when: { hours: 'open' } });
    const [open, closed] = [new Date('2026-11-16T02:00:00Z'), new Date('2026-11-17T02:00:00Z')];

    expect(demand({ at: closed })).toBeUndefined();
    expect(demand({ at: open })).toEqual({ ruleId: picked.id, name: '工作时间', groupId: undefined });
    expect(demand({ at: closed, contactTags: ['VIP'] })).toMatchObject({ ruleId: named.id, groupId: always.id });
  });

  it('is live in another process within 2 s', async () => {
    const other = await test.platform.startApp();
    const { id } = await test.rule({ when: { intents: ['legal'] } });

    expect(demand({ intent: 'legal' })?.ruleId).toBe(id);
    await vi.waitFor(() => expect(demand({ intent: 'legal' }, other)?.ruleId).toBe(id), 20_000);
  });
});
