import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { asId, contactIdOf, newId, type OperatorId } from '../../src/common/ids.js';
import { SYSTEM } from '../../src/common/access.js';
import { Candidates } from '../../src/handoff/operators/candidates.js';
import { Operators } from '../../src/handoff/operators/operators.js';
import { Presence } from '../../src/handoff/operators/presence.js';
import { rankOperators } from '../../src/handoff/operators/rank-operators.js';
import { problem } from '../setup/test-platform.js';
import { OPERATORS_URL, TestOperators } from '../setup/test-operators.js';

let test: TestOperators;

beforeAll(async () => {
  test = await TestOperators.start();
});
afterAll(() => test.platform.stop());

function presenceOf(id: string) {
  return test.call('GET', `${OPERATORS_URL}/${id}`).then(({ body }) => body.presence);
}

describe('an operator', () => {
  it('is created with what is usual, read, listed, changed and deleted, and each is recorded', async () => {
    const created = await test.operator({ memberId: 'ZhangSan', name: '张三' });
    const url = `${OPERATORS_URL}/${created.id}`;

    expect(created).toMatchObject({
      name: '张三',
      memberId: 'ZhangSan',
      accountId: test.accountId,
      groupIds: [],
      languages: [],
      capacity: 5,
      workingHours: null,
      enabled: true,
      presence: { presence: 'online', missedOffers: 0 },
      load: { claimed: 0, offered: 0, lastOfferedAt: null },
    });
    expect((await test.call('GET', url)).body).toEqual(created);
    const listed = (await test.call('GET', OPERATORS_URL)).body.items;
    expect(listed).toContainEqual(created);

    const change = { name: '张三', memberId: 'ZhangSan', accountId: test.accountId, capacity: 2, languages: ['en'] };
    const changed = await test.call('PUT', url, change, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ status: 200, tag: '"2"', body: { capacity: 2, languages: ['en'], version: 2 } });
    const late = await test.call('PUT', url, change, { 'if-match': '"1"' });
    expect(late.body).toEqual(problem(412, 'request.precondition-failed'));

    expect((await test.call('DELETE', url)).status).toBe(204);
    expect((await test.call('GET', url)).body).toEqual(problem(404, 'request.not-found'));
    const deeds = (await test.audited(created.id)).map(({ action }) => action);
    expect(deeds).toEqual(['operator.created', 'operator.updated', 'operator.deleted']);
  });

  it.each([
    ['no member', { memberId: '' }],
    ['a member with a line break', { memberId: 'zhang\nsan' }],
    ['a name of two lines', { name: '张\n三' }],
    ['no capacity', { capacity: 0 }],
    ['too much capacity', { capacity: 51 }],
    ['a language that is none', { languages: ['中文'] }],
    ['an account that is not there', { accountId: newId() }],
    ['a group that is not there', { groupIds: [newId()] }],
    ['a time zone that is none', { workingHours: { timeZone: 'Mars/Olympus' } }],
    ['a time that is none', { workingHours: { weekly: [{ days: [1], from: '9:00', to: '18:00' }] } }],
    ['a day that is none', { workingHours: { weekly: [{ days: [8], from: '09:00', to: '18:00' }] } }],
    ['a date that is none', { workingHours: { holidays: [{ date: '2026-02-30', closed: true }] } }],
    ['a holiday without hours', { workingHours: { holidays: [{ date: '2026-10-01' }] } }],
  ])('is refused with %s', async (_, fields) => {
    const body = { name: '坐席', memberId: 'refused', accountId: test.accountId, ...fields };

    expect((await test.call('POST', OPERATORS_URL, body)).body).toEqual(problem(400, 'request.invalid'));
  });

  it('keeps his working hours as they were said', async () => {
    const workingHours = {
      timeZone: 'Europe/Berlin',
      weekly: [{ days: [1, 5], from: '22:00', to: '06:00' }],
      holidays: [
        { date: '2026-10-01', closed: true, name: '国庆' },
        { date: '2026-10-02', from: '10:00', to: '24:00' },
      ],
    };
    const { workingHours: kept } = await test.operator({ workingHours });

    expect(kept).toEqual({
      ...workingHours,
      holidays: [
        { date: '2026-10-01', closed: true, from: null, to: null, name: '国庆' },
        { date: '2026-10-02', closed: false, from: '10:00', to: '24:00', name: null },
      ],
    });
  });

  it('is one member once, however the userid is written and through whichever app of the corp', async () => {
    const { id } = await test.operator({ memberId: 'LiSi' });
    const body = { name: '李四', memberId: 'lisi', accountId: test.siblingId };

    expect((await test.call('POST', OPERATORS_URL, body)).body).toEqual(problem(409, 'request.conflict'));
    const other = await test.operator({ memberId: 'lisi', accountId: test.strangerId });
    const taken = await test.call('PUT', `${OPERATORS_URL}/${other.id}`, body);
    expect(taken.body).toEqual(problem(409, 'request.conflict'));
    const same = await test.call('PUT', `${OPERATORS_URL}/${id}`, body);
    expect(same.body).toMatchObject({ memberId: 'lisi', accountId: test.siblingId });
  });

  it('is made once though it is asked for twice at once', async () => {
    const body = { name: '双生', memberId: 'twin', accountId: test.accountId };
    const answers = await Promise.all(Array.from({ length: 5 }, () => test.call('POST', OPERATORS_URL, body)));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(4);
  });

  it('is not deleted once he had a case', async () => {
    const { id } = await test.operator();
    await test.aCase({ operatorId: id, state: 'resolved' });

    expect((await test.call('DELETE', `${OPERATORS_URL}/${id}`)).body).toEqual(problem(409, 'request.conflict'));
  });

  it('is listed page by page, and by group', async () => {
    const group = await test.group();
    const ids = [];
    for (let index = 0; index < 3; index += 1) {
      ids.push((await test.operator({ groupIds: [group.id] })).id);
    }

    const first = (await test.call('GET', `${OPERATORS_URL}?groupId=${group.id}&limit=2`)).body;
    const last = (await test.call('GET', `${OPERATORS_URL}?groupId=${group.id}&limit=2&cursor=${first.nextCursor}`))
      .body;

    expect([...first.items, ...last.items].map(({ id }) => id)).toEqual(ids);
    expect(last.nextCursor).toBeNull();
  });
});

