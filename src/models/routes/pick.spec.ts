import { describe, expect, it } from 'vitest';
import {
  type AccountId,
  asId,
  type ContactId,
  contactIdOf,
  type ModelId,
  newId,
  type RouteId,
} from '../../common/ids.js';
import { matches, pick, slotOf, through } from './pick.js';
import type { Route, RouteArm, RouteQuestion } from './route.js';
import { allocate, SLOTS } from './slots.js';

const account = newId<AccountId>();
const contacts = Array.from({ length: 20_000 }, (_, index) => contactIdOf(asId<AccountId>('account'), `user-${index}`));
const large = newId<ModelId>();
const small = newId<ModelId>();
const defaults = { modelIds: [large], promptVersion: 'answer-3' };

function question(fields: Partial<RouteQuestion> = {}): RouteQuestion {
  return { difficulty: 'hard', channel: 'wecom-app', accountId: account, contactId: newId<ContactId>(), ...fields };
}

function route(fields: Partial<Route> = {}): Route {
  const arms: readonly RouteArm[] = fields.arms ?? [
    { name: 'control', weight: 100, modelIds: [large, small], knowledge: 'live' },
  ];
  return {
    id: newId<RouteId>(),
    name: 'a route',
    priority: 100,
    enabled: true,
    condition: {},
    settings: {},
    arms,
    slots: allocate([], arms),
    comparedFrom: new Date(),
    version: 1,
    updatedAt: new Date(),
    ...fields,
  };
}

function split(weight: number): RouteArm[] {
  return [
    { name: 'control', weight: 100 - weight, modelIds: [large], knowledge: 'live' },
    { name: 'grey', weight, modelIds: [small], promptVersion: 'answer-9', knowledge: 'candidate' },
  ];
}

describe('the condition of a route', () => {
  const asked = question({ intent: 'order-status', category: '物流', language: 'zh-Hans' });

  it.each([
    [{}, true],
    [{ intents: ['invoice-request', 'order-status'] }, true],
    [{ intents: ['invoice-request'] }, false],
    [{ categories: ['物流'] }, true],
    [{ categories: ['退货'] }, false],
    [{ languages: ['zh-Hans'] }, true],
    [{ languages: ['zh'] }, true],
    [{ languages: ['zh-Hant', 'en'] }, false],
    [{ languages: ['z'] }, false],
    [{ difficulty: 'hard' }, true],
    [{ difficulty: 'easy' }, false],
    [{ channels: ['wecom-app'] }, true],
    [{ channels: ['wecom-kf'] }, false],
    [{ accountIds: [account] }, true],
    [{ accountIds: [newId<AccountId>()] }, false],
    [{ intents: ['order-status'], categories: ['退货'] }, false],
    [{ intents: ['order-status'], categories: ['物流'], difficulty: 'hard' }, true],
  ] as const)('%j is met: %s', (condition, isMet) => {
    expect(matches(condition, asked)).toBe(isMet);
  });

  it('is not met by what is not known', () => {
    const unknown = question();

    expect(matches({ intents: ['question'] }, unknown)).toBe(false);
    expect(matches({ categories: ['物流'] }, unknown)).toBe(false);
    expect(matches({ languages: ['en'] }, unknown)).toBe(false);
  });
});

describe('the route of a question', () => {
  it('is the first that is enabled and is meant for it', () => {
    const off = route({ name: 'off', enabled: false });
    const other = route({ name: 'other', condition: { difficulty: 'easy' } });
    const meant = route({ name: 'meant', settings: { temperature: 0.2, maxTokens: 300, stop: ['\n\n'] } });

    expect(pick([off, other, meant, route()], question(), defaults)).toEqual({
      routeId: meant.id,
      name: 'meant',
      arm: 'control',
      modelIds: [large, small],
      temperature: 0.2,
      maxTokens: 300,
      stop: ['\n\n'],
      promptVersion: 'answer-3',
      knowledge: 'live',
    });
  });

  it('is the default where none is', () => {
    expect(pick([], question(), defaults)).toEqual({
      name: 'default',
      arm: 'default',
      modelIds: [large],
      promptVersion: 'answer-3',
      knowledge: 'live',
    });
  });

  it('takes prompt and knowledge from the arm', () => {
    const arms: RouteArm[] = [
      { name: 'only', weight: 100, modelIds: [], promptVersion: 'answer-9', knowledge: 'candidate' },
    ];

    expect(pick([route({ arms, slots: allocate([], arms) })], question(), defaults)).toMatchObject({
      modelIds: [],
      promptVersion: 'answer-9',
      knowledge: 'candidate',
    });
  });
});

it('a route can be asked for by itself, whatever its condition says', () => {
  const tried = route({ arms: split(100), slots: allocate([], split(100)), condition: { intents: ['other'] } });

  expect(through(tried, newId<ContactId>(), defaults)).toMatchObject({ routeId: tried.id, arm: 'grey' });
  expect(pick([tried], question(), defaults)).toMatchObject({ name: 'default' });
});

describe('the arm of a contact', () => {
  function greyContacts(tried: Route): Set<ContactId> {
    return new Set(contacts.filter((contactId) => pick([tried], question({ contactId }), defaults).arm === 'grey'));
  }

  it('is shared out as the weights say', () => {
    const { size } = greyContacts(route({ arms: split(5) }));

    expect(size / contacts.length).toBeGreaterThan(0.045);
    expect(size / contacts.length).toBeLessThan(0.055);
  });

  it('stays when a share grows from 5 to 10 %: only the difference moves', () => {
    const before = route({ arms: split(5) });
    const after = { ...before, arms: split(10), slots: allocate(before.slots, split(10)) };
    const [few, more] = [greyContacts(before), greyContacts(after)];

    expect([...few].filter((contact) => !more.has(contact))).toEqual([]);
    expect(more.size / few.size).toBeGreaterThan(1.8);
    expect(more.size / few.size).toBeLessThan(2.2);
  });

  it('never changes by itself', () => {
    const id = asId<RouteId>('018f4e5c-0000-7000-8000-000000000001');
    const contact = asId<ContactId>('6a1d3c4b-0000-5000-8000-000000000002');

    expect(slotOf(id, contact)).toBe(988);
  });

  it('in one route says nothing about the arm in another', () => {
    const [one, other] = [newId<RouteId>(), newId<RouteId>()];
    const isLow = (id: RouteId, contact: ContactId): boolean => slotOf(id, contact) < SLOTS / 10;
    const lowInBoth = contacts.filter((contact) => isLow(one, contact) && isLow(other, contact)).length;

    expect(lowInBoth / contacts.length).toBeGreaterThan(0.005);
    expect(lowInBoth / contacts.length).toBeLessThan(0.015);
  });
});
