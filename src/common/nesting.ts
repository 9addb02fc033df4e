/** More than any document of the API has, and few enough for whatever walks through one with a call a level. */
const LEVELS_MAX = 32;

/**
 * Whether arrays and objects stand within each other so deep that a walk through them could end the stack. What comes
 * from outside is checked before a library sees it: a stack that ended would be told as a fault of ours.
 */
export function isNestedTooDeep(value: unknown, levelsMax = LEVELS_MAX): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    (levelsMax === 0 || Object.values(value).some((inner) => isNestedTooDeep(inner, levelsMax - 1)))
  );
}
