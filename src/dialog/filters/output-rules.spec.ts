import { describe, expect, it } from 'vitest';
import { type OutputRule, OutputRules } from './output-rules.js';

function rule(fields: Partial<OutputRule>): OutputRule {
  return {
    name: 'rule',
    kind: 'pattern',
    pattern: 'x',
    action: 'refuse',
    direction: 'outbound',
    exceptCategories: [],
    accountIds: undefined,
    ...fields,
  };
}

describe('rules for what is said', () => {
  it('find internal codes in whatever width and case', () => {
    const rules = new OutputRules([rule({ name: 'codes', pattern: 'INT-\\d{4}' })]);
    const text = '见 ｉｎｔ－２０２３ 条';
    const [hit] = rules.find(text, { direction: 'outbound' });
    expect(hit).toEqual({ list: 'codes', word: 'codes', action: 'refuse', start: 2, end: 10 });
    expect(rules.find(text, { direction: 'inbound' })).toEqual([]);
  });

  it('find amounts, but where the category may name them', () => {
    const rules = new OutputRules([rule({ kind: 'amount', pattern: null, exceptCategories: ['价格'] })]);
    const found = (text: string, category?: string): string[] =>
      rules.find(text, { direction: 'outbound', category }).map(({ start, end }) => text.slice(start, end));
    expect(found('现价 199 元，原价￥1,299.00，定金三百块，合 2万元，$5')).toEqual([
      '199 元',
      '￥1,299.00',
      '三百块',
      '2万元',
      '$5',
    ]);
    expect(found('第3条，共20页，2024年5月')).toEqual([]);
    expect(found('现价199元', '价格')).toEqual([]);
    expect(found('现价199元', '售后')).toEqual(['199元']);
  });

  it('are for their accounts', () => {
    const rules = new OutputRules([rule({ accountIds: ['a'] })]);
    expect(rules.find('x', { direction: 'outbound', accountId: 'b' })).toEqual([]);
    expect(rules.find('x', { direction: 'outbound', accountId: 'a' })).toHaveLength(1);
  });
});
