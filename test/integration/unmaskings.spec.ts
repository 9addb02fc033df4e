import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { permissions, type Principal } from '../../src/common/access.js';
import { type AccountId, asId, type ContactId, type MessageId, newId } from '../../src/common/ids.js';
import { SecretBox } from '../../src/common/secret-box.js';
import { Database } from '../../src/database/database.js';
import { Unmaskings } from '../../src/privacy/unmasking/unmaskings.js';
import { Vault } from '../../src/privacy/vault/vault.js';
import { Settings } from '../../src/settings/settings.js';
import { problem, TestPlatform } from '../setup/test-platform.js';

const URL = '/api/v1/privacy/unmaskings';
const ADMIN: Principal = { kind: 'key', id: 'admin', permissions, reach: 'all' };
const OFFICER: Principal = { kind: 'key', id: 'officer', permissions, reach: 'all' };
const REASON = '核对退款号码';

let platform: TestPlatform;
let database: Database;
let unmaskings: Unmaskings;
let alice: ContactId;

beforeAll(async () => {
  platform = await TestPlatform.start(() => []);
  database = platform.app.get(Database);
  unmaskings = platform.app.get(Unmaskings, { strict: false });
});

afterAll(() => platform.stop());

beforeEach(async () => {
  await wantFourEyes(false);
  alice = await contactWith('打13912345678，邮箱a@b.cn');
});

const wantFourEyes = (value: boolean): Promise<unknown> =>
  platform.app.get(Settings).change(ADMIN, 'privacy.fourEyes', value);

async function contactWith(...texts: string[]): Promise<ContactId> {
  const [id, accountId] = [newId<ContactId>(), newId<AccountId>()];
  await database.run(
    `insert into accounts (id, kind, name, parameters, secrets) values ($1, 'wecom-app', 'a', '{}', $2)`,
    [accountId, platform.app.get(SecretBox).seal('{}', `account/${accountId}`)],
  );
  await database.run('insert into contacts (id, account_id, external_id) values ($1, $2, $3)', [id, accountId, id]);
  await database.transaction((tx) => platform.app.get(Vault).protect(tx, id, texts));
  return id;
}

async function messageOf(contactId: ContactId, text: string): Promise<MessageId> {
  const [id, conversationId] = [newId<MessageId>(), newId()];
  await database.run(
    `insert into conversations (id, contact_id, account_id, state) select $1, id, account_id, 'ended' from contacts where id = $2`,
    [conversationId, contactId],
  );
  await database.run(
    `insert into messages (id, conversation_id, contact_id, direction, sender, content)
     values ($1, $2, $3, 'inbound', 'contact', $4)`,
    [id, conversationId, contactId, JSON.stringify({ type: 'text', text })],
  );
  return id;
}

const post = (body: unknown, path = '') => platform.call({ method: 'POST', url: `${URL}${path}`, body });
const get = (path: string) => platform.call({ url: `${URL}${path}` });
const events = (contactId: ContactId) =>
  database.rows<{ action: string; actor: unknown; details: Record<string, unknown> }>(
    'select action, actor, details from audit_events where contact_id = $1 order by id',
    [contactId],
  );

