import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { ConversationList } from '../../src/messaging/conversation-list.js';
import { problem } from '../setup/test-platform.js';
import { TestMessaging } from '../setup/test-messaging.js';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-03-01T00:00:00Z');
const GROUP = '11111111-1111-4111-8111-111111111111';
const OPERATOR = '22222222-2222-4222-8222-222222222222';

let messaging: TestMessaging;
let accountId: string;
/** An hour apart, oldest first. */
const made: { id: string; contactId: string }[] = [];

beforeAll(async () => {
  messaging = await TestMessaging.start();
  const [account] = await messaging.database.rows<{ id: string }>('select id from accounts');
  accountId = account?.id ?? '';
  for (let hour = 0; hour < 12; hour++) {
    made.push(await conversationAt(hour));
  }
});
afterAll(() => messaging.stop());

/** Every third is open, every second in English, every fourth of the group, the last one of the operator. */
async function conversationAt(hour: number): Promise<{ id: string; contactId: string }> {
  const msecs = START + hour * HOUR_MS;
  const [id, contactId] = [v7({ msecs }), v7()];
  const isOpen = hour % 3 === 0;
  await messaging.database.run('insert into contacts (id, account_id, external_id) values ($1, $2, $3)', [
    contactId,
    accountId,
    `list-${hour}`,
  ]);
  await messaging.database.run(
    `insert into conversations (id, contact_id, account_id, state, started_at, ended_at, language)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      contactId,
      accountId,
      isOpen ? 'open' : 'ended',
      new Date(msecs),
      isOpen ? null : new Date(msecs),
      hour % 2 === 0 ? 'zh-Hans' : 'en',
    ],
  );
  const scopes = [...(hour % 4 === 0 ? [GROUP] : []), ...(hour === 11 ? [OPERATOR] : [])];
  await messaging.database.run(
    'insert into conversation_scopes (scope_id, conversation_id) select unnest($1::uuid[]), $2',
    [scopes, id],
  );
  return { id, contactId };
}

/** The hours of what is listed, through all pages. */
async function listed(query: string, limit = 2): Promise<number[]> {
  const hours: number[] = [];
  let cursor = '';
  do {
    const { status, json } = await messaging.platform.call({
      url: `/api/v1/conversations?limit=${limit}&${query}${cursor}`,
    });
    expect(status).toBe(200);
    const page: { items: { id: string }[]; nextCursor: string | null } = json();
    hours.push(...page.items.map(({ id }) => made.findIndex((one) => one.id === id)));
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '');
  return hours;
}

describe('the list of conversations', () => {
  const all = Array.from({ length: 12 }, (_, hour) => hour);

  it.each<[string, (hour: number) => boolean]>([
    ['', () => true],
    ['state=open', (hour) => hour % 3 === 0],
    ['state=ended', (hour) => hour % 3 !== 0],
    ['language=en', (hour) => hour % 2 === 1],
    ['language=en&state=open', (hour) => hour % 2 === 1 && hour % 3 === 0],
    ['language=fr', () => false],
    [`groupId=${GROUP}`, (hour) => hour % 4 === 0],
    [`groupId=${GROUP}&state=open`, (hour) => hour % 4 === 0 && hour % 3 === 0],
    [`groupId=${GROUP}&state=ended`, (hour) => hour % 4 === 0 && hour % 3 !== 0],
    [`operatorId=${OPERATOR}`, (hour) => hour === 11],
    ['from=2026-03-01T04:00:00Z', (hour) => hour >= 4],
    ['to=2026-03-01T04:00:00Z', (hour) => hour < 4],
    ['from=2026-03-01T02:00:00Z&to=2026-03-01T10:00:00%2B08:00', () => false],
    ['from=2026-03-01T02:30:00Z&to=2026-03-01T05:00:00Z&language=zh-Hans', (hour) => hour === 4],
  ])('with %s holds what is so, newest first or oldest first, page by page', async (query, isSo) => {
    const expected = all.filter(isSo);

    expect(await listed(query)).toEqual(expected.toReversed());
    expect(await listed(`${query}&sort=startedAt`, 3)).toEqual(expected);
  });

  it('holds those of a contact, and of an account', async () => {
    expect(await listed(`contactId=${made[5]?.contactId ?? ''}`)).toEqual([5]);
    expect(await listed(`accountId=${accountId}&state=open`)).toEqual([9, 6, 3, 0]);
    expect(await listed(`accountId=${GROUP}`)).toEqual([]);
  });

  it('holds for a reader of some groups what is theirs, whatever he filters by', async () => {
    const list = messaging.platform.app.get(ConversationList, { strict: false });
    const hours = async (filter: object): Promise<number[]> => {
      const rows = await list.page({ sort: '-startedAt', limit: 20, reach: [GROUP, OPERATOR], ...filter });
      return rows.map(({ id }) => made.findIndex((one) => one.id === id));
    };

    expect(await hours({})).toEqual([11, 8, 4, 0]);
    expect(await hours({ state: 'open' })).toEqual([0]);
    expect(await hours({ scope: OPERATOR })).toEqual([11]);
    expect(await hours({ scope: GROUP, reach: [OPERATOR] })).toEqual([]);
    expect(await hours({ contactId: made[5]?.contactId })).toEqual([]);
    expect(await hours({ language: 'en' })).toEqual([11]);
    expect(await hours({ reach: [] })).toEqual([]);
  });

  it.each([
    `groupId=${GROUP}&operatorId=${OPERATOR}`,
    `groupId=${GROUP}&language=en`,
    `operatorId=${OPERATOR}&accountId=${GROUP}`,
    'sort=lastActivityAt',
    'sort=-startedAt;drop',
    'language=x',
    'from=yesterday',
    'order=id',
    'fields=id,context',
  ])('refuses what it does not offer: %s', async (query) => {
    const answer = await messaging.platform.call({ url: `/api/v1/conversations?${query}` });

    expect(answer.json()).toEqual(problem(400, 'request.invalid'));
  });

  it('answers the fields that are asked for, and records whose conversations they were all the same', async () => {
    const url = `/api/v1/conversations?contactId=${made[7]?.contactId ?? ''}&fields=state`;

    expect((await messaging.platform.call({ url })).json().items).toEqual([{ state: 'ended' }]);
    const [event] = await messaging.database.rows<{ details: { contactIds: string[] } }>(
      `select details from audit_events where action = 'transcript.searched' order by id desc limit 1`,
    );
    expect(event?.details.contactIds).toEqual([made[7]?.contactId]);
  });
});
