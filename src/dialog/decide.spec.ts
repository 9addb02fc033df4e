import { describe, expect, it } from 'vitest';
import { asId } from '../common/ids.js';
import type { Retrieval } from '../knowledge/knowledge.js';
import type { Completion } from '../models/models.js';
import { decide, isWorthAsking } from './decide.js';

const settings = { quoteThreshold: 0.8, aiLabel: '（AI）' };
const failed: Completion = { outcome: 'failed', reason: 'timeout', model: 'm', milliseconds: 5 };

function found(confidence: number, inScope = confidence): Retrieval {
  const hit = {
    documentId: asId<never>('d'),
    externalId: 'e',
    title: '营业时间',
    text: '九点到六点',
    score: 1,
    revision: 1,
  };
  return { hits: [hit], confidence, inScope, tookMs: 1 };
}

function completed(text: string): Completion {
  return { outcome: 'completed', text, model: 'm', milliseconds: 5, promptTokens: 9, completionTokens: 3 };
}

describe('decide', () => {
  it('quotes the best entry when it is sure', () => {
    expect(decide(found(0.8), undefined, settings)).toEqual({ kind: 'answer', reason: 'quoted', text: '九点到六点' });
  });

  it('says so and offers a human when it is not', () => {
    expect(decide(found(0.79), undefined, settings)).toMatchObject({ kind: 'clarify', reason: 'nothing-relevant' });
    expect(decide({ hits: [], confidence: 0, inScope: 0, tookMs: 1 }, undefined, settings).kind).toBe('clarify');
  });

  it('labels what a model wrote', () => {
    expect(decide(found(0.5), completed('九点开门'), settings)).toEqual({
      kind: 'answer',
      reason: 'model',
      text: '九点开门\n\n（AI）',
    });
  });

  it('falls back to the quoted entry when the model fails', () => {
    expect(decide(found(0.9), failed, settings)).toMatchObject({ kind: 'answer', reason: 'quoted' });
    expect(decide(found(0.4), failed, settings)).toMatchObject({ kind: 'clarify' });
  });

  it('believes a model that found no answer in the passages', () => {
    expect(decide(found(0.9), completed('NO_ANSWER'), settings)).toMatchObject({ kind: 'clarify' });
  });

  it('does not ask a model about what the base knows nothing of', () => {
    expect(isWorthAsking(found(0.1))).toBe(false);
    expect(isWorthAsking(found(0.6))).toBe(true);
  });
});
