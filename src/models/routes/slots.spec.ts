import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlotRange } from './route.js';
import { allocate, SLOTS } from './slots.js';

interface Weighed {
  name: string;
  weight: number;
}

function arms(...weights: number[]): Weighed[] {
  return weights.map((weight, index) => ({ name: index === 0 ? 'control' : `arm-${index}`, weight }));
}

/** Weights of 100 in all, in steps of a hundredth. */
const weighed = fc
  .array(fc.integer({ min: 0, max: SLOTS }), { minLength: 0, maxLength: 5 })
  .map((cuts) => [0, ...cuts.toSorted((one, other) => one - other), SLOTS])
  .map((cuts) => arms(...cuts.slice(1).map((cut, index) => (cut - (cuts[index] ?? 0)) / 100)));

function ownerOf(ranges: readonly SlotRange[], slot: number): string | undefined {
  return ranges.find(({ from, to }) => from <= slot && slot < to)?.arm;
}

function moved(before: readonly SlotRange[], after: readonly SlotRange[]): string[] {
  return Array.from({ length: SLOTS }, (_, slot) => [ownerOf(before, slot), ownerOf(after, slot)])
    .filter(([one, other]) => one !== other)
    .map(([one, other]) => `${one}>${other}`);
}

describe('the slots of a route', () => {
  it('go to the arms as their weights say', () => {
    fc.assert(
      fc.property(weighed, weighed, (first, second) => {
        const slots = allocate(allocate([], first), second);
        const counts = new Map<string, number>();
        slots.forEach(({ from, to, arm }) => counts.set(arm, (counts.get(arm) ?? 0) + to - from));

        expect(second.map(({ name }) => counts.get(name) ?? 0)).toEqual(
          second.map(({ weight }) => Math.round(weight * 100)),
        );
        expect(slots.at(0)?.from).toBe(0);
        expect(slots.at(-1)?.to).toBe(SLOTS);
      }),
      { numRuns: 30 },
    );
  });

  it('move no more than the weights differ', () => {
    fc.assert(
      fc.property(weighed, weighed, (first, second) => {
        const before = allocate([], first);
        const names = new Set([...first, ...second].map(({ name }) => name));
        const weightIn = (list: readonly Weighed[], name: string): number =>
          Math.round((list.find((arm) => arm.name === name)?.weight ?? 0) * 100);
        const grown = [...names].map((name) => Math.max(0, weightIn(second, name) - weightIn(first, name)));

        expect(moved(before, allocate(before, second))).toHaveLength(grown.reduce((sum, count) => sum + count, 0));
      }),
      { numRuns: 15 },
    );
  });

  it('move from the control to the one arm that grows, from 5 to 10 %', () => {
    const before = allocate([], arms(90, 5, 5));
    const changes = moved(before, allocate(before, arms(85, 10, 5)));

    expect(changes).toHaveLength(500);
    expect(new Set(changes)).toEqual(new Set(['control>arm-1']));
  });

  it('are the same again when a share was rolled back and is tried once more', () => {
    const first = allocate([], arms(95, 5));
    const grown = allocate(first, arms(80, 20));

    expect(allocate(grown, arms(95, 5))).toEqual(first);
    expect(allocate(allocate(first, arms(100, 0)), arms(95, 5))).toEqual(first);
  });

  it('of an arm that is gone go to those that grow', () => {
    const before = allocate([], arms(50, 50));

    expect(allocate(before, [{ name: 'other', weight: 100 }])).toEqual([{ from: 0, to: SLOTS, arm: 'other' }]);
  });

  it('are refused when the weights leave some without an arm', () => {
    expect(() => allocate([], arms(50))).toThrow(TypeError);
  });
});