describe('whoever writes', () => {
  it('is the operator who is this member, through any app of his corp', async () => {
    const { id } = await test.operator({ memberId: 'WangWu' });
    const operators = test.app.get(Operators);

    expect(operators.byMember(test.accountId, 'wangwu')?.id).toBe(id);
    expect(operators.byMember(test.siblingId, 'WangWu')?.id).toBe(id);
    expect(operators.byMember(test.strangerId, 'WangWu')).toBeUndefined();
    expect(operators.byMember(test.accountId, 'somebody')).toBeUndefined();
    expect(operators.byId(id)?.memberId).toBe('WangWu');
  });

  it('is none while the operator is not enabled, in another process within 2 s', async () => {
    const other = await test.platform.startApp();
    const { id, name } = await test.operator({ memberId: 'off' });
    await vi.waitFor(() => expect(other.get(Operators).byMember(test.accountId, 'off')?.id).toBe(id), 20_000);

    const body = { name, memberId: 'off', accountId: test.accountId, enabled: false };
    await test.call('PUT', `${OPERATORS_URL}/${id}`, body);

    expect(test.app.get(Operators).byMember(test.accountId, 'off')).toBeUndefined();
    await vi.waitFor(() => expect(other.get(Operators).byMember(test.accountId, 'off')).toBeUndefined(), 20_000);
    expect(other.get(Operators).byId(id)).toMatchObject({ enabled: false });
  });
});

