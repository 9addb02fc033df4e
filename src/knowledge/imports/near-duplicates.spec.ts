import { beforeEach, describe, expect, it } from 'vitest';
import { NearDuplicates } from './near-duplicates.js';

let known: NearDuplicates;

beforeEach(() => {
  known = new NearDuplicates();
});

function add(externalId: string, question: string, ...similarQuestions: string[]): void {
  known.add({ externalId, question, similarQuestions });
}

function find(question: string, ...similarQuestions: string[]): unknown {
  return known.find({ externalId: 'new', question, similarQuestions });
}

describe('NearDuplicates', () => {
  it('finds the same question in another spelling, also among similar questions', () => {
    add('a', '电子发票怎么开？', '如何开电子发票');
    expect(find('電子發票，怎么開')).toEqual({ of: 'a', likeness: 1 });
    expect(find('如何开电子发票！')).toEqual({ of: 'a', likeness: 1 });
    expect(find('发票', '电子发票怎么开')).toEqual({ of: 'a', likeness: 1 });
    expect(known.find({ externalId: 'a', question: '电子发票怎么开', similarQuestions: [] })).toBeUndefined();
  });

  it('finds the likest of those that are nearly the same, and not what merely shares words', () => {
    add('a', '我想问一下会员积分多久可以到账');
    add('b', '我想问一下会员积分多久可以到账呢');
    add('c', '会员积分多久清零');
    expect(find('我想问一下会员积分多久可以到账吗')).toEqual({ of: 'a', likeness: 0.97 });
    expect(find('会员积分怎么换礼品')).toBeUndefined();
    expect(find('？')).toBeUndefined();
    expect(find('')).toBeUndefined();
    add('d', '好');
    expect(find('好。')).toEqual({ of: 'd', likeness: 1 });
  });

  it('misses none of a thousand, compared with looking at all', () => {
    const parts = ['怎么', '如何', '退款', '发票', '会员', '积分', '地址', '修改', '快递', '到账', '查询', '取消'];
    const questions = Array.from({ length: 1_000 }, (_, n) =>
      [1, 5, 7, 11, 13, 17].map((step) => parts[(n * step + (n >> 3)) % parts.length]).join(''),
    );
    const pairs = (text: string): Set<string> =>
      new Set(
        Array.from(text)
          .slice(1)
          .map((end, at) => `${text[at]}${end}`),
      );
    const alike = (left: Set<string>, right: Set<string>): number =>
      (2 * [...left].filter((pair) => right.has(pair)).length) / (left.size + right.size);
    let found = 0;
    for (const [index, question] of questions.entries()) {
      const best = Math.max(0, ...questions.slice(0, index).map((other) => alike(pairs(question), pairs(other))));
      const match = find(question) as { likeness: number } | undefined;
      const expected = best < 0.8 ? 0 : Math.round(best * 100) / 100;
      expect([question, match?.likeness ?? 0]).toEqual([question, expected]);
      found += Number(match !== undefined);
      add(`q${index}`, question);
    }
    expect(found).toBeGreaterThan(100);
  });
});
