import type { LogisticModel } from './logistic-model.js';

/**
 * Written by `npm run knowledge:calibrate`. Fitted on:
 * - ant (1125 questions, 2736 to small bases)
 * - law (620 questions, 2804 to small bases)
 * - wiki (840 questions, 2799 to small bases)
 */
export const answers: LogisticModel = {
  intercept: -4.8576,
  weights: {
    score: 1.6372,
    scoreSquared: -2.2745,
    lead: 6.865,
    relativeLead: 0.4877,
    tie: -0.1437,
    same: 1.6565,
    characterCover: 2.3351,
    pairCover: -2.9084,
    documentPairCover: 3.5431,
    sharedPairs: 0.544,
    matchCover: 3.0669,
    tripleCover: -1.6448,
    passageLikeness: 3.169,
    passageRelativeLead: 0.6233,
  },
};

export const holds: LogisticModel = {
  intercept: -4.0544,
  weights: {
    score: 3.3617,
    scoreSquared: 2.6544,
    relativeLead: 0.1499,
    tie: 0.8319,
    pairCover: -1.3009,
    documentPairCover: 1.8882,
    sharedPairs: 1.2304,
    matchCover: 2.3051,
    tripleCover: -2.1712,
    tripleCoverTimesLength: -4.3643,
    orderTimesLength: 2.4062,
    unknown: -0.6392,
    passageLikeness: 5.415,
  },
};
