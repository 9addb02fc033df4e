import { describe, expect, it } from 'vitest';
import { compareProportions } from './significance.js';
import { type ArmFigures, judge } from './verdict.js';

function figures(arm: string, fields: Partial<ArmFigures> = {}): ArmFigures {
  return { arm, turns: 100, errors: 0, handoffs: 0, refused: 0, helpful: 0, unhelpful: 0, ...fields };
}

describe('the test of two proportions', () => {
  // Computed with the error function of Python's `math`.
  it.each([
    [{ count: 50, of: 100 }, { count: 50, of: 100 }, 0, 1],
    [{ count: 40, of: 100 }, { count: 60, of: 100 }, 2.8284, 0.004678],
    [{ count: 60, of: 100 }, { count: 40, of: 100 }, -2.8284, 0.004678],
    [{ count: 10, of: 1_000 }, { count: 13, of: 500 }, 2.3774, 0.017437],
  ])('%j and %j: z = %d, p = %d', (first, second, z, p) => {
    const test = compareProportions(first, second);

    expect(test?.z).toBeCloseTo(z, 3);
    expect(test?.p).toBeCloseTo(p, 4);
  });

  it('has nothing to say of nothing, and finds no difference where all or none had it', () => {
    expect(compareProportions({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeUndefined();
    expect(compareProportions({ count: 0, of: 9 }, { count: 0, of: 5 })).toEqual({ z: 0, p: 1 });
    expect(compareProportions({ count: 9, of: 9 }, { count: 5, of: 5 })).toEqual({ z: 0, p: 1 });
  });

  it('is sure when the difference is large', () => {
    const test = compareProportions({ count: 0, of: 10_000 }, { count: 10_000, of: 10_000 });

    expect(test?.p).toBeGreaterThanOrEqual(0);
    expect(test?.p).toBeLessThan(1e-12);
  });
});

describe('an arm', () => {
  const control = figures('control', { turns: 1_000, errors: 10, handoffs: 100, unhelpful: 20 });

  it.each([
    ['errors', { errors: 8 }],
    ['handoffs', { handoffs: 25 }],
    ['unhelpful', { unhelpful: 9 }],
  ] as const)('is clearly worse by its %s', (measure, fields) => {
    const arm = figures('grey', { errors: 1, handoffs: 10, unhelpful: 2, ...fields });

    expect(judge(control, arm).worseBy).toEqual([measure]);
  });

  it('is not worse for being better, or by so little that it may be chance', () => {
    expect(judge(control, figures('grey', { turns: 1_000 })).worseBy).toEqual([]);
    expect(judge(control, figures('grey', { errors: 3, handoffs: 13, unhelpful: 4 })).worseBy).toEqual([]);
  });

  it('is not worse by fewer than five turns, or by one of three measures that chance may have picked', () => {
    const clean = figures('control', { turns: 1_000 });

    expect(judge(clean, figures('grey', { handoffs: 4 })).worseBy).toEqual([]);
    expect(judge(clean, figures('grey', { handoffs: 5 })).worseBy).toEqual(['handoffs']);
    expect(judge(figures('control', { errors: 6 }), figures('grey', { errors: 19 })).tests.errors?.p).toBeLessThan(
      0.01,
    );
    expect(judge(figures('control', { errors: 6 }), figures('grey', { errors: 19 })).worseBy).toEqual([]);
  });

  it('is not judged by fewer than 50 turns on either side', () => {
    expect(judge(control, figures('grey', { turns: 49, errors: 49 })).worseBy).toEqual([]);
    expect(judge(control, figures('grey', { turns: 50, errors: 49 })).worseBy).toEqual(['errors']);
    expect(judge(figures('control', { turns: 49 }), figures('grey', { errors: 100 })).worseBy).toEqual([]);
  });

  it('has no test while nobody was on it', () => {
    expect(judge(control, figures('grey', { turns: 0 })).tests).toEqual({
      errors: null,
      handoffs: null,
      unhelpful: null,
    });
  });
});
