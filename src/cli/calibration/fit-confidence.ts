import type { LogisticModel } from '../../knowledge/retrieval/logistic-model.js';
import { fitLogistic, type Sample } from './logistic.js';
import type { Observation } from './observations.js';

/** What was seen on one set: all of it, and small bases drawn from it. */
export interface ObservedSet {
  name: string;
  whole: readonly Observation[];
  small: readonly Observation[];
}

export interface Fit {
  answers: LogisticModel;
  holds: LogisticModel;
}

/** Of many, those that helped on questions and on sets that a fit was not made from. */
const ANSWERS_FEATURES = [
  'score',
  'scoreSquared',
  'lead',
  'relativeLead',
  'tie',
  'same',
  'characterCover',
  'pairCover',
  'documentPairCover',
  'sharedPairs',
  'matchCover',
  'tripleCover',
  'passageLikeness',
  'passageRelativeLead',
];
const HOLDS_FEATURES = [
  'score',
  'scoreSquared',
  'relativeLead',
  'tie',
  'pairCover',
  'documentPairCover',
  'sharedPairs',
  'matchCover',
  'tripleCover',
  'tripleCoverTimesLength',
  'orderTimesLength',
  'unknown',
  'passageLikeness',
];
const RIDGE = 1e-4;
const SMALL_BASES_WEIGHT = 0.5;

/** Each set counts alike, however many questions it has; its small bases count half. */
export function fitConfidence(sets: readonly ObservedSet[]): Fit {
  return {
    answers: fit(sets, ANSWERS_FEATURES, ({ isAnswered }) => isAnswered),
    holds: fit(sets, HOLDS_FEATURES, ({ isInScope }) => isInScope),
  };
}

function fit(
  sets: readonly ObservedSet[],
  features: readonly string[],
  isTrue: (observation: Observation) => boolean,
): LogisticModel {
  const samples = sets.flatMap(({ whole, small }) => [
    ...weighted(whole, 1, isTrue),
    ...weighted(small, SMALL_BASES_WEIGHT, isTrue),
  ]);
  return fitLogistic(samples, features, RIDGE);
}

function weighted(
  observations: readonly Observation[],
  weight: number,
  isTrue: (observation: Observation) => boolean,
): Sample[] {
  const judged = observations.flatMap((observation) =>
    observation.features === undefined ? [] : [{ features: observation.features, isTrue: isTrue(observation) }],
  );
  return judged.map((sample) => ({ ...sample, weight: weight / judged.length }));
}
