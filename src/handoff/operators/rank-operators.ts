import type { OperatorId } from '../../common/ids.js';
import { isAmongLanguages } from '../conditions.js';
import type { PresenceState } from './operator.js';

/** Who might take a case, as things are now. */
export interface Candidate {
  operatorId: OperatorId;
  presence: PresenceState;
  /** By his own calendar. */
  isAtWork: boolean;
  /** Whether the case is his own: an operator is a contact as well. */
  isTheContact: boolean;
  languages: readonly string[];
  capacity: number;
  /** Cases that he has claimed. */
  claimed: number;
  /** Cases that he alone is asked to take at this moment. */
  offered: number;
  /** When he was last asked to take a case. */
  lastOfferedAt: Date | null;
  /** When he last had a case of this contact. */
  servedContactAt: Date | null;
}

export interface RankingNeed {
  /** What the contact writes. */
  language?: string | undefined;
  /** Who was asked already. */
  exclude?: readonly OperatorId[] | undefined;
}

/** Whoever has taken more of his capacity has little room left. */
const NEARLY_FULL = 0.8;

/**
 * Who is asked, in this order: whoever speaks the contact's language, has room, had this contact last, and was not asked
 * for longest. Loads are not compared any closer: whoever loses an offer to a colleague has one case less, and would be
 * asked before all others again and again. Who is not online, not at work, at capacity or the contact himself is not
 * asked at all.
 */
export function rankOperators(candidates: readonly Candidate[], need: RankingNeed): OperatorId[] {
  return candidates
    .filter((candidate) => mayBeAsked(candidate) && need.exclude?.includes(candidate.operatorId) !== true)
    .toSorted(
      (one, other) =>
        Number(speaks(other, need)) - Number(speaks(one, need)) ||
        Number(isNearlyFull(one)) - Number(isNearlyFull(other)) ||
        timeOf(other.servedContactAt) - timeOf(one.servedContactAt) ||
        timeOf(one.lastOfferedAt) - timeOf(other.lastOfferedAt) ||
        (one.operatorId < other.operatorId ? -1 : 1),
    )
    .map(({ operatorId }) => operatorId);
}

/** An offer counts like a claim: it may become one. */
export function mayBeAsked({ presence, isAtWork, isTheContact, capacity, claimed, offered }: Candidate): boolean {
  return presence === 'online' && isAtWork && !isTheContact && claimed + offered < capacity;
}

/** Where nobody said which languages, or nobody knows what is written, any does. */
function speaks({ languages }: Candidate, { language }: RankingNeed): boolean {
  return languages.length === 0 || language === undefined || isAmongLanguages(languages, language);
}

function isNearlyFull({ claimed, offered, capacity }: Candidate): boolean {
  return claimed + offered >= NEARLY_FULL * capacity;
}

/** Never is longest ago. */
function timeOf(moment: Date | null): number {
  return moment?.getTime() ?? 0;
}
