import type { Model } from './confidence.js';

/**
 * Written by `npm run knowledge:calibrate`. Fitted on:
 * - ant (1125 questions, 2736 to small bases)
 * - law (620 questions, 2804 to small bases)
 * - wiki (840 questions, 2799 to small bases)
 */
export const answers: Model = {
  intercept: -5.2634,
  weights: {
    score: 3.099,
    lead: 5.7941,
    relativeLead: 0.987,
    prominence: 0.5289,
    likeness: 2.515,
    characterCover: 3.1253,
    pairCover: -0.9609,
    matchCover: 2.7656,
    unknown: -0.5313,
    agreement: 0.3175,
    passage: 0.5623,
    length: 0.3765,
    smallness: -0.5824,
    tie: -0.4165,
    same: 1.9245,
    scoreSquared: -2.1781,
    coverTimesLikeness: -3.4297,
    passageScore: -1.1603,
    passageLikeness: 1.9222,
    passagePairCover: 1.149,
    passageRelativeLead: 0.1293,
    smallRelativeLead: -0.2418,
    smallScore: 0.6826,
  },
};

export const holds: Model = {
  intercept: -4.7504,
  weights: {
    score: 4.4644,
    lead: 1.6735,
    relativeLead: -0.31,
    prominence: -1.3157,
    likeness: 3.3396,
    characterCover: 2.8466,
    pairCover: -0.6083,
    matchCover: 3.4309,
    unknown: -0.2748,
    agreement: 0.3036,
    passage: 1.1762,
    length: 0.927,
    smallness: 0.6388,
    tie: 0.6514,
    same: 0.5012,
    scoreSquared: -0.3829,
    coverTimesLikeness: -3.324,
    passageScore: -1.5371,
    passageLikeness: 3.3839,
    passagePairCover: -0.0007,
    passageRelativeLead: -0.0012,
    smallRelativeLead: 0.1805,
    smallScore: 3.3111,
  },
};