describe('without four eyes', () => {
  it('shows the originals of a contact, which is an event without them', async () => {
    const answer = await post({ contactId: alice, reason: REASON });

    expect(answer.status).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toMatchObject({
      state: 'revealed',
      requestedBy: { kind: 'key', id: 'admin' },
      originals: [
        { contactId: alice, placeholder: '〔手机号·1〕', original: '13912345678' },
        { contactId: alice, placeholder: '〔邮箱·1〕', original: 'a@b.cn' },
      ],
    });
    const unmaskingId: string = answer.json().id;
    const recorded = await events(alice);
    expect(recorded).toMatchObject([
      { action: 'unmasking.requested', actor: { kind: 'key', id: 'admin' }, details: { unmaskingId, reason: REASON } },
      {
        action: 'vault.revealed',
        actor: { kind: 'key', id: 'admin' },
        details: { placeholders: ['〔手机号·1〕', '〔邮箱·1〕'], reason: REASON, unmaskingId },
      },
    ]);
    expect(JSON.stringify(recorded)).not.toContain('13912345678');
  });

  it('shows only what was asked for, and nothing that is not there', async () => {
    const answer = await post({ contactId: alice, placeholders: ['〔邮箱·1〕', '〔手机号·9〕'], reason: REASON });

    expect(answer.json().originals).toEqual([{ contactId: alice, placeholder: '〔邮箱·1〕', original: 'a@b.cn' }]);
    expect((await events(alice)).at(-1)).toMatchObject({ details: { placeholders: ['〔邮箱·1〕'] } });
  });

  it('shows what messages of several contacts say, each from his own vault', async () => {
    const bob = await contactWith('13800138000');
    const messageIds = [await messageOf(alice, '打〔手机号·1〕'), await messageOf(bob, '我是〔手机号·1〕')];
    const answer = await post({ messageIds, reason: REASON });

    expect(answer.json().originals).toEqual(
      expect.arrayContaining([
        { contactId: alice, placeholder: '〔手机号·1〕', original: '13912345678' },
        { contactId: bob, placeholder: '〔手机号·1〕', original: '13800138000' },
      ]),
    );
    expect((await events(bob)).map(({ action }) => action)).toEqual(['vault.revealed']);
    const conversations = await database.rows<{ count: number }>(
      `select count(distinct e.conversation_id)::integer as count
         from audit_events e join messages m on m.conversation_id = e.conversation_id and m.contact_id = e.contact_id
        where e.action = 'vault.revealed' and m.id = any($1)`,
      [messageIds],
    );
    expect(conversations).toEqual([{ count: 2 }]);
  });

  it('shows nothing after the contact was forgotten', async () => {
    await database.transaction((tx) => platform.app.get(Vault).forget(tx, alice));

    expect((await post({ contactId: alice, reason: REASON })).json()).toMatchObject({ originals: [] });
  });

  it('masks what the reason itself tells of somebody', async () => {
    const answer = await post({ contactId: alice, reason: '客户13912345678来电核对' });

    expect(answer.json()).toMatchObject({ reason: '客户〔手机号〕来电核对' });
  });

  it('refuses to show more than a look at something', async () => {
    const many = await contactWith(Array.from({ length: 201 }, (_, index) => `a${index}@b.cn`).join('，'));

    expect((await post({ contactId: many, reason: REASON })).json()).toEqual(problem(400, 'request.invalid'));
    expect(await events(many)).toEqual([]);
  });

  it.each([
    ['no reason', {}],
    ['a reason of blanks', { reason: '          ' }],
    ['neither messages nor a contact', { contactId: undefined }],
    ['both', { messageIds: [newId()] }],
    ['placeholders of messages', { contactId: undefined, messageIds: [newId()], placeholders: ['〔手机号·1〕'] }],
    ['something else than a placeholder', { placeholders: ['手机号'] }],
    ['a placeholder without a number', { placeholders: ['〔手机号〕'] }],
    ['too many messages', { contactId: undefined, messageIds: Array.from({ length: 51 }, () => newId()) }],
  ])('refuses %s', async (what, change) => {
    const reason = what === 'no reason' ? undefined : REASON;

    expect((await post({ contactId: alice, reason, ...change })).json()).toEqual(problem(400, 'request.invalid'));
    expect(await events(alice)).toEqual([]);
  });

  it('knows neither a contact nor a message that there is not', async () => {
    const messageIds = [await messageOf(alice, '〔手机号·1〕'), newId()];

    expect((await post({ contactId: newId(), reason: REASON })).json()).toEqual(problem(404, 'request.not-found'));
    expect((await post({ messageIds, reason: REASON })).json()).toEqual(problem(404, 'request.not-found'));
    expect(await events(alice)).toEqual([]);
  });
});

