import { BoundedPattern } from '../tools/bounded-pattern.js';
import type { Condition } from './flow.js';
import type { Slots } from './flow-state.js';

/** All that a condition names holds. A slot that is not filled is nothing, above nothing and below nothing. */
export function holds(condition: Condition, slots: Slots): boolean {
  const { slot, is, in: among, isSet, matches, above, below } = condition;
  const value = Object.hasOwn(slots, slot) ? slots[slot] : undefined;
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  return (
    (isSet === undefined || isSet === (value !== undefined)) &&
    (is === undefined || value === is) &&
    (among === undefined || (value !== undefined && among.includes(value))) &&
    (matches === undefined || (value !== undefined && new BoundedPattern(matches).test(String(value)))) &&
    (above === undefined || number > above) &&
    (below === undefined || number < below)
  );
}
