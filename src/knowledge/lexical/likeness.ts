import { isFunctionWord } from './function-words.js';
import { type TermCounts, termsOf } from './terms.js';

const KINDS = ['character', 'pair'] as const;
/** What a term of grammar weighs beside others. */
const FUNCTION_WORD_WEIGHT = 0.3;

/** How alike two questions are, 0..1: the cosine of their characters and pairs of characters, the same in both directions. */
export function likeness(a: string, b: string): number {
  const [left, right] = [termsOf(a), termsOf(b)];
  const size = Math.sqrt(product(left, left) * product(right, right));
  return size === 0 ? 0 : Math.min(1, product(left, right) / size);
}

function product(left: TermCounts, right: TermCounts): number {
  let sum = 0;
  for (const kind of KINDS) {
    for (const [term, count] of left[kind]) {
      const other = right[kind].get(term);
      if (other !== undefined) {
        sum += damped(count) * damped(other) * (isFunctionWord(term) ? FUNCTION_WORD_WEIGHT : 1) ** 2;
      }
    }
  }
  return sum;
}

function damped(count: number): number {
  return 1 + Math.log(count);
}