describe('with four eyes', () => {
  beforeEach(() => wantFourEyes(true));

  const doer = (actor: Principal) => ({ actor, requestId: 'r1' });
  const ask = async (): Promise<string> => (await post({ contactId: alice, reason: REASON })).json().id;
  const decide = (id: string, approved: boolean) => unmaskings.decide(id, approved, undefined, doer(OFFICER));

  it('shows the originals once, to who asked, after somebody else approved', async () => {
    const asked = await post({ contactId: alice, reason: REASON });
    expect(asked.status).toBe(202);
    expect(asked.json()).toMatchObject({ state: 'requested', originals: null });
    const { id } = asked.json();
    expect((await get(`/${id}`)).json()).toMatchObject({ state: 'requested', originals: null });

    expect(await decide(id, true)).toMatchObject({ state: 'approved', decidedBy: { id: 'officer' } });
    expect(await unmaskings.fetch(id, doer(OFFICER))).toMatchObject({ originals: undefined });
    expect((await get(`/${id}`)).json()).toMatchObject({
      state: 'revealed',
      originals: [{ original: '13912345678' }, { original: 'a@b.cn' }],
    });
    expect((await get(`/${id}`)).json()).toMatchObject({ state: 'revealed', originals: null });
    expect((await events(alice)).map(({ action }) => action)).toEqual([
      'unmasking.requested',
      'unmasking.approved',
      'vault.revealed',
    ]);
  });

  it('lets nobody approve his own request', async () => {
    const id = await ask();

    expect((await post({ approved: true }, `/${id}/approval`)).json()).toEqual(problem(403, 'access.forbidden'));
    expect((await get(`/${id}`)).json()).toMatchObject({ state: 'requested', originals: null });
  });

  it('shows nothing of what was refused, and takes no second decision', async () => {
    const id = await ask();
    await unmaskings.decide(id, false, '不需要', doer(OFFICER));

    expect((await get(`/${id}`)).json()).toMatchObject({ state: 'refused', decisionNote: '不需要', originals: null });
    await expect(decide(id, true)).rejects.toMatchObject({ code: 'privacy.unmasking-closed' });
    expect((await events(alice)).at(-1)).toMatchObject({ action: 'unmasking.refused', details: { note: '不需要' } });
  });

  it('shows nothing when the time is over, and says so', async () => {
    const [late, ignored] = [await ask(), await ask()];
    await decide(late, true);
    await database.run(`update unmaskings set expires_at = clock_timestamp() where id = any($1)`, [[late, ignored]]);

    expect((await get(`/${late}`)).json()).toMatchObject({ state: 'expired', originals: null });
    await expect(decide(ignored, true)).rejects.toMatchObject({ code: 'privacy.unmasking-closed' });
    await unmaskings.expire();
    await unmaskings.expire();
    const expired = await database.rows<{ id: string }>(
      `select details->>'unmaskingId' as id from audit_events where action = 'unmasking.expired'`,
    );
    expect(expired.map(({ id }) => id).toSorted()).toEqual([late, ignored].toSorted());
  });

  it('shows them once, though two ask at once', async () => {
    const id = await ask();
    await decide(id, true);
    const fetched = await Promise.all([1, 2, 3].map(() => unmaskings.fetch(id, doer(ADMIN))));

    expect(fetched.filter(({ originals }) => originals !== undefined)).toHaveLength(1);
  });

  it('lists the requests, newest first, by state', async () => {
    const [first, second] = [await ask(), await ask()];
    await decide(first, true);

    const list = await get('?state=requested&limit=1');
    expect(list.json()).toMatchObject({ items: [{ id: second }], nextCursor: expect.any(String) });
    expect(list.json().items[0]).not.toHaveProperty('originals');
    expect((await get('?state=approved&limit=1')).json()).toMatchObject({ items: [{ id: first }] });
    expect((await get('?state=nonsense')).json()).toEqual(problem(400, 'request.invalid'));
  });

  it('refuses when too many wait', async () => {
    await database.run(
      `insert into unmaskings (id, requested_by, reason, contact_id, state, expires_at)
       select gen_random_uuid(), '{"kind":"key","id":"x"}', 'because', $1, 'requested', clock_timestamp() + interval '1 hour'
         from generate_series(1, 100)`,
      [alice],
    );

    expect((await post({ contactId: alice, reason: REASON })).json()).toEqual(
      problem(429, 'privacy.unmaskings-waiting'),
    );
    await database.run(`update unmaskings set state = 'refused' where reason = 'because'`);
  });

  it('knows no request that there is not', async () => {
    expect((await get(`/${newId()}`)).json()).toEqual(problem(404, 'request.not-found'));
    await expect(decide(asId(newId()), true)).rejects.toMatchObject({ code: 'request.not-found' });
  });
});
