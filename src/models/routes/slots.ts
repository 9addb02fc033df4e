import type { RouteArm, SlotRange } from './route.js';

/** Contacts are spread over so many slots, so that a weight has two decimals of a percent. */
export const SLOTS = 10_000;
const SLOTS_PER_PERCENT = SLOTS / 100;

type Weighed = Pick<RouteArm, 'name' | 'weight'>;

/**
 * Gives each arm as many slots as its weight says, and moves no more of them than the weights differ: whoever is on an
 * arm that does not shrink stays there. What the control gives away it takes back in reverse, so that a share that was
 * rolled back and tried again meets the same contacts.
 * @param arms whose weights are 100 in all; the first is the control.
 */
export function allocate(before: readonly SlotRange[], arms: readonly Weighed[]): SlotRange[] {
  const owners = ownersOf(before);
  const control = arms[0]?.name;
  const wanted = new Map(arms.map(({ name, weight }) => [name, Math.round(weight * SLOTS_PER_PERCENT)]));
  const free = release(owners, wanted, control);
  for (const [name, count] of wanted) {
    const missing = count - countOf(owners, name);
    const taken = name === control ? free.splice(0, missing) : free.splice(free.length - missing);
    for (const slot of taken) {
      owners[slot] = name;
    }
  }
  return rangesOf(owners);
}

function ownersOf(ranges: readonly SlotRange[]): (string | undefined)[] {
  const owners = Array.from<string | undefined>({ length: SLOTS });
  for (const { from, to, arm } of ranges) {
    owners.fill(arm, from, to);
  }
  return owners;
}

/** Frees what arms own too many of, and what is owned by none; the control its last slots, the others their first. */
function release(owners: (string | undefined)[], wanted: ReadonlyMap<string, number>, control?: string): number[] {
  const kept = new Map<string, number>();
  const keep = (slot: number): void => {
    const owner = owners[slot];
    const count = owner === undefined ? 0 : (kept.get(owner) ?? 0);
    if (owner === undefined || count >= (wanted.get(owner) ?? 0)) {
      owners[slot] = undefined;
    } else {
      kept.set(owner, count + 1);
    }
  };
  const slots = [...owners.keys()];
  slots.filter((slot) => owners[slot] === control).forEach(keep);
  slots
    .filter((slot) => owners[slot] !== control)
    .toReversed()
    .forEach(keep);
  return slots.filter((slot) => owners[slot] === undefined);
}

function countOf(owners: readonly (string | undefined)[], name: string): number {
  return owners.reduce((count, owner) => (owner === name ? count + 1 : count), 0);
}

function rangesOf(owners: readonly (string | undefined)[]): SlotRange[] {
  const ranges: SlotRange[] = [];
  owners.forEach((arm, slot) => {
    const last = ranges.at(-1);
    if (arm === undefined) {
      throw new TypeError(`slot ${slot} has no arm: the weights are less than 100 in all`);
    }
    if (last?.arm === arm) {
      last.to = slot + 1;
    } else {
      ranges.push({ from: slot, to: slot + 1, arm });
    }
  });
  return ranges;
}