describe('presence', () => {
  function missed(id: OperatorId): Promise<boolean> {
    return test.database.transaction((tx) => test.app.get(Presence).missed(tx, id));
  }

  it('is set, and recorded only where it changes', async () => {
    const { id } = await test.operator();
    const url = `${OPERATORS_URL}/${id}/presence`;

    expect((await test.call('PUT', url, { presence: 'busy' })).body).toMatchObject({ presence: 'busy' });
    const { since } = await presenceOf(id);
    await test.call('PUT', url, { presence: 'busy' });
    expect(await presenceOf(id)).toEqual({ presence: 'busy', since, missedOffers: 0 });
    expect((await test.call('PUT', url, { presence: 'asleep' })).body).toEqual(problem(400, 'request.invalid'));
    const unknown = await test.call('PUT', `${OPERATORS_URL}/${newId()}/presence`, { presence: 'online' });
    expect(unknown.body).toEqual(problem(404, 'request.not-found'));
    expect((await test.audited(id)).slice(1)).toEqual([
      {
        action: 'operator.presence-changed',
        actor: expect.objectContaining({ kind: 'key' }),
        details: { operatorId: id, from: 'online', to: 'busy', reason: 'said-so' },
      },
    ]);
  });

  it('is away by itself after two missed offers in a row, until he comes back', async () => {
    const { id } = await test.operator();

    expect(await missed(id)).toBe(false);
    expect(await presenceOf(id)).toMatchObject({ presence: 'online', missedOffers: 1 });
    expect(await missed(id)).toBe(true);
    expect(await missed(id)).toBe(false);
    expect(await presenceOf(id)).toMatchObject({ presence: 'away', missedOffers: 3 });
    expect((await test.audited(id)).at(-1)).toEqual({
      action: 'operator.presence-changed',
      actor: { kind: 'system' },
      details: { operatorId: id, from: 'online', to: 'away', reason: 'missed-offers' },
    });

    await test.call('PUT', `${OPERATORS_URL}/${id}/presence`, { presence: 'online' });
    expect(await presenceOf(id)).toMatchObject({ presence: 'online', missedOffers: 0 });
  });

  it('stays where he answered in between', async () => {
    const { id } = await test.operator();

    await missed(id);
    await test.database.transaction((tx) => test.app.get(Presence).responded(tx, id));
    await missed(id);

    expect(await presenceOf(id)).toMatchObject({ presence: 'online', missedOffers: 1 });
  });

  it('counts each of many that were missed at once', async () => {
    const { id } = await test.operator();

    const away = await Promise.all(Array.from({ length: 8 }, () => missed(id)));

    expect(away.filter(Boolean)).toHaveLength(1);
    expect(await presenceOf(id)).toMatchObject({ presence: 'away', missedOffers: 8 });
  });

  it('is away where he cannot be reached, once', async () => {
    const { id } = await test.operator();
    const lost = () =>
      test.database.transaction((tx) => test.app.get(Presence).lost(tx, asId<OperatorId>(id), 'wecom-60111'));

    expect([await lost(), await lost()]).toEqual([true, false]);
    expect(await presenceOf(id)).toMatchObject({ presence: 'away' });
  });

  it('tells who waits for it that somebody came online, in the same transaction', async () => {
    const { id } = await test.operator();
    const presence = test.app.get(Presence);
    const seen: unknown[] = [];
    presence.register({
      cameOnline: async (tx, operatorId) => {
        seen.push([operatorId, (await presence.of(tx, [operatorId])).get(operatorId)?.presence]);
      },
    });

    for (const state of ['online', 'away', 'online']) {
      await test.call('PUT', `${OPERATORS_URL}/${id}/presence`, { presence: state });
    }

    expect(seen).toEqual([[id, 'online']]);
  });

  it('of nobody is nothing', async () => {
    const nobody = newId<OperatorId>();
    const presence = test.app.get(Presence);

    expect(await missed(nobody)).toBe(false);
    await test.database.transaction((tx) => presence.responded(tx, nobody));
    expect((await presence.of(test.database, [nobody])).size).toBe(0);
    await expect(test.database.transaction((tx) => presence.set(tx, nobody, 'online', SYSTEM))).rejects.toMatchObject({
      code: 'request.not-found',
    });
  });
});

