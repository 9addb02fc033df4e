import { describe, expect, it } from 'vitest';
import { asId, type DocumentId } from '../common/ids.js';
import type { Hit, Retrieval } from '../knowledge/knowledge.js';
import type { AnswerResult, GoodAnswer } from './answers/answer.js';
import { type AnswerRules, type Circumstances, decide, isWorthAsking } from './decide.js';
import { replyOf } from './decision.js';
import { textsFor } from './texts/texts.js';

const rules: AnswerRules = { answerFrom: 0.8, clarifyFrom: 0.5, lowConfidenceAction: 'handoff' };
const usual: Circumstances = { rules, wasClarified: false, aiLabel: '（AI）', texts: textsFor('zh-Hans') };
const offering: Circumstances = { ...usual, rules: { ...rules, lowConfidenceAction: 'offer' } };
const how = { attempts: [], cache: 'off', toolCalls: [], promptVersion: 'default', isDegraded: false } as const;
const failed: AnswerResult = { ...how, kind: 'failed' };

function hit(id: string, title: string, more: Partial<Hit> = {}): Hit {
  const text = `${title}的答案`;
  return { documentId: asId<DocumentId>(id), externalId: id, title, text, score: 1, revision: 1, ...more };
}

const HOURS = hit('hours', '营业时间', { text: '九点到六点' });
const PARKING = hit('parking', '停车');

function found(confidence: number, inScope = confidence, hits: Hit[] = [HOURS, PARKING]): Retrieval {
  return { hits, confidence, inScope, version: 1, tookMs: 1 };
}

function answered(text: string, more: Partial<GoodAnswer> = {}): AnswerResult {
  const checked = { claims: 0, unsupported: [] };
  const certain = { ownConfidence: 0.9, confidence: 0.9, checked, citations: [], modelId: undefined, model: 'm' };
  return { ...how, kind: 'answer', text, ...certain, ...more };
}

describe('decide, without a completion', () => {
  it.each<[number, number, Partial<Circumstances>, string, string]>([
    // confidence, inScope, what differs from usual, what is done, why
    [0.8, 0.8, {}, 'answer', 'quoted'],
    [0.79, 0.9, {}, 'clarify', 'did-you-mean'],
    [0.5, 0.5, {}, 'clarify', 'did-you-mean'],
    [0.8, 0.8, { wasClarified: true }, 'answer', 'quoted'],
    [0.79, 0.9, { wasClarified: true }, 'handoff', 'low-confidence'],
    [0.79, 0.9, { wasClarified: true, rules: offering.rules }, 'handoff', 'low-confidence'],
    [0.49, 0.9, {}, 'handoff', 'low-confidence'],
    [0.49, 0.49, {}, 'handoff', 'nothing-relevant'],
    [0.49, 0.9, { rules: offering.rules }, 'clarify', 'low-confidence'],
    [0.1, 0.1, { rules: offering.rules }, 'clarify', 'nothing-relevant'],
    // a category that is strict, one that never asks back, one that always quotes
    [0.9, 0.9, { rules: { ...rules, answerFrom: 0.95, clarifyFrom: 0.9 } }, 'clarify', 'did-you-mean'],
    [0.79, 0.9, { rules: { ...rules, clarifyFrom: 0.8 } }, 'handoff', 'low-confidence'],
    [0.3, 0.3, { rules: { ...rules, answerFrom: 0.2 } }, 'answer', 'quoted'],
  ])('at %d, in scope at %d and %o: %s, %s', (confidence, inScope, circumstances, kind, reason) => {
    const decision = decide(found(confidence, inScope), undefined, { ...usual, ...circumstances });
    expect(decision).toMatchObject({ kind, reason });
  });

  it('has nothing to ask back where nothing was found', () => {
    const nothing = found(0, 0, []);
    expect(decide(nothing, undefined, usual)).toMatchObject({ kind: 'handoff', reason: 'nothing-relevant' });
    expect(decide(nothing, undefined, offering)).toMatchObject({ kind: 'clarify', reason: 'nothing-relevant' });
  });

  it('tells honestly that it found nothing, and whether a human was asked or can be', () => {
    expect(replyOf(decide(found(0.1), undefined, usual))).toMatch(/没有在知识库里找到.*已为您请人工同事/u);
    expect(replyOf(decide(found(0.1), undefined, offering))).toMatch(/没有在知识库里找到.*回复“转人工”/u);
  });

  it('quotes an entry as it stands, and a passage under its title and headings', () => {
    const passage = hit('manual', '员工手册', {
      text: '满一年有五天。',
      passage: { ordinal: 3, headingPath: ['请假', '年假'] },
    });
    expect(replyOf(decide(found(0.9), undefined, usual))).toBe('九点到六点');
    expect(replyOf(decide(found(0.9, 0.9, [passage]), undefined, usual))).toBe(
      '【员工手册 › 请假 › 年假】\n满一年有五天。',
    );
  });

  it('asks for the best titles, which the reply numbers', () => {
    const decision = decide(found(0.6), undefined, usual);
    expect(decision).toMatchObject({ options: [{ documentId: 'hours' }, { documentId: 'parking' }] });
    expect(replyOf(decision)).toMatch(/^您是不是想问：\n1\. 营业时间\n2\. 停车\n回复数字即可/u);
  });
});

