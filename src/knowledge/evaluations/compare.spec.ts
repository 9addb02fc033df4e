import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionOf, compare, type Finding, findingActions, rankOf } from './compare.js';

const texts: Readonly<Record<string, string>> = { a: '甲', b: '乙', c: '丙', d: '丁' };

function finding(action: Finding['action'], ...ids: string[]): Finding {
  const documents = ids.map((id) => ({ documentId: id, externalId: id, title: id, text: texts[id] ?? '' }));
  return { action, documents, confidence: 0.5, inScope: 0.5 };
}

describe('a question of which nobody knows the right document', () => {
  it.each([
    ['none', 'answer', 'new'],
    ['clarify', 'answer', 'new'],
    ['answer', 'clarify', 'lost'],
    ['answer', 'none', 'lost'],
    ['none', 'clarify', 'better'],
    ['clarify', 'none', 'worse'],
    ['answer', 'answer', 'same'],
    ['none', 'none', 'same'],
  ] as const)('that came to %s and now comes to %s: %s', (before, after, change) => {
    expect(compare(finding(before, 'a', 'b'), finding(after, 'a', 'b'))).toBe(change);
  });

  it('is changed when another document answers, or the same with other words', () => {
    const reworded = finding('answer', 'a');
    const [document] = reworded.documents;

    expect(compare(finding('answer', 'a', 'b'), finding('answer', 'b', 'a'))).toBe('changed');
    expect(
      compare(finding('answer', 'a'), {
        ...reworded,
        documents: document === undefined ? [] : [{ ...document, text: '改' }],
      }),
    ).toBe('changed');
    expect(compare(finding('clarify', 'a', 'b'), finding('clarify', 'b', 'a'))).toBe('changed');
  });

  it('is the same when only what nobody sees differs', () => {
    expect(compare(finding('none', 'a'), finding('none', 'b'))).toBe('same');
    expect(compare(finding('answer', 'a', 'b'), finding('answer', 'a', 'c'))).toBe('same');
    expect(compare(finding('clarify', 'a', 'b', 'c', 'd'), finding('clarify', 'a', 'b', 'c'))).toBe('same');
  });
});

describe('a question whose document is known', () => {
  it.each([
    ['none', ['b', 'a'], 'answer', ['a'], 'new'],
    ['answer', ['b', 'a'], 'answer', ['a', 'b'], 'new'],
    ['answer', ['a'], 'answer', ['b', 'a'], 'lost'],
    ['answer', ['a'], 'clarify', ['a'], 'lost'],
    ['answer', ['b'], 'none', ['b'], 'better'],
    ['none', ['b'], 'answer', ['b'], 'worse'],
    ['none', ['a'], 'clarify', ['b', 'a'], 'better'],
    ['clarify', ['b', 'c'], 'clarify', ['b', 'a'], 'better'],
    ['clarify', ['b', 'a'], 'clarify', ['b', 'c'], 'worse'],
    ['clarify', ['b', 'a'], 'clarify', ['a', 'b'], 'better'],
    ['answer', ['b', 'c', 'a'], 'answer', ['b', 'a'], 'better'],
    ['none', [], 'none', ['b', 'a'], 'better'],
    ['answer', ['b'], 'answer', ['c'], 'changed'],
    ['answer', ['a'], 'answer', ['a'], 'same'],
    ['none', [], 'none', ['b'], 'same'],
  ] as const)('%s %j, then %s %j: %s', (before, found, after, foundNow, change) => {
    expect(compare(finding(before, ...found), finding(after, ...foundNow), 'a')).toBe(change);
  });
});

it('a change back is the opposite', () => {
  const opposite = {
    better: 'worse',
    worse: 'better',
    new: 'lost',
    lost: 'new',
    changed: 'changed',
    same: 'same',
  };
  const findings = fc
    .tuple(fc.constantFrom(...findingActions), fc.shuffledSubarray(Object.keys(texts), { minLength: 1 }))
    .map(([action, ids]) => finding(action, ...ids));
  fc.assert(
    fc.property(findings, findings, fc.constantFrom(undefined, 'a'), (one, other, expected) => {
      expect(compare(other, one, expected)).toBe(opposite[compare(one, other, expected)]);
      expect(compare(one, one, expected)).toBe('same');
    }),
  );
});

it('a question is answered, asked back or neither, by the thresholds of its category', () => {
  const rules = { answerFrom: 0.8, clarifyFrom: 0.5 };

  expect([0.49, 0.5, 0.79, 0.8].map((confidence) => actionOf(true, confidence, rules))).toEqual([
    'none',
    'clarify',
    'clarify',
    'answer',
  ]);
  expect(actionOf(false, 1, rules)).toBe('none');
});

it('a document has a place from 1, or none', () => {
  expect(rankOf(finding('none', 'a', 'b'), 'b')).toBe(2);
  expect(rankOf(finding('none'), 'b')).toBeUndefined();
});
