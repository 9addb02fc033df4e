import { answers, holds } from './confidence-fit.js';
import { probability } from './logistic-model.js';
import type { Evidence } from '../lexical/evidence.js';

export interface Judgement {
  /** How likely it is that the first match answers the question, 0..1. */
  confidence: number;
  /** How likely it is that any entry does, 0..1; never below `confidence`. */
  inScope: number;
}

/** A second match that is this near to the first is as good. */
const TIE_LEAD = 0.02;
/** From here on, question and match have the same terms. */
const SAME_LIKENESS = 0.99;
/** One character is hardly a question, and none of those that the models were fitted on. */
const FRAGMENT_LENGTH = Math.log(2 / 10);
const FRAGMENT_CERTAINTY = 0.5;

export function judge(evidence: Evidence): Judgement {
  if (evidence.score === 0) {
    return { confidence: 0, inScope: 0 };
  }
  const features = featuresOf(evidence);
  const isFragment = evidence.length <= FRAGMENT_LENGTH && evidence.likeness < SAME_LIKENESS;
  const certainty = evidence.certainty * (isFragment ? FRAGMENT_CERTAINTY : 1);
  const confidence = certainty * probability(answers, features);
  return { confidence, inScope: Math.max(confidence, certainty * probability(holds, features)) };
}

/** What the models weigh: the evidence, and what of it means something else for an answer than for a question. */
export function featuresOf(evidence: Evidence): Record<string, number> {
  const { score, lead, relativeLead, likeness, passage, length, order, tripleCover } = evidence;
  const tie = Math.min(1, Math.max(0, 1 - relativeLead / TIE_LEAD));
  return {
    score,
    scoreSquared: score * score,
    lead,
    relativeLead,
    tie,
    same: likeness >= SAME_LIKENESS ? 1 - tie : 0,
    characterCover: evidence.characterCover,
    pairCover: evidence.pairCover,
    documentPairCover: evidence.documentPairCover,
    sharedPairs: evidence.sharedPairs,
    matchCover: evidence.matchCover,
    tripleCover,
    tripleCoverTimesLength: tripleCover * length,
    orderTimesLength: order * length,
    unknown: evidence.unknown,
    passageLikeness: passage * likeness,
    passageRelativeLead: passage * relativeLead,
  };
}
