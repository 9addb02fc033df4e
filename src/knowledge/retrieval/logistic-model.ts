/** A logistic model: the log-odds are the intercept and the sum of the features times their weights. */
export interface LogisticModel {
  intercept: number;
  weights: Readonly<Record<string, number>>;
}

/** 0..1; a feature without a weight says nothing. */
export function probability({ intercept, weights }: LogisticModel, features: Readonly<Record<string, number>>): number {
  let logOdds = intercept;
  for (const [name, weight] of Object.entries(weights)) {
    logOdds += weight * (features[name] ?? 0);
  }
  return 1 / (1 + Math.exp(-logOdds));
}
