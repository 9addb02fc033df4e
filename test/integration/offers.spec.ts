import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import type { GroupId, HandoffId, OperatorId } from '../../src/common/ids.js';
import { CaseFallback } from '../../src/handoff/cases/case-fallback.js';
import { Claims } from '../../src/handoff/cases/claims.js';
import { OfferAnswers } from '../../src/handoff/cases/offer-answers.js';
import { Offering } from '../../src/handoff/cases/offering.js';
import { type Offer, Offers } from '../../src/handoff/cases/offers.js';
import type { Operator } from '../../src/handoff/operators/operator.js';
import { TestCases } from '../setup/test-cases.js';

const WAIT = { timeout: 25_000, interval: 30 };

describe('offers', () => {
  let desk: TestCases;
  let count = 0;
  const names = new Map<OperatorId, string>();

  beforeAll(async () => {
    desk = await TestCases.start();
    await group({}); // the default one, for cases of nobody
  });

  afterAll(() => desk.stop());

  async function group(fields: Record<string, unknown>): Promise<GroupId> {
    count += 1;
    const { status, body } = await desk.call('POST', '/groups', { name: `组${count}`, offerSeconds: 60, ...fields });
    expect(status).toBe(201);
    return body.id;
  }

  /** Of the group; named like their userid. */
  async function member(groupIds: readonly GroupId[], name: string, capacity = 5): Promise<Operator> {
    const operator = await desk.operator({ memberId: name, name, groupIds, capacity });
    names.set(operator.id, name);
    return operator;
  }

  async function openOffer(handoffId: HandoffId): Promise<Offer> {
    return vi.waitFor(async () => {
      const offers = await desk.get(Offers).ofCase(desk.database, handoffId);
      const open = offers.find(({ state }) => state === 'open');
      if (open === undefined) {
        throw new Error('nobody is asked');
      }
      return open;
    }, WAIT);
  }

  async function request(user: string, groupId: GroupId): Promise<HandoffId> {
    return desk.handoff(await desk.contact(user), groupId);
  }

  /** Stage, operator and state of each. */
  async function offersOf(handoffId: HandoffId): Promise<string[]> {
    const offers = await desk.get(Offers).ofCase(desk.database, handoffId);
    return offers.map(({ stage, operatorId, state }) => `${stage} ${names.get(operatorId)} ${state}`);
  }

  it('reach the best operator as a card with buttons, and are changed when somebody else takes the case', async () => {
    const groupId = await group({});
    const [first, second] = [await member([groupId], 'first'), await member([groupId], 'second')];
    const handoffId = await request('guest-1', groupId);
    const asked = await openOffer(handoffId);
    const [lucky, other] = asked.operatorId === first.id ? [first, second] : [second, first];
    const [card] = await desk.wecom.messages.wait({ to: lucky.memberId }, 10_000);
    expect(card?.msgtype).toBe('template_card');
    expect(card?.rawBody).toContain(`offer:${asked.id}:claim`);
    expect(card?.rawBody).toContain('接入');

    await desk.claim(handoffId, other);
    expect(await offersOf(handoffId)).toEqual([`next ${lucky.name} withdrawn`]);
    await desk.settled();
    const [update] = await desk.database.rows<{ state: string }>(
      `select state from notifications where kind = 'card-update' and handoff_id = $1`,
      [handoffId],
    );
    expect(update?.state).toBe('delivered');
  });

  it('ask once, however often the job runs', async () => {
    const groupId = await group({});
    await member([groupId], 'once-1');
    await member([groupId], 'once-2');
    const handoffId = await request('guest-2', groupId);
    const offering = desk.get(Offering);
    await Promise.all(Array.from({ length: 10 }, () => offering.askForDue()));

    expect(await offersOf(handoffId)).toHaveLength(1);
  });

  it('go on to the next one when somebody says no, and change nothing when he says it again', async () => {
    const groupId = await group({});
    await member([groupId], 'no-1');
    await member([groupId], 'no-2');
    const handoffId = await request('guest-3', groupId);
    const asked = await openOffer(handoffId);
    const answers = desk.get(OfferAnswers);
    expect(await answers.decline(asked.id, asked.operatorId, 'passed')).toEqual({ kind: 'done', handoffId });
    expect(await answers.decline(asked.id, asked.operatorId, 'passed')).toMatchObject({ state: 'passed' });
    await vi.waitFor(async () => expect(await offersOf(handoffId)).toHaveLength(2), WAIT);
    const states = (await offersOf(handoffId)).map((line) => line.split(' ').at(-1));
    expect(states).toEqual(['passed', 'open']);
  });

  it('do not go back to whoever gave the case away while somebody else is free', async () => {
    const groupId = await group({});
    const giver = await member([groupId], 'giver', 50); // so that he has the least to do all the time
    const handoffId = await request('guest-given', groupId);
    await desk.claim(handoffId, giver);
    await member([groupId], 'taker', 1);
    expect(await desk.call('DELETE', `/handoffs/${handoffId}/claim`)).toMatchObject({ status: 200 });
    expect(names.get((await openOffer(handoffId)).operatorId)).toBe('taker');
  });

  it('expire and go to the next, the group and the supervisor, who hears that nobody takes it', async () => {
    const supervisor = await member([], 'boss');
    const groupId = await group({ offerSeconds: 1, supervisorId: supervisor.id });
    for (const name of ['slow-1', 'slow-2', 'slow-3']) {
      await member([groupId], name);
    }
    const handoffId = await request('guest-4', groupId);
    await vi.waitFor(
      async () => {
        const [row] = await desk.database.rows<{ alarmed: boolean }>(
          'select alarmed_at is not null as alarmed from handoffs where id = $1',
          [handoffId],
        );
        expect(row?.alarmed).toBe(true);
      },
      { timeout: 30_000, interval: 100 },
    );
    const stages = (await offersOf(handoffId)).map((line) => line.split(' ')[0]);
    expect(stages.slice(0, 2)).toEqual(['next', 'next']);
    expect(new Set(stages)).toEqual(new Set(['next', 'group', 'supervisor']));
    const away = await desk.database.rows(
      `select 1 from operator_presences p join operators o on o.id = p.operator_id
        where o.name like 'slow-%' and p.presence = 'away'`,
    );
    expect(away.length).toBeGreaterThan(0);
    const told = () => ['slow-1', 'slow-2', 'slow-3'].filter((name) => desk.readBy(name).join().includes('设为离开'));
    await vi.waitFor(() => expect(told()).not.toEqual([]), WAIT);
    await vi.waitFor(() => expect(desk.readBy('boss').join()).toContain('还没有人接入'), WAIT);
  }, 60_000);

  it('go to the next one at once when a card cannot be delivered', async () => {
    const groupId = await group({});
    const gone = await member([groupId], 'gone');
    await desk.settled(); // so that nothing else gets this answer
    desk.wecom.nextReplies.push({ errcode: 60_111, errmsg: 'userid not found' });
    const handoffId = await request('guest-5', groupId);
    await vi.waitFor(async () => {
      expect((await offersOf(handoffId))[0]).toBe('next gone failed');
      const [row] = await desk.database.rows<{ presence: string }>(
        'select presence from operator_presences where operator_id = $1',
        [gone.id],
      );
      expect(row?.presence).toBe('away');
    }, WAIT);
  });

  it('are spread evenly', async () => {
    const groupId = await group({});
    const operators: Operator[] = [];
    for (let n = 0; n < 10; n += 1) {
      operators.push(await member([groupId], `even-${n}`));
    }
    const contacts = await Promise.all(Array.from({ length: 40 }, (_, n) => request(`crowd-${n}`, groupId)));
    const asked = new Map<string, number>();
    for (const handoffId of contacts) {
      const { operatorId } = await openOffer(handoffId);
      asked.set(operatorId, (asked.get(operatorId) ?? 0) + 1);
    }
    expect(operators.map(({ id }) => asked.get(id))).toEqual(operators.map(() => 4));
  });

  it('become a ticket outside hours, and where nobody is free, if the group wants that', async () => {
    const made: string[] = [];
    desk.get(CaseFallback).register({
      toTicket: (_tx, { id, state }, why) => {
        made.push(`${id} ${state} ${why}`);
        return Promise.resolve();
      },
    });
    const calendar = { timeZone: 'Asia/Shanghai', weekly: [{ days: [1], from: '00:00', to: '00:01' }], holidays: [] };
    const closed = await request('guest-6', await group({ calendar, outsideHours: 'ticket' }));
    const lonely = await request('guest-7', await group({ whenNobodyFree: 'ticket' }));
    const expected = [`${closed} expired outside-hours`, `${lonely} expired nobody-free`];
    await vi.waitFor(async () => {
      expect(made.toSorted()).toEqual(expected.toSorted());
      const open = await desk.database.rows(
        `select 1 from conversations c join handoffs h on h.conversation_id = c.id
          where h.id = any($1::uuid[]) and (c.kept_open or h.state <> 'expired')`,
        [[closed, lonely]],
      );
      expect(open).toEqual([]);
    }, WAIT);
  });

  it('wait for somebody to become free, and go out then', async () => {
    const groupId = await group({});
    const only = await member([groupId], 'only', 1);
    const busy = await request('guest-8', groupId);
    await desk.claim(busy, only);
    const next = await request('guest-9', groupId);
    await vi.waitFor(async () => {
      const [row] = await desk.database.rows<{ stage: string }>('select stage from handoffs where id = $1', [next]);
      expect(row?.stage).toBe('waiting');
    }, WAIT);
    await desk.get(Claims).resolve({ handoffId: busy, outcome: 'solved', actor: SYSTEM, requestId: 'free' });

    await vi.waitFor(async () => expect(await offersOf(next)).toEqual(['next only open']), {
      ...WAIT,
      timeout: 20_000,
    });
  });

  it('go to an operator who comes back, within seconds', async () => {
    const groupId = await group({});
    const gone = await member([groupId], 'comes-back');
    const be = (presence: string) => desk.call('PUT', `/operators/${gone.id}/presence`, { presence });
    expect((await be('away')).status).toBe(200);
    const handoffId = await request('guest-11', groupId);
    await vi.waitFor(async () => {
      const [row] = await desk.database.rows<{ stage: string }>('select stage from handoffs where id = $1', [
        handoffId,
      ]);
      expect(row?.stage).toBe('waiting');
    }, WAIT);
    await be('online');

    await vi.waitFor(async () => expect(await offersOf(handoffId)).toEqual(['next comes-back open']), {
      ...WAIT,
      timeout: 20_000,
    });
  });

  it('are found again when their job was lost', async () => {
    const groupId = await group({});
    await member([groupId], 'found');
    const handoffId = await request('guest-10', groupId);
    await vi.waitFor(async () => expect(await offersOf(handoffId)).toHaveLength(1), WAIT);
    await desk.database.run(`update handoff_offers set expires_at = now() - interval '3 s' where handoff_id = $1`, [
      handoffId,
    ]);
    await desk.database.run(`update handoffs set offer_at = now() - interval '3 s' where id = $1`, [handoffId]);

    await vi.waitFor(async () => expect((await offersOf(handoffId))[0]).toBe('next found expired'), WAIT);
  });
});
