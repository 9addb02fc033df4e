import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import { asId, type HandoffId, newId, type OperatorId } from '../../src/common/ids.js';
import { CaseClock } from '../../src/handoff/cases/case-clock.js';
import type { ClaimResult } from '../../src/handoff/cases/claiming.js';
import { Claims } from '../../src/handoff/cases/claims.js';
import type { Operator } from '../../src/handoff/operators/operator.js';
import { Outbox } from '../../src/messaging/outbox.js';
import { type CaseContact, TestCases } from '../setup/test-cases.js';

const OPERATORS = 50;
const CASES = 1_000;

function claim(desk: TestCases, handoffId: HandoffId, operatorId: OperatorId): Promise<ClaimResult> {
  return desk.get(Claims).claim({ handoffId, operatorId, actor: SYSTEM, requestId: 'race', via: 'api' });
}

describe('claims that race', () => {
  let desk: TestCases;
  let operators: Operator[];

  beforeAll(async () => {
    desk = await TestCases.start({ ROLE: 'web' }); // nobody is asked meanwhile
    operators = [];
    for (let n = 0; n < OPERATORS; n += 1) {
      operators.push(await desk.operator({ memberId: `racer-${n}`, capacity: CASES / OPERATORS }));
    }
  });

  afterAll(() => desk.stop());

  /** Stored at once: how they came to be is not what is raced. */
  async function waitingCases(count: number): Promise<HandoffId[]> {
    const ids = Array.from({ length: count }, () => newId<HandoffId>());
    const parameters = [ids, desk.accountId];
    await desk.database.run(
      `insert into contacts (id, account_id, external_id) select id, $2, 'c-' || id from unnest($1::uuid[]) as t (id)`,
      parameters,
    );
    await desk.database.run(
      `insert into conversations (id, contact_id, account_id, kept_open) select id, id, $2, true from unnest($1::uuid[]) as t (id)`,
      parameters,
    );
    await desk.database.run(
      `insert into handoffs (id, conversation_id, contact_id, account_id, reason)
       select id, id, id, $2, 'asked-for-human' from unnest($1::uuid[]) as t (id)`,
      parameters,
    );
    return ids;
  }

  it('are won by one of all who claim the same case at once', async () => {
    const [handoffId] = await waitingCases(1);
    const results = await Promise.all(operators.map(({ id }) => claim(desk, handoffId ?? asId(''), id)));
    const winner = results.findIndex(({ kind }) => kind === 'claimed');

    expect(results.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === 'taken')).toHaveLength(OPERATORS - 1);
    expect(results.filter((result) => result.kind === 'taken' && result.by !== operators[winner]?.id)).toEqual([]);
    await desk.get(Claims).returnToBot({ handoffId: handoffId ?? asId(''), actor: SYSTEM, requestId: 'race' });
  });

  it('give each of 1,000 cases to one of 50 operators, and nobody more than he takes', async () => {
    const open = new Set(await waitingCases(CASES));
    const wins = new Map<HandoffId, OperatorId[]>();

    /** Two at a time, so that an operator races himself for his last place as well. */
    async function work(operator: Operator): Promise<void> {
      for (;;) {
        const left = [...open];
        const handoffId = left[Math.floor(Math.random() * Math.min(left.length, 100))];
        if (handoffId === undefined) {
          return;
        }
        const { kind } = await claim(desk, handoffId, operator.id);
        if (kind === 'claimed') {
          wins.set(handoffId, [...(wins.get(handoffId) ?? []), operator.id]);
        }
        if (kind === 'at-capacity') {
          return;
        }
        open.delete(handoffId);
      }
    }
    await Promise.all(operators.flatMap((operator) => [work(operator), work(operator)]));

    const loads = await desk.database.rows<{ operator_id: string; count: number }>(
      `select operator_id, count(*)::int as count from handoffs where state = 'claimed' group by operator_id`,
    );
    expect(wins.size).toBe(CASES);
    expect([...wins.values()].filter((winners) => winners.length !== 1)).toEqual([]);
    expect(loads).toHaveLength(OPERATORS);
    expect(loads.filter(({ count }) => count > CASES / OPERATORS)).toEqual([]);
    const [told] = await desk.database.rows<{ count: number }>(
      `select count(*)::int as count from handoff_events where type = 'handoff.claimed'`,
    );
    expect(told?.count).toBe(CASES + 1);
  }, 120_000);
});