describe('the candidates for a case', () => {
  const at = new Date('2026-11-16T02:00:00Z');

  async function team(...members: Record<string, unknown>[]) {
    const group = await test.group();
    const made = [];
    for (const fields of members) {
      made.push(await test.operator({ groupIds: [group.id], ...fields }));
    }
    return { group, ids: made.map(({ id }): OperatorId => id), members: made };
  }

  function candidates(group: { id: string } | undefined, externalId = 'a contact') {
    const contactId = contactIdOf(test.accountId, externalId);
    const chosen = group && { id: asId<never>(group.id) };
    return test.app.get(Candidates).of(test.database, chosen, { contactId, accountId: test.accountId, at });
  }

  it('are the enabled ones of the group, each with what he has to do', async () => {
    const { group, ids } = await team({}, {}, { enabled: false });
    const [busy, idle] = ids;
    await test.aCase({ ...(busy && { operatorId: busy }) });
    await test.aCase({ ...(busy && { operatorId: busy }), state: 'resolved' });
    const { id: handoffId } = await test.aCase({ state: 'offered' });
    for (const stage of ['next', 'group']) {
      await test.database.run(
        `insert into handoff_offers (id, handoff_id, operator_id, round, stage, state, expires_at)
         values ($1, $2, $3, 1, $4, $5, now())`,
        [newId(), handoffId, idle, stage, stage === 'next' ? 'open' : 'expired'],
      );
    }

    const found = await candidates(group);

    expect(found).toMatchObject([
      { operatorId: busy, presence: 'online', claimed: 1, offered: 0, lastOfferedAt: null },
      { operatorId: idle, presence: 'online', claimed: 0, offered: 1, lastOfferedAt: expect.any(Date) },
    ]);
    expect((await test.call('GET', `${OPERATORS_URL}/${idle}`)).body.load).toMatchObject({ claimed: 0, offered: 1 });
  });

  it('are all who are enabled where there is no group', async () => {
    const { ids } = await team({}, { enabled: false });
    const found = (await candidates(undefined)).map(({ operatorId }) => operatorId);

    expect(found).toContain(ids[0]);
    expect(found).not.toContain(ids[1]);
  });

  it('know who is the contact, at whichever app of the corp', async () => {
    const { group, members } = await team({ accountId: test.siblingId }, { accountId: test.strangerId, memberId: 'x' });
    const [own] = members;

    expect(await candidates(group, own.memberId.toUpperCase())).toMatchObject([
      { isTheContact: true },
      { isTheContact: false },
    ]);
    expect(await candidates(group, 'x')).toMatchObject([{ isTheContact: false }, { isTheContact: false }]);
  });

  it('know who had the contact last, and who is at work', async () => {
    const night = { timeZone: 'Asia/Shanghai', weekly: [{ days: [1], from: '22:00', to: '06:00' }] };
    const { group, ids } = await team({}, {}, { workingHours: night });
    const [first, second] = ids;
    const [early, late] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-11-02T00:00:00Z')];
    await test.aCase({
      externalId: 'regular',
      state: 'resolved',
      ...(first && { operatorId: first }),
      claimedAt: early,
    });
    await test.aCase({
      externalId: 'regular',
      state: 'returned',
      ...(second && { operatorId: second }),
      claimedAt: late,
    });

    const found = await candidates(group, 'regular');

    expect(found.map(({ servedContactAt }) => servedContactAt)).toEqual([early, late, null]);
    expect(found.map(({ isAtWork }) => isAtWork)).toEqual([true, true, false]);
    expect(rankOperators(found, {})).toEqual([second, first]);
  });

  it('are chosen one after the other, so that many at once spread evenly', async () => {
    const { group, ids } = await team(...Array.from({ length: 5 }, () => ({ capacity: 10 })));
    const chooser = test.app.get(Candidates);

    await Promise.all(
      Array.from({ length: 40 }, async () => {
        const { id: handoffId, contactId } = await test.aCase({ state: 'requested' });
        await test.database.transaction(async (tx) => {
          await chooser.takeTurns(tx);
          const found = await chooser.of(tx, { id: asId(group.id) }, { contactId, accountId: test.accountId, at });
          const [best] = rankOperators(found, {});
          await tx.run(
            `insert into handoff_offers (id, handoff_id, operator_id, round, stage, expires_at)
             values ($1, $2, $3, 1, 'next', now())`,
            [newId(), handoffId, best],
          );
        });
      }),
    );

    const offers = await test.database.rows<{ count: number }>(
      'select count(*)::integer from handoff_offers where operator_id = any($1::uuid[]) group by operator_id',
      [ids],
    );
    expect(offers.map(({ count }) => count)).toEqual([8, 8, 8, 8, 8]);
  });
});
