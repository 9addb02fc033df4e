import { describe, expect, it } from 'vitest';
import { probability } from '../../knowledge/retrieval/logistic-model.js';
import { fitLogistic } from './logistic.js';

describe('fitLogistic', () => {
  it('finds the odds behind the samples, by their weights', () => {
    const samples = [
      { features: { x: 0 }, isTrue: true, weight: 1 },
      { features: { x: 0 }, isTrue: false, weight: 3 },
      { features: { x: 1 }, isTrue: true, weight: 9 },
      { features: { x: 1 }, isTrue: false, weight: 1 },
    ];
    const model = fitLogistic(samples, ['x'], 1e-9);
    expect(probability(model, { x: 0 })).toBeCloseTo(0.25, 4);
    expect(probability(model, { x: 1 })).toBeCloseTo(0.9, 4);
  });

  it('stays finite where a feature tells all, and where two say the same', () => {
    const samples = [0, 1].map((x) => ({ features: { x, same: x }, isTrue: x === 1, weight: 1 }));
    const { weights } = fitLogistic(samples, ['x', 'same'], 1e-4);
    expect(weights['x']).toBeCloseTo(weights['same'] ?? 0, 6);
    expect(Number.isFinite(weights['x'])).toBe(true);
  });
});
