import type { OperatorId } from '../../common/ids.js';
import type { FallbackReason } from './case-fallback.js';
import type { OfferStage, OfferState } from './offers.js';

/** So many operators are asked one after the other before the whole group is. */
const ASKED_ALONE_MAX = 2;
/** At once. */
const ASKED_TOGETHER_MAX = 50;
/** How soon it is looked again whether somebody became free. */
const LOOK_AGAIN_MS = 15_000;
/** Each round comes later than the one before, twice as much, up to this. */
const ROUND_MS_MAX = 900_000;
/** Whoever waited for a week waits for a ticket. */
const WAITED_MS_MAX = 7 * 24 * 3_600_000;

export interface OfferFacts {
  /** Whether the group works now. */
  isOpen: boolean;
  /** When it works again; undefined: nobody knows. */
  opensAt: Date | undefined;
  outsideHours: 'queue' | 'ticket';
  whenNobodyFree: 'queue' | 'ticket';
  /** Whether there is anything that makes tickets. */
  canTicket: boolean;
  offerTo: 'next' | 'all';
  offerMs: number;
  /** Who shall have it and nobody else. */
  wanted: OperatorId | undefined;
  /** Who is free, whoever was asked already included; the best first. */
  free: readonly OperatorId[];
  supervisor: OperatorId | undefined;
  /** How often everybody was asked, this time included. */
  round: number;
  /** Of this round; none is open. */
  offers: readonly { operatorId: OperatorId; stage: OfferStage; state: OfferState }[];
  /** How many wait longer, or are more urgent, and nobody was free for them. */
  ahead: number;
  /** Since the contact waits in this round. */
  waitedMs: number;
  isAlarmed: boolean;
}

export type OfferPlan =
  | { kind: 'offer'; stage: OfferStage; operatorIds: readonly OperatorId[] }
  | { kind: 'ticket'; why: FallbackReason }
  /** `alarm`: people are told that nobody takes it. `isRoundOver`: everybody may be asked again then. */
  | { kind: 'wait'; afterMs: number; alarm: boolean; isRoundOver: boolean };

/** Who is asked next: the best one, the next, the group, whoever answers for it; then nobody is left. */
export function planOffer(facts: OfferFacts, now: Date): OfferPlan {
  const { wanted, offers, supervisor } = facts;
  const asked = (stage: OfferStage) => offers.filter((offer) => offer.stage === stage);
  if (wanted !== undefined && offers.length === 0) {
    return { kind: 'offer', stage: 'next', operatorIds: [wanted] };
  }
  if (facts.waitedMs >= WAITED_MS_MAX && facts.canTicket) {
    return { kind: 'ticket', why: 'unanswered' };
  }
  if (!facts.isOpen) {
    return whileClosed(facts, now);
  }
  const free = facts.free.slice(facts.ahead);
  const next = free.find((id) => offers.every(({ operatorId }) => operatorId !== id));
  const isAlone = facts.offerTo === 'next' && countExpired(asked('next')) < ASKED_ALONE_MAX;
  if (isAlone && next !== undefined && asked('group').length === 0 && asked('supervisor').length === 0) {
    return { kind: 'offer', stage: 'next', operatorIds: [next] };
  }
  const together = free.filter((id) => !hasDeclined(offers, id)).slice(0, ASKED_TOGETHER_MAX);
  if (together.length > 0 && asked('group').length === 0 && asked('supervisor').length === 0) {
    return { kind: 'offer', stage: 'group', operatorIds: together };
  }
  const isTried = offers.length > 0 || facts.waitedMs >= facts.offerMs;
  const isHere = supervisor !== undefined && asked('supervisor').length === 0 && !hasDeclined(offers, supervisor);
  if (isTried && isHere) {
    return { kind: 'offer', stage: 'supervisor', operatorIds: [supervisor] };
  }
  return nobody(facts, isTried);
}

function whileClosed({ outsideHours, canTicket, opensAt, offerMs }: OfferFacts, now: Date): OfferPlan {
  if (outsideHours === 'ticket' && canTicket) {
    return { kind: 'ticket', why: 'outside-hours' };
  }
  const untilOpenMs = opensAt === undefined ? offerMs : opensAt.getTime() - now.getTime();
  return { kind: 'wait', afterMs: Math.max(1_000, untilOpenMs), alarm: false, isRoundOver: false };
}

function nobody(facts: OfferFacts, isTried: boolean): OfferPlan {
  const { whenNobodyFree, canTicket, offers, offerMs, isAlarmed, round } = facts;
  if (whenNobodyFree === 'ticket' && canTicket) {
    return { kind: 'ticket', why: offers.length > 0 ? 'unanswered' : 'nobody-free' };
  }
  const isRoundOver = offers.length > 0;
  const restMs = Math.max(offerMs, Math.min(offerMs * 2 ** (Math.min(round, 20) - 1), ROUND_MS_MAX));
  const afterMs = isRoundOver ? restMs : Math.min(LOOK_AGAIN_MS, offerMs);
  return { kind: 'wait', afterMs, alarm: isTried && !isAlarmed, isRoundOver };
}

function countExpired(offers: OfferFacts['offers']): number {
  return offers.filter(({ state }) => state === 'expired').length;
}

/** Whoever said no, or cannot be reached, is not asked again in this round. */
function hasDeclined(offers: OfferFacts['offers'], id: OperatorId): boolean {
  return offers.some(({ operatorId, state }) => operatorId === id && (state === 'passed' || state === 'failed'));
}
