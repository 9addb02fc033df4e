/** So many of `of` had it. */
export interface Proportion {
  count: number;
  of: number;
}

export interface ProportionTest {
  /** Above 0 when the second share is the larger one. */
  z: number;
  /** How likely shares that are equal differ by so much or more, in either direction: 0..1. */
  p: number;
}

/** The two-proportion z-test, pooled; undefined when one of them is of nothing. */
export function compareProportions(first: Proportion, second: Proportion): ProportionTest | undefined {
  if (first.of === 0 || second.of === 0) {
    return undefined;
  }
  const pooled = (first.count + second.count) / (first.of + second.of);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.of + 1 / second.of));
  if (error === 0) {
    return { z: 0, p: 1 };
  }
  const z = (second.count / second.of - first.count / first.of) / error;
  return { z, p: complementaryError(Math.abs(z) / Math.SQRT2) };
}

/**
 * The complementary error function for x >= 0, with a relative error below 1.2e-7.
 * @see Press et al., Numerical Recipes in C, 2nd edition, section 6.2, `erfcc`
 */
function complementaryError(x: number): number {
  const t = 1 / (1 + x / 2);
  const exponent = COEFFICIENTS.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return t * Math.exp(-x * x + exponent);
}

const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
];
