import type { Judgement } from './confidence.js';

/** Where another search puts the entry that is now first: its place from 0; undefined when it did not find it. */
export type Place = number | undefined;

/** In log-odds: twice as likely when another search puts the same entry first. */
const AGREEMENT = Math.log(2);
/** For each doubling of its place there. */
const DISAGREEMENT = Math.log(1.5);
const DISAGREEMENT_MAX = Math.log(4);
/** What the words alone call impossible may still be meant: so much is left for the other searches to raise. */
const CONFIDENCE_MIN = 0.05;

/**
 * The judgement by words alone, moved by what the other searches (vectors, reranker) say of the same first entry:
 * never down by one that puts it first too, always down by one that does not, the more the further behind.
 *
 * The judgement that comes in is fitted (`npm run knowledge:calibrate`). How far it is moved is not: that depends on a
 * model which each installation chooses for itself. The steps are small on purpose: two searches that agree raise 0.5 to 0.8,
 * and one that disagrees lowers 0.95 to 0.83 at most. A match by vectors alone therefore never counts as sure.
 */
export function weighPlaces({ confidence, inScope }: Judgement, places: readonly Place[]): Judgement {
  const shift = places.reduce<number>((sum, place) => sum + shiftOf(place), 0);
  if (places.length === 0) {
    return { confidence, inScope };
  }
  const isAgreed = places.every((place) => place === 0);
  const moved = move(isAgreed ? Math.max(confidence, CONFIDENCE_MIN) : confidence, shift);
  // Searches that disagree about the first say little about whether there is an answer at all.
  return { confidence: moved, inScope: Math.max(moved, shift > 0 ? move(inScope, shift) : inScope) };
}

function shiftOf(place: Place): number {
  if (place === 0) {
    return AGREEMENT;
  }
  return -Math.min(DISAGREEMENT_MAX, place === undefined ? Infinity : DISAGREEMENT * Math.log2(1 + place));
}

/** Certainties stay what they are. */
function move(probability: number, logOdds: number): number {
  if (probability <= 0 || probability >= 1) {
    return probability;
  }
  return 1 / (1 + ((1 - probability) / probability) * Math.exp(-logOdds));
}
