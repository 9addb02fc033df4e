import { answers, holds } from './confidence-fit.js';
import type { Evidence } from '../lexical/evidence.js';

/** A logistic model: the log-odds are the intercept and the sum of the features times their weights. */
export interface Model {
  intercept: number;
  weights: Readonly<Record<string, number>>;
}

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

export function judge(evidence: Evidence): Judgement {
  if (evidence.score === 0) {
    return { confidence: 0, inScope: 0 };
  }
  const features = featuresOf(evidence);
  const confidence = probability(answers, features);
  return { confidence, inScope: Math.max(confidence, probability(holds, features)) };
}

/** What the models weigh: the evidence, and what of it means something else for an answer than for a question. */
export function featuresOf(evidence: Evidence): Record<string, number> {
  const { score, likeness, passage, smallness, characterCover, pairCover, relativeLead } = evidence;
  const tie = Math.max(0, 1 - relativeLead / TIE_LEAD);
  return {
    ...evidence,
    tie,
    same: likeness >= SAME_LIKENESS ? 1 - tie : 0,
    scoreSquared: score * score,
    coverTimesLikeness: characterCover * likeness,
    passageScore: passage * score,
    passageLikeness: passage * likeness,
    passagePairCover: passage * pairCover,
    passageRelativeLead: passage * relativeLead,
    smallRelativeLead: smallness * relativeLead,
    smallScore: smallness * score,
  };
}

export function probability({ intercept, weights }: Model, features: Readonly<Record<string, number>>): number {
  let logOdds = intercept;
  for (const [name, weight] of Object.entries(weights)) {
    logOdds += weight * (features[name] ?? 0);
  }
  return 1 / (1 + Math.exp(-logOdds));
}