describe('a claim', () => {
  let desk: TestCases;
  let operator: Operator;

  beforeAll(async () => {
    desk = await TestCases.start();
    operator = await desk.operator({ memberId: 'claimer', capacity: 50 });
  });

  afterAll(() => desk.stop());

  async function answer({ user, contactId, conversationId }: CaseContact, text: string): Promise<void> {
    const accountId = desk.accountId;
    const message = { contactId, accountId, externalId: user, conversationId, turnId: null, requestId: 'answer' };
    await desk.database.transaction(async (tx) => {
      await desk.get(Outbox).add(tx, { ...message, sender: 'bot', content: { type: 'text', text } });
    });
  }

  async function waiting(user: string): Promise<CaseContact & { handoffId: HandoffId }> {
    const contact = await desk.contact(user);
    return { ...contact, handoffId: await desk.handoff(contact) };
  }

  it('is confirmed after the last word of the bot, however both fall together', async () => {
    const late: string[] = [];
    const others: Operator[] = [];
    for (let n = 0; n < 8; n += 1) {
      others.push(await desk.operator({ memberId: `mixer-${n}`, capacity: 50 }));
    }
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(
        Array.from({ length: 8 }, async (_, n) => {
          const contact = await waiting(`mixed-${round}-${n}`);
          const text = `机器人的回答 ${round}-${n}`;
          const answering = pause(Math.random() * 40).then(() => answer(contact, text));
          await pause(Math.random() * 120);
          const { kind } = await claim(desk, contact.handoffId, others[n]?.id ?? operator.id);
          const confirmedAt = Date.now();
          await answering;
          await desk.get(Claims).resolve({ ...contact, outcome: 'solved', actor: SYSTEM, requestId: 'mixed' });
          const sent = desk.wecom.accepted.filter(({ text: said, at }) => said === text && at > confirmedAt);
          late.push(...sent.map(({ text: said }) => `${said} ${kind}`));
        }),
      );
    }
    expect(late).toEqual([]);
  }, 60_000);

  it('shows the operator what was said, with the answer that was kept back, and tells the contact', async () => {
    const contact = await waiting('alice');
    desk.wecom.nextReplies.push({ errcode: -1, errmsg: 'system busy' });
    await answer(contact, '这是机器人的回答');
    await claim(desk, contact.handoffId, operator.id);
    await desk.settled();

    expect(desk.readBy('alice')).toEqual(['人工客服已接入，请直接说您的问题。']);
    const shown = desk.readBy('claimer').find((text) => text.includes('【alice】'));
    expect(shown).toContain('智能客服：这是机器人的回答（没有发出）');
    expect((await desk.caseOf(contact.handoffId))?.confirmedAt).not.toBeNull();
  });

  it('is confirmed by the clock where whoever claimed died before, and once', async () => {
    const contact = await waiting('bella');
    await claim(desk, contact.handoffId, operator.id);
    await desk.settled();
    const before = desk.readBy('bella').length;
    await desk.database.run(
      "update handoffs set confirmed_at = null, claimed_at = now() - interval '5 s' where id = $1",
      [contact.handoffId],
    );
    const clock = desk.get(CaseClock);
    await Promise.all([clock.run(contact.handoffId), clock.run(contact.handoffId), clock.run(contact.handoffId)]);
    await desk.settled();

    expect(desk.readBy('bella')).toHaveLength(before + 1);
  });

  it('is repeated without a change, and refused for what is over or not his', async () => {
    const { handoffId } = await waiting('carol');
    const other = await desk.operator({ memberId: 'other' });
    expect(await claim(desk, handoffId, operator.id)).toMatchObject({ kind: 'claimed' });
    expect(await claim(desk, handoffId, operator.id)).toMatchObject({ kind: 'already-yours' });
    expect(await claim(desk, handoffId, other.id)).toEqual({ kind: 'taken', by: operator.id });
    const move = { handoffId, actor: SYSTEM, requestId: 'carol' };
    expect(await desk.get(Claims).resolve({ ...move, operatorId: other.id, outcome: 'solved' })).toEqual({
      kind: 'not-yours',
      by: operator.id,
    });
    expect(await desk.get(Claims).resolve({ ...move, outcome: 'solved' })).toMatchObject({ kind: 'done' });
    expect(await claim(desk, handoffId, other.id)).toEqual({ kind: 'closed', state: 'resolved' });
    expect(await claim(desk, newId<HandoffId>(), other.id)).toEqual({ kind: 'not-found' });
  });

  it('is refused to an operator whose own case it is', async () => {
    const { handoffId } = await waiting('claimer');
    expect(await claim(desk, handoffId, operator.id)).toEqual({ kind: 'own-case' });
  });
});