describe('decide, with what a model made of it', () => {
  it('labels what a model wrote, once', () => {
    const labelled = { kind: 'answer', reason: 'model', text: '九点开门\n\n（AI）' };
    expect(decide(found(0.5), answered('九点开门'), usual)).toEqual(labelled);
    expect(decide(found(0.5), answered('九点开门\n\n（AI）'), usual)).toEqual(labelled);
  });

  it('holds the confidence of the whole answer against the thresholds, not that of the search', () => {
    const unsure = answered('大概九点', { confidence: 0.6 });
    expect(decide(found(0.9), unsure, usual)).toMatchObject({ kind: 'clarify', reason: 'did-you-mean' });
    expect(decide(found(0.9), unsure, { ...usual, wasClarified: true })).toMatchObject({ kind: 'handoff' });
    expect(decide(found(0.9), answered('不知道', { confidence: 0.2 }), usual)).toMatchObject({
      kind: 'handoff',
      reason: 'low-confidence',
    });
  });

  it('has nothing to ask back where only a tool told the answer', () => {
    const unsure = answered('已发货', { confidence: 0.6 });
    expect(decide(found(0, 0, []), unsure, usual)).toMatchObject({ kind: 'handoff', reason: 'low-confidence' });
  });

  it('quotes where no model gave an answer', () => {
    expect(decide(found(0.9), failed, usual)).toMatchObject({ kind: 'answer', reason: 'quoted' });
    expect(decide(found(0.6), failed, usual)).toMatchObject({ kind: 'clarify', reason: 'did-you-mean' });
    expect(decide(found(0.4), failed, usual)).toMatchObject({ kind: 'handoff' });
  });

  it('believes a model that found no answer in the passages', () => {
    const refused: AnswerResult = { ...how, kind: 'no-answer' };
    expect(decide(found(0.9), refused, usual)).toMatchObject({ kind: 'handoff', reason: 'nothing-relevant' });
    expect(decide(found(0.9), refused, offering)).toMatchObject({ kind: 'clarify', reason: 'nothing-relevant' });
  });

  it.each(['model-asked', 'unsupported-claims'] as const)('asks a human: %s', (reason) => {
    expect(decide(found(0.9), { ...how, kind: 'handoff', reason }, offering)).toMatchObject({
      kind: 'handoff',
      reason,
    });
  });

  it('asks the contact before a tool acts', () => {
    const call = {
      kind: 'tool-confirmation',
      tool: 't',
      arguments: '{}',
      callKey: 'k',
      question: '要取消吗？',
      asides: 0,
    };
    const confirm: AnswerResult = {
      ...how,
      kind: 'confirm',
      call: { ...call, kind: 'tool-confirmation' },
      text: '要取消吗？',
    };
    expect(decide(found(0.1), confirm, usual)).toEqual({ kind: 'clarify', reason: 'confirm-tool', text: '要取消吗？' });
  });

  it('is not asked for about what the base knows nothing of', () => {
    expect(isWorthAsking(found(0.1))).toBe(false);
    expect(isWorthAsking(found(0.6))).toBe(true);
    expect(isWorthAsking(found(0.6, 0.6, []))).toBe(false);
  });
});
