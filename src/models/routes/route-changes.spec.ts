import { describe, expect, it } from 'vitest';
import { InvalidRequestError } from '../../common/app-error.js';
import { type ModelId, newId } from '../../common/ids.js';
import { changed, type RouteFields, rolledBack } from './route-changes.js';
import type { RouteArm } from './route.js';

const model = newId<ModelId>();
const first = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-02-01T00:00:00Z');

function arms(...weights: number[]): RouteArm[] {
  return weights.map((weight, index) => ({ name: `arm-${index}`, weight, modelIds: [model], knowledge: 'live' }));
}

function fields(list: readonly RouteArm[], others: Partial<RouteFields> = {}): RouteFields {
  return { name: 'a route', priority: 1, enabled: true, condition: {}, settings: {}, arms: list, ...others };
}

function faults(list: readonly RouteArm[]): readonly string[] {
  try {
    changed(undefined, fields(list), first);
    return [];
  } catch (error) {
    return error instanceof InvalidRequestError ? error.faults : ['another error'];
  }
}

describe('the arms of a route', () => {
  it('have weights of 100 in all, to the hundredth', () => {
    expect(faults(arms(33.33, 33.33, 33.34))).toEqual([]);
    expect(faults(arms(90.1, 9.9))).toEqual([]);
    expect(faults(arms(90, 9.99))).toEqual(['arms: the weights are 99.99 in all, not 100']);
    expect(faults(arms(90, 20))).toEqual(['arms: the weights are 110 in all, not 100']);
  });

  it('have names of their own', () => {
    expect(faults([...arms(50), ...arms(50)])).toEqual(['arms: two have the same name']);
  });
});

describe('the figures of the arms', () => {
  const before = changed(undefined, fields(arms(95, 5)), first);
  const [control, grey] = arms(95, 5);

  it.each([
    ['another weight', fields(arms(90, 10))],
    [
      'another name, condition or priority',
      fields(arms(95, 5), { name: 'x', condition: { intents: ['y'] }, priority: 9 }),
    ],
    ['a share of nothing', fields(arms(100, 0))],
    ['a setting that says nothing', fields(arms(95, 5), { settings: { temperature: undefined } })],
  ])('go on after %s', (_, after) => {
    expect(changed(before, after, later).comparedFrom).toEqual(first);
  });

  it.each([
    ['another model', fields(control && grey ? [control, { ...grey, modelIds: [] }] : [])],
    ['another prompt', fields(control && grey ? [control, { ...grey, promptVersion: 'answer-3' }] : [])],
    ['other knowledge', fields(control && grey ? [control, { ...grey, knowledge: 'candidate' }] : [])],
    ['another arm', fields(arms(90, 5, 5))],
    ['other settings', fields(arms(95, 5), { settings: { temperature: 1 } })],
  ])('begin anew after %s', (_, after) => {
    expect(changed(before, after, later).comparedFrom).toEqual(later);
  });

  it('begin anew when an arm that was rolled back is tried again', () => {
    const back = changed(before, fields(arms(100, 0)), first);

    expect(changed(back, fields(arms(95, 5)), later).comparedFrom).toEqual(later);
  });
});

describe('a rollback', () => {
  it('gives the control everything, or what the worse arms had', () => {
    expect(rolledBack(arms(70.1, 20, 9.9)).map(({ weight }) => weight)).toEqual([100, 0, 0]);
    expect(rolledBack(arms(70.1, 20, 9.9), ['arm-2']).map(({ weight }) => weight)).toEqual([80, 20, 0]);
    expect(rolledBack(arms(70, 30), ['arm-0']).map(({ weight }) => weight)).toEqual([70, 30]);
  });
});
