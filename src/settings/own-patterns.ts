import { compilePattern, PatternError } from '../common/linear-pattern.js';

/** Something of the enterprise's own that counts as personal data, such as its order numbers. */
export interface OwnPattern {
  /** What stands in place of a find: `订单号` gives `〔订单号·1〕`. */
  name: string;
  /** A regular expression, see `compilePattern`. */
  pattern: string;
}

export const OWN_PATTERNS_MAX = 20;
export const PATTERN_LENGTH_MAX = 200;
const NAME = /^\p{L}{1,12}$/u;
const parsed = new WeakMap<object, readonly OwnPattern[]>();

/** Undefined for what is no list of patterns. The same list gives the same result: it is asked for with every text. */
export function parseOwnPatterns(value: unknown): readonly OwnPattern[] | undefined {
  if (!Array.isArray(value) || value.length > OWN_PATTERNS_MAX) {
    return undefined;
  }
  const known = parsed.get(value);
  if (known !== undefined) {
    return known;
  }
  const patterns = value.map(patternOf).filter((pattern) => pattern !== undefined);
  if (patterns.length < value.length) {
    return undefined;
  }
  parsed.set(value, patterns);
  return patterns;
}

function patternOf(value: unknown): OwnPattern | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('pattern' in value)) {
    return undefined;
  }
  const { name, pattern } = value;
  const isGiven = typeof name === 'string' && NAME.test(name) && typeof pattern === 'string' && pattern !== '';
  return isGiven && pattern.length <= PATTERN_LENGTH_MAX && isPattern(pattern) ? { name, pattern } : undefined;
}

function isPattern(pattern: string): boolean {
  try {
    compilePattern(pattern);
    return true;
  } catch (error) {
    if (error instanceof PatternError) {
      return false;
    }
    throw error;
  }
}
