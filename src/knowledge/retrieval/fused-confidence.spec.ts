import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Place, weighPlaces } from './fused-confidence.js';

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const place = fc.option(fc.nat({ max: 60 }), { nil: undefined });

function judged(confidence: number, places: readonly Place[]): number {
  return weighPlaces({ confidence, inScope: confidence }, places).confidence;
}

describe('the confidence of a fused ranking', () => {
  it('is that of the words where nothing else was searched', () => {
    expect(weighPlaces({ confidence: 0.7, inScope: 0.9 }, [])).toEqual({ confidence: 0.7, inScope: 0.9 });
  });

  it('does not fall when the other searches put the same entry first, and falls when they do not', () => {
    fc.assert(
      fc.property(probability, fc.integer({ min: 1, max: 3 }), (confidence, count) => {
        expect(
          judged(
            confidence,
            Array.from({ length: count }, () => 0),
          ),
        ).toBeGreaterThanOrEqual(confidence);
      }),
    );
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant(undefined)),
        (confidence, other) => {
          expect(judged(confidence, [other])).toBeLessThan(confidence);
        },
      ),
    );
  });

  it('falls no less the further behind the entry is', () => {
    fc.assert(
      fc.property(probability, fc.nat({ max: 59 }), (confidence, near) => {
        expect(judged(confidence, [near])).toBeGreaterThanOrEqual(judged(confidence, [near + 1]));
        expect(judged(confidence, [near])).toBeGreaterThanOrEqual(judged(confidence, [undefined]));
      }),
    );
  });

  it('grows with what the words say', () => {
    fc.assert(
      fc.property(probability, probability, fc.array(place, { maxLength: 2 }), (one, other, places) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(judged(low, places)).toBeLessThanOrEqual(judged(high, places) + 1e-12);
      }),
    );
  });

  it('stays within 0 and 1, and never above that there is an answer at all', () => {
    fc.assert(
      fc.property(probability, probability, fc.array(place, { maxLength: 2 }), (confidence, more, places) => {
        const after = weighPlaces({ confidence, inScope: Math.max(confidence, more) }, places);
        expect(after.confidence).toBeGreaterThanOrEqual(0);
        expect(after.inScope).toBeLessThanOrEqual(1);
        expect(after.inScope).toBeGreaterThanOrEqual(after.confidence);
      }),
    );
  });

  it('never makes a match by vectors alone sure, nor an exact question doubtful', () => {
    expect(judged(0, [0, 0])).toBeLessThan(0.5);
    expect(judged(0.95, [undefined])).toBeGreaterThan(0.8);
    expect(judged(0.5, [0, 0])).toBeCloseTo(0.8);
  });
});
