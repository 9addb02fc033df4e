import { describe, expect, it } from 'vitest';
import { asId, type OperatorId } from '../../common/ids.js';
import { type OfferFacts, type OfferPlan, planOffer } from './offer-plan.js';
import type { OfferStage, OfferState } from './offers.js';

const NOW = new Date(Date.UTC(2026, 0, 5, 9));
const [ann, bob, cat, sue] = ['ann', 'bob', 'cat', 'sue'].map((name) => asId<OperatorId>(name)) as [
  OperatorId,
  OperatorId,
  OperatorId,
  OperatorId,
];

const facts: OfferFacts = {
  isOpen: true,
  opensAt: NOW,
  outsideHours: 'ticket',
  whenNobodyFree: 'queue',
  canTicket: true,
  offerTo: 'next',
  offerMs: 60_000,
  wanted: undefined,
  free: [ann, bob, cat],
  supervisor: sue,
  round: 1,
  offers: [],
  ahead: 0,
  waitedMs: 0,
  isAlarmed: false,
};

function offer(operatorId: OperatorId, state: OfferState, stage: OfferStage = 'next') {
  return { operatorId, state, stage };
}

const two = [offer(ann, 'expired'), offer(bob, 'expired')];
const group = [...two, offer(ann, 'expired', 'group'), offer(cat, 'expired', 'group')];
const all = [...group, offer(sue, 'expired', 'supervisor')];

const plans: { name: string; given: Partial<OfferFacts>; plan: OfferPlan }[] = [
  { name: 'the best one first', given: {}, plan: { kind: 'offer', stage: 'next', operatorIds: [ann] } },
  {
    name: 'the next one after that',
    given: { offers: [offer(ann, 'expired')] },
    plan: { kind: 'offer', stage: 'next', operatorIds: [bob] },
  },
  {
    name: 'the group after two',
    given: { offers: two },
    plan: { kind: 'offer', stage: 'group', operatorIds: [ann, bob, cat] },
  },
  {
    name: 'the next one after each who said no, however many',
    given: { offers: [offer(ann, 'passed'), offer(bob, 'postponed')] },
    plan: { kind: 'offer', stage: 'next', operatorIds: [cat] },
  },
  {
    name: 'of the group those who did not say no',
    given: { offers: [offer(ann, 'passed'), offer(bob, 'expired'), offer(cat, 'failed')] },
    plan: { kind: 'offer', stage: 'group', operatorIds: [bob] },
  },
  {
    name: 'the whole group at once where it wants that',
    given: { offerTo: 'all' },
    plan: { kind: 'offer', stage: 'group', operatorIds: [ann, bob, cat] },
  },
  {
    name: 'whoever answers for the group at last',
    given: { offers: group },
    plan: { kind: 'offer', stage: 'supervisor', operatorIds: [sue] },
  },
  {
    name: 'nobody, with an alarm, when all let it pass',
    given: { offers: all },
    plan: { kind: 'wait', afterMs: 60_000, alarm: true, isRoundOver: true },
  },
  {
    name: 'nobody for longer, the more often all let it pass',
    given: { offers: all, round: 3, isAlarmed: true },
    plan: { kind: 'wait', afterMs: 240_000, alarm: false, isRoundOver: true },
  },
  {
    name: 'nobody for a quarter of an hour at most',
    given: { offers: all, round: 30, isAlarmed: true },
    plan: { kind: 'wait', afterMs: 900_000, alarm: false, isRoundOver: true },
  },
  {
    name: 'a ticket when all let it pass and the group wants that',
    given: { offers: all, whenNobodyFree: 'ticket' },
    plan: { kind: 'ticket', why: 'unanswered' },
  },
  {
    name: 'a ticket at once when nobody is free and the group wants that',
    given: { free: [], supervisor: undefined, whenNobodyFree: 'ticket' },
    plan: { kind: 'ticket', why: 'nobody-free' },
  },
  {
    name: 'waiting for somebody to become free, without an alarm at first',
    given: { free: [] },
    plan: { kind: 'wait', afterMs: 15_000, alarm: false, isRoundOver: false },
  },
  {
    name: 'whoever answers for the group when nobody is free for long',
    given: { free: [], waitedMs: 60_000 },
    plan: { kind: 'offer', stage: 'supervisor', operatorIds: [sue] },
  },
  {
    name: 'waiting behind those who came before',
    given: { ahead: 3 },
    plan: { kind: 'wait', afterMs: 15_000, alarm: false, isRoundOver: false },
  },
  {
    name: 'whoever is free besides those that come before',
    given: { ahead: 2 },
    plan: { kind: 'offer', stage: 'next', operatorIds: [cat] },
  },
  {
    name: 'a ticket after a week, whatever the group wants',
    given: { waitedMs: 7 * 24 * 3_600_000, outsideHours: 'queue' },
    plan: { kind: 'ticket', why: 'unanswered' },
  },
  {
    name: 'a ticket outside hours',
    given: { isOpen: false, opensAt: new Date(NOW.getTime() + 3_600_000) },
    plan: { kind: 'ticket', why: 'outside-hours' },
  },
  {
    name: 'waiting for the opening where nothing makes tickets',
    given: { isOpen: false, opensAt: new Date(NOW.getTime() + 3_600_000), canTicket: false },
    plan: { kind: 'wait', afterMs: 3_600_000, alarm: false, isRoundOver: false },
  },
  {
    name: 'whom it was transferred to, whatever the hour',
    given: { isOpen: false, wanted: cat },
    plan: { kind: 'offer', stage: 'next', operatorIds: [cat] },
  },
  {
    name: 'the others when that one does not want it',
    given: { wanted: cat, offers: [offer(cat, 'passed')] },
    plan: { kind: 'offer', stage: 'next', operatorIds: [ann] },
  },
];

describe('who is asked to take a case', () => {
  it.each(plans)('$name', ({ given, plan }) => {
    expect(planOffer({ ...facts, ...given }, NOW)).toEqual(plan);
  });

  it('asks everybody before it gives up, whoever lets it pass', () => {
    const offers: ReturnType<typeof offer>[] = [];
    const asked: string[] = [];
    let plan = planOffer(facts, NOW);
    while (plan.kind === 'offer') {
      const { stage, operatorIds } = plan;
      asked.push(`${stage}: ${operatorIds.join(' ')}`);
      offers.push(...operatorIds.map((id) => offer(id, 'expired', stage)));
      plan = planOffer({ ...facts, offers }, NOW);
    }

    expect(asked).toEqual(['next: ann', 'next: bob', 'group: ann bob cat', 'supervisor: sue']);
    expect(plan.kind).toBe('wait');
  });
});
