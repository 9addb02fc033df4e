import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SearchIndex } from '../lexical/search-index.js';
import type { Keyed } from '../lexical/shelf.js';
import { judge } from './confidence.js';

const entries = readFileSync(join(import.meta.dirname, '../../../demo/sample-knowledge.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): Keyed => {
    const { externalId, question, similarQuestions = [], answer } = JSON.parse(line);
    return { key: externalId, question, similarQuestions, answer };
  });

const unrelated = [
  '今天天气怎么样',
  '帮我写一首关于春天的诗',
  '火车票怎么改签',
  '红烧肉怎么做好吃',
  '姚明的身高是多少',
  '感冒了吃什么药',
  'what is the weather like today',
  'tell me a joke',
  '好',
  '？',
];

async function answerer(base: readonly Keyed[]) {
  const index = await SearchIndex.build(base);
  return (query: string) => {
    const { matches, evidence } = index.search(query, 5, () => true);
    return { first: matches[0]?.document.key, ...judge(evidence) };
  };
}

/** Bases of that size, each from another place of the sample. */
function basesOf(size: number): Keyed[][] {
  const places = entries.map((_, place) => place).filter((place) => place % Math.ceil(size / 2) === 0);
  return places.map((place) => [...entries, ...entries].slice(place, place + size));
}

describe('the confidence', () => {
  for (const size of [1, 6, 40]) {
    it(`is high for the exact question on a base of ${size}`, async () => {
      for (const base of basesOf(size)) {
        const ask = await answerer(base);
        for (const { key, question, similarQuestions } of base) {
          for (const query of [question, ...similarQuestions]) {
            const { first, confidence, inScope } = ask(query);
            expect(first, query).toBe(key);
            expect(confidence, query).toBeGreaterThanOrEqual(0.8);
            expect(inScope, query).toBeGreaterThanOrEqual(confidence);
          }
        }
      }
    });

    it(`is low for an unrelated question on a base of ${size}`, async () => {
      for (const base of basesOf(size)) {
        const ask = await answerer(base);
        for (const query of unrelated) {
          const { confidence, inScope } = ask(query);
          expect(confidence, query).toBeLessThan(0.5);
          expect(inScope, query).toBeLessThan(0.5);
        }
      }
    });
  }

  it('is middling at most between two entries that fit alike', async () => {
    const ask = await answerer(
      ['北京办公室的地址', '上海办公室的地址'].map((question) => ({
        key: question,
        question,
        similarQuestions: [],
        answer: '',
      })),
    );
    expect(ask('办公室的地址').confidence).toBeLessThan(0.8);
  });

  it('is none where nothing is shared', async () => {
    const nothing = { first: undefined, confidence: 0, inScope: 0 };
    expect((await answerer(entries))('xyzzy')).toEqual(nothing);
    expect((await answerer([]))('退款')).toEqual(nothing);
  });
});
