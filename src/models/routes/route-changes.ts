import { isDeepStrictEqual } from 'node:util';
import { InvalidRequestError } from '../../common/app-error.js';
import { type Route, type RouteArm, type RouteCondition, type RouteSettings } from './route.js';
import { allocate } from './slots.js';

/** What people say of a route. */
export interface RouteFields {
  name: string;
  priority: number;
  enabled: boolean;
  condition: RouteCondition;
  settings: RouteSettings;
  arms: readonly RouteArm[];
}

const WEIGHTS_TOTAL = 100;
const WEIGHT_STEPS = 100;

/** What is wrong with the arms taken together, in words; empty when nothing is. */
export function faultsOf(arms: readonly RouteArm[]): string[] {
  const names = arms.map(({ name }) => name);
  const steps = arms.reduce((total, { weight }) => total + Math.round(weight * WEIGHT_STEPS), 0);
  return [
    ...(new Set(names).size < names.length ? ['arms: two have the same name'] : []),
    ...(steps === WEIGHTS_TOTAL * WEIGHT_STEPS
      ? []
      : [`arms: the weights are ${steps / WEIGHT_STEPS} in all, not 100`]),
  ];
}

/**
 * What a route becomes. Contacts stay on their arms as far as the weights allow; the figures of the arms begin anew
 * when one of them is not what it was, or one that had no contacts gets some.
 * @throws {InvalidRequestError}
 */
export function changed(
  before: Pick<Route, 'settings' | 'arms' | 'slots' | 'comparedFrom'> | undefined,
  fields: RouteFields,
  now: Date,
): RouteFields & Pick<Route, 'slots' | 'comparedFrom'> {
  const faults = faultsOf(fields.arms);
  if (faults.length > 0) {
    throw new InvalidRequestError('the arms do not fit together', faults);
  }
  const slots = allocate(before?.slots ?? [], fields.arms);
  return { ...fields, slots, comparedFrom: before !== undefined && goesOn(before, fields) ? before.comparedFrom : now };
}

/** The control takes the share of the arms that are named; of all, where none is. */
export function rolledBack(arms: readonly RouteArm[], names?: readonly string[]): RouteArm[] {
  const isBack = (arm: RouteArm, index: number): boolean => index > 0 && (names?.includes(arm.name) ?? true);
  const taken = arms.filter(isBack).reduce((total, { weight }) => total + Math.round(weight * WEIGHT_STEPS), 0);
  return arms.map((arm, index) => {
    if (index === 0) {
      return { ...arm, weight: (Math.round(arm.weight * WEIGHT_STEPS) + taken) / WEIGHT_STEPS };
    }
    return isBack(arm, index) ? { ...arm, weight: 0 } : arm;
  });
}

function goesOn(before: Pick<Route, 'settings' | 'arms'>, after: Pick<Route, 'settings' | 'arms'>): boolean {
  return (
    isDeepStrictEqual(plain(before.settings), plain(after.settings)) &&
    before.arms.length === after.arms.length &&
    after.arms.every((arm, index) => {
      const old = before.arms[index];
      return old !== undefined && isSame(old, arm) && (old.weight > 0 || arm.weight === 0);
    })
  );
}

function isSame(one: RouteArm, other: RouteArm): boolean {
  return isDeepStrictEqual(plain({ ...one, weight: 0 }), plain({ ...other, weight: 0 }));
}

/** As it is stored: without what is undefined. */
function plain(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}
