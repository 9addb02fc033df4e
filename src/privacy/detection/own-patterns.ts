import type { OwnPattern } from '../../settings/own-patterns.js';
import { compilePattern } from '../../common/linear-pattern.js';
import { search } from '../../common/linear-search.js';
import type { Detector } from './personal-span.js';

/** The enterprise's own patterns, each under its own name, in the order in which they are listed. */
export function ownDetectors(patterns: readonly OwnPattern[]): Detector[] {
  return patterns.map(({ name, pattern }) => {
    const program = compilePattern(pattern);
    return { kind: 'order', label: name, find: (text) => search(program, text) };
  });
}
