import { describe, expect, it } from 'vitest';
import { areaUnderCurve, calibrationError, precisionAt } from './metrics.js';

const forecasts = [
  { probability: 0.95, isTrue: true },
  { probability: 0.85, isTrue: false },
  { probability: 0.1, isTrue: false },
  { probability: 0.1, isTrue: false },
];

describe('the metrics', () => {
  it('count pairs in order, and ties half', () => {
    expect(areaUnderCurve([3, 2], [1, 0])).toBe(1);
    expect(areaUnderCurve([1], [1])).toBe(0.5);
    expect(areaUnderCurve([2, 0], [1])).toBe(0.5);
  });

  it('measure how far promises are from what came true', () => {
    expect(calibrationError(forecasts)).toBeCloseTo((0.05 + 0.85 + 0.2) / 4);
  });

  it('tell how much is promised surely, and how much of it comes true', () => {
    expect(precisionAt(0.8, forecasts)).toEqual({ precision: 0.5, coverage: 0.5 });
  });
});
