import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnswerEvidence, combine } from './combine-confidence.js';

const middling: AnswerEvidence = {
  retrieval: { confidence: 0.6, inScope: 0.7 },
  own: 0.8,
  supportedClaims: 0,
  unsupportedClaims: 0,
  usedTool: false,
  rejections: 0,
};

function withEvidence(changes: Partial<AnswerEvidence>): number {
  return combine({ ...middling, ...changes });
}

describe('the confidence of an answer', () => {
  it('grows with that of the search and of the model', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(probability, probability, probability, (a, b, own) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const bySearch = (confidence: number): number =>
          withEvidence({ retrieval: { confidence, inScope: confidence }, own });
        const byModel = (said: number): number => withEvidence({ own: said });
        expect(bySearch(high)).toBeGreaterThanOrEqual(bySearch(low));
        expect(byModel(high)).toBeGreaterThanOrEqual(byModel(low));
      }),
    );
  });

  it('is a probability, whatever it is made of', () => {
    expect(withEvidence({ retrieval: { confidence: 1, inScope: 1 }, own: 1, supportedClaims: 9 })).toBeLessThan(1);
    expect(withEvidence({ retrieval: { confidence: 0, inScope: 0 }, own: 0, unsupportedClaims: 9 })).toBeGreaterThan(0);
  });

  it('is raised by claims that were found, and ruined by one that was not', () => {
    const plain = withEvidence({});
    expect(withEvidence({ supportedClaims: 2 })).toBeGreaterThan(plain);
    expect(withEvidence({ supportedClaims: 2, unsupportedClaims: 1 })).toBeLessThan(0.2);
  });

  it('is lowered by answers that were thrown away', () => {
    expect(withEvidence({ rejections: 1 })).toBeLessThan(withEvidence({}));
  });

  it('does not depend on the search where a tool was called', () => {
    const nothing = { confidence: 0, inScope: 0 };
    expect(withEvidence({ retrieval: nothing, usedTool: true })).toBeGreaterThan(0.8);
    expect(withEvidence({ retrieval: nothing })).toBeLessThan(0.3);
  });

  it('quotes by default what the search half trusts and the model trusts', () => {
    expect(withEvidence({})).toBeGreaterThan(0.7);
    expect(withEvidence({ supportedClaims: 1 })).toBeGreaterThan(0.8);
  });
});
