import { describe, expect, it } from 'vitest';
import { inputKey, type KeyGround, normalisedQuestion, questionKey } from './cache-key.js';

const ground: KeyGround = {
  accountId: 'account',
  language: 'zh-Hans',
  models: [['model', 1]],
  settings: { temperature: 0.2, maxTokens: undefined },
  prompt: ['digest', 'frame'],
  knowledge: { version: 7, edition: 'live', passages: [['document', 2, 0]], degraded: [] },
};

describe('a key', () => {
  it('is the same for the same, in whatever order it is written down', () => {
    const turned = Object.fromEntries(Object.entries(ground).toReversed());
    expect(questionKey({ ...ground, ...turned }, '退款')).toBe(questionKey(ground, '退款'));
    expect(questionKey(ground, '退款')).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each<[string, Partial<KeyGround>]>([
    ['account', { accountId: 'other' }],
    ['language', { language: 'en' }],
    ['model', { models: [['other', 1]] }],
    ['version of the model', { models: [['model', 2]] }],
    [
      'order of models',
      {
        models: [
          ['other', 1],
          ['model', 1],
        ],
      },
    ],
    ['temperature', { settings: { temperature: 0.3 } }],
    ['template', { prompt: ['other', 'frame'] }],
    ['day or company', { prompt: ['digest', 'other'] }],
    ['knowledge', { knowledge: { ...ground.knowledge, version: 8 } }],
    ['edition', { knowledge: { ...ground.knowledge, edition: 'candidate' } }],
    ['passage', { knowledge: { ...ground.knowledge, passages: [] } }],
    ['kind of search', { knowledge: { ...ground.knowledge, degraded: ['vectors'] } }],
  ])('differs with the %s', (_what, changes) => {
    expect(questionKey({ ...ground, ...changes }, '退款')).not.toBe(questionKey(ground, '退款'));
  });

  it('of a question is never that of an input', () => {
    expect(inputKey(ground, '退款')).not.toBe(questionKey(ground, '退款'));
    expect(inputKey(ground, ['a', 'b'])).not.toBe(inputKey(ground, ['b', 'a']));
  });
});

it.each([
  ['怎么退款？', '怎么退款'],
  ['  怎么\n退款 ?? ', '怎么 退款'],
  ['ＡＢＣ', 'abc'],
  ['怎么退款', '怎么退款'],
])('%j asks the same as %j', (written, plain) => {
  expect(normalisedQuestion(written)).toBe(plain);
});
