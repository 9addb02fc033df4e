/**
 * The coefficients of `combine`. They are a prior and fitted on nothing: what they should be depends on the model, which
 * each installation chooses for itself, and on answers that people judged, of which there are none yet. Reasons:
 * - The search is calibrated (`npm run knowledge:calibrate`), models overrate themselves: hence 0.7 against 0.3.
 * - Claims that were all found are hard evidence, worth twice the odds; one that was not found outweighs the rest.
 * - A model that had to be corrected is wrong more often than one that had not.
 * To fit them: votes are in `asked_questions`, the figures of each answer in the explanation of its turn.
 */
export const confidencePrior = {
  intercept: 0.3,
  weights: {
    retrieval: 0.7,
    own: 0.3,
    supported: Math.log(2),
    unsupported: -4,
    rejection: -0.5,
  },
  /** As models say when they are right about three times of four. */
  ownWhereUnknown: 0.75,
} as const;
