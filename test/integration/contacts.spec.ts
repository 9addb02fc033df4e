import { afterAll, beforeAll, expect, it } from 'vitest';
import { contactIdOf, newId } from '../../src/common/ids.js';
import { Contacts } from '../../src/messaging/contacts.js';
import { problem } from '../setup/test-platform.js';
import { TestMessaging } from '../setup/test-messaging.js';

let desk: TestMessaging;

beforeAll(async () => {
  desk = await TestMessaging.start();
  await desk.someone('alice');
});

afterAll(() => desk.stop());

const alice = () => contactIdOf(desk.account.id, 'alice');
const put = (id: string, tags: unknown, ifMatch?: string) =>
  desk.platform.call({
    method: 'PUT',
    url: `/api/v1/contacts/${id}/tags`,
    body: { tags },
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
  });

it('keeps the tags of a contact, and who changed them', async () => {
  const before = await desk.platform.call({ url: `/api/v1/contacts/${alice()}` });
  expect(before.json()).toMatchObject({ id: alice(), externalId: 'alice', tags: [], version: 1 });
  const tagged = await put(alice(), ['vip', '大客户', 'vip'], before.headers.etag);
  expect(tagged.json()).toMatchObject({ tags: ['vip', '大客户'], version: 2 });
  expect(tagged.headers.etag).toBe('"2"');
  expect(await desk.get(Contacts).tagsOf(alice())).toEqual(['vip', '大客户']);

  const same = await put(alice(), ['大客户', 'vip']);
  expect(same.json()).toMatchObject({ version: 2 });
  const late = await put(alice(), [], '"1"');
  expect(late.json()).toEqual(problem(412, 'request.precondition-failed'));

  const audited = await desk.database.rows<{ details: unknown }>(
    `select details from audit_events where action = 'contact.tags-changed' and contact_id = $1`,
    [alice()],
  );
  expect(audited).toEqual([{ details: { before: [], after: ['vip', '大客户'] } }]);
});

it.each([
  ['no list', 'vip'],
  ['an empty one', ['']],
  ['outer spaces', [' vip']],
  ['a line break', ['v\nip']],
  ['one that is too long', ['v'.repeat(65)]],
  ['too many', Array.from({ length: 51 }, (_, n) => `${n}`)],
])('refuses tags with %s', async (_what, tags) => {
  expect((await put(alice(), tags)).json()).toEqual(problem(400, 'request.invalid'));
});

it('knows nobody who never wrote', async () => {
  expect((await put(newId(), ['vip'])).json()).toEqual(problem(404, 'request.not-found'));
  expect((await desk.platform.call({ url: `/api/v1/contacts/${newId()}` })).json()).toEqual(
    problem(404, 'request.not-found'),
  );
  expect(await desk.get(Contacts).tagsOf(newId())).toEqual([]);
});
