import { describe, expect, it } from 'vitest';
import { type AccountId, type GroupId, type HandoffRuleId, newId } from '../../common/ids.js';
import { demandOf } from './demand.js';
import type { HandoffRule, RuleCondition, RuleFacts } from './handoff-rule.js';

const accountId = newId<AccountId>();
const facts: RuleFacts = {
  contactTags: ['VIP', '华东'],
  category: '物流',
  intent: 'refund',
  channel: 'wecom-app',
  accountId,
  language: 'zh-Hans',
  at: new Date('2026-11-16T02:00:00Z'),
};

function rule(when: RuleCondition, fields: Partial<HandoffRule> = {}): HandoffRule {
  return {
    id: newId<HandoffRuleId>(),
    name: 'a rule',
    position: 100,
    when,
    enabled: true,
    version: 1,
    updatedAt: new Date(),
    ...fields,
  };
}

describe('a rule of the enterprise', () => {
  it.each([
    [{}, true],
    [{ contactTags: ['SVIP', 'VIP'] }, true],
    [{ contactTags: ['SVIP'] }, false],
    [{ categories: ['物流'] }, true],
    [{ categories: ['发票'] }, false],
    [{ intents: ['refund'] }, true],
    [{ intents: ['greeting'] }, false],
    [{ channels: ['wecom-app'] }, true],
    [{ channels: ['wecom-kf'] }, false],
    [{ accountIds: [accountId] }, true],
    [{ accountIds: [newId<AccountId>()] }, false],
    [{ languages: ['zh'] }, true],
    [{ languages: ['en'] }, false],
    [{ hours: 'open' }, true],
    [{ hours: 'closed' }, false],
    [{ contactTags: ['VIP'], hours: 'closed' }, false],
    [{ contactTags: ['VIP'], intents: ['refund'], hours: 'open' }, true],
  ] as const)('%j asks for a human: %s', (when, expected) => {
    expect(demandOf([rule(when)], facts, () => true) !== undefined).toBe(expected);
  });

  it('asks for nothing by what is not known', () => {
    const unknown: RuleFacts = { contactTags: [], channel: 'wecom-app', accountId, at: facts.at };

    for (const when of [
      { contactTags: ['VIP'] },
      { categories: ['物流'] },
      { intents: ['refund'] },
      { languages: ['zh'] },
    ]) {
      expect(demandOf([rule(when)], unknown, () => true)).toBeUndefined();
    }
  });

  it('is passed over while it is not enabled', () => {
    expect(demandOf([rule({}, { enabled: false })], facts, () => true)).toBeUndefined();
  });
});

it('the first rule that matches says which group and how urgent', () => {
  const groupId = newId<GroupId>();
  const [other, meant, later] = [
    rule({ intents: ['greeting'] }),
    rule({ contactTags: ['VIP'] }, { name: 'VIP', groupId, priority: 10 }),
    rule({}),
  ];

  expect(demandOf([other, meant, later], facts, () => true)).toEqual({
    ruleId: meant.id,
    name: 'VIP',
    groupId,
    priority: 10,
  });
});

it('the hours are those of the group that the rule would bring the case to', () => {
  const groupId = newId<GroupId>();
  const [night, day] = [
    rule({ hours: 'closed' }, { name: 'night', groupId }),
    rule({ hours: 'open' }, { name: 'day' }),
  ];

  expect(demandOf([night, day], facts, (one) => one.groupId !== groupId)?.name).toBe('night');
  expect(demandOf([night, day], facts, (one) => one.groupId === groupId)).toBeUndefined();
});
