import { describe, expect, it } from 'vitest';
import { type AccountId, type GroupId, newId } from '../../common/ids.js';
import type { Group, GroupSkills } from './group.js';
import { pickGroup } from './pick-group.js';

const accountId = newId<AccountId>();

function group(name: string, skills: GroupSkills = {}, isDefault = false): Group {
  return {
    id: newId<GroupId>(),
    name,
    isDefault,
    skills,
    offerTo: 'next',
    calendar: { timeZone: 'Asia/Shanghai', weekly: [], holidays: [] },
    outsideHours: 'ticket',
    whenNobodyFree: 'queue',
    version: 1,
    updatedAt: new Date(),
  };
}

const general = group('general', {}, true);
const refunds = group('refunds', { intents: ['refund', 'complaint'] });
const english = group('english', { languages: ['en'] });
const englishRefunds = group('english refunds', { languages: ['en'], intents: ['refund'] });
const shop = group('shop', { accountIds: [accountId], categories: ['物流'] });
const idle = group('idle');
const groups = [general, refunds, english, englishRefunds, shop, idle];

describe('the group of a case', () => {
  it.each([
    ['general', {}],
    ['general', { intent: 'greeting', language: 'zh-Hans', category: '发票' }],
    ['refunds', { intent: 'refund' }],
    ['refunds', { intent: 'complaint', language: 'zh-Hant' }],
    ['english', { language: 'en' }],
    ['english', { language: 'en-GB', intent: 'greeting' }],
    ['english refunds', { language: 'en', intent: 'refund' }],
    ['shop', { category: '物流' }],
    ['shop', { category: '物流', language: 'en' }],
  ])('is %s for %j', (name, question) => {
    expect(pickGroup(groups, { accountId, ...question })?.name).toBe(name);
  });

  it('is the one that somebody chose, whatever it is meant for', () => {
    expect(pickGroup(groups, { accountId, groupId: idle.id, intent: 'refund' })).toBe(idle);
  });

  it('is picked by skills where the one that was chosen is gone', () => {
    expect(pickGroup(groups, { accountId, groupId: newId<GroupId>(), intent: 'refund' })).toBe(refunds);
  });

  it('is the older of two that say as much', () => {
    const later = group('later', { intents: ['refund'] });

    expect(pickGroup([general, refunds, later], { accountId, intent: 'refund' })).toBe(refunds);
    expect(pickGroup([general, later, refunds], { accountId, intent: 'refund' })).toBe(later);
  });

  it('is not one of another account', () => {
    expect(pickGroup(groups, { accountId: newId<AccountId>(), category: '物流' })).toBe(general);
  });

  it('is none where there are none', () => {
    expect(pickGroup([], { accountId })).toBeUndefined();
  });
});
