/** Saturation of repeated terms, as in Okapi BM25. */
const K1 = 1.2;

/** How often a term counts that stands `count` times in a unit of that norm. */
export function saturation(count: number, norm: number): number {
  return (count * (K1 + 1)) / (count + norm);
}

/** The norm of a unit that is so much longer than the mean; `b` is the weight of that. */
export function unitNorm(relativeLength: number, b: number): number {
  return K1 * (1 - b + b * relativeLength);
}
