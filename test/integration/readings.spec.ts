import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/audit/canonical-json.js';
import { SYSTEM } from '../../src/common/access.js';
import { asId, type MediaId, newId } from '../../src/common/ids.js';
import { Leases } from '../../src/messaging/leases.js';
import { MediaLibrary } from '../../src/messaging/media/media-library.js';
import { OpenMessages } from '../../src/messaging/open-messages.js';
import { problem } from '../setup/test-platform.js';
import { type Someone, TestMessaging } from '../setup/test-messaging.js';

let desk: TestMessaging;
let alice: Someone;
let bob: Someone;

beforeAll(async () => {
  desk = await TestMessaging.start();
  alice = await desk.someone('alice');
  bob = await desk.someone('bob');
  await desk.say(alice, '您好');
});
afterAll(() => desk.stop());

/** The events of a call, but for the first use of the key. */
function eventsOf(answer: { headers: Record<string, unknown> }) {
  return desk.database.rows<Record<string, unknown>>(
    `select action, actor, account_id, contact_id, conversation_id, message_id, address, purpose, details
       from audit_events where request_id = $1 and action <> 'access.key-used' order by at`,
    [answer.headers['x-request-id']],
  );
}

const get = (url: string, headers: Record<string, string> = {}) => desk.platform.call({ url, headers });

describe('who reads what was said', () => {
  it('in a conversation leaves an event that names the contact', async () => {
    const answer = await get(`/api/v1/conversations/${alice.conversationId}/messages`, {
      'x-audit-purpose': 'complaint 17',
    });

    expect(answer.status).toBe(200);
    expect(await eventsOf(answer)).toEqual([
      {
        action: 'transcript.viewed',
        actor: { kind: 'key', id: 'admin' },
        account_id: alice.accountId,
        contact_id: alice.contactId,
        conversation_id: alice.conversationId,
        message_id: null,
        address: '127.0.0.1',
        purpose: 'complaint 17',
        details: { what: 'messages', id: alice.conversationId, count: 1 },
      },
    ]);
  });

  it('in a list leaves one that tells what was looked for, and whose words were shown', async () => {
    const [all, some] = [
      await get('/api/v1/conversations'),
      await get(`/api/v1/conversations?contactId=${bob.contactId}&limit=5`),
    ];

    expect(await eventsOf(all)).toMatchObject([
      {
        action: 'transcript.searched',
        account_id: alice.accountId,
        contact_id: null,
        details: { what: 'conversations', filters: {}, count: 2, contactIds: [bob.contactId, alice.contactId] },
      },
    ]);
    expect(await eventsOf(some)).toMatchObject([
      {
        contact_id: bob.contactId,
        details: { filters: { contactId: bob.contactId }, count: 1, contactIds: [bob.contactId] },
      },
    ]);
  });

  it('leaves one for a contact, and for a file', async () => {
    const library = desk.get(MediaLibrary);
    const file = { type: 'file', name: 'a.txt', mime: 'text/plain' } as const;
    const mediaId = asId<MediaId>(
      await library.add(Buffer.from('hello, world'), file, { actor: SYSTEM, requestId: 'r' }),
    );
    const contact = await get(`/api/v1/contacts/${alice.contactId}`);
    const seenBefore = await get(`/api/v1/contacts/${alice.contactId}`, { 'if-none-match': `${contact.headers.etag}` });
    const read = await get(`/api/v1/media/${mediaId}`);

    expect([contact.status, seenBefore.status, read.status, read.text]).toEqual([200, 304, 200, 'hello, world']);
    const viewed = [{ action: 'transcript.viewed', contact_id: alice.contactId, details: { what: 'contact' } }];
    expect(await eventsOf(contact)).toMatchObject(viewed);
    expect(await eventsOf(seenBefore)).toMatchObject(viewed);
    expect(await eventsOf(read)).toMatchObject([{ action: 'media.viewed', details: { mediaId } }]);
  });

  it('leaves the same event however the path is spelled', async () => {
    const answer = await get(`/%61pi/v1/contacts/${alice.contactId}`);

    expect(answer.status).toBe(200);
    expect(await eventsOf(answer)).toMatchObject([{ contact_id: alice.contactId, address: '127.0.0.1' }]);
  });

  it('leaves none where nothing was there to read', async () => {
    const missing = await get(`/api/v1/conversations/${newId()}/messages`);

    expect(missing.status).toBe(404);
    expect(await eventsOf(missing)).toEqual([]);
  });

  it('must say what for where that is required, and reads nothing else', async () => {
    const setting = '/api/v1/settings/audit.purposeRequired';
    await desk.platform.call({ method: 'PUT', url: setting, body: { value: true } });
    try {
      const silent = await get('/api/v1/conversations');
      const blank = await get('/api/v1/conversations', { 'x-audit-purpose': '   ' });
      const honest = await get('/api/v1/conversations', { 'x-audit-purpose': encodeURIComponent('季度抽查') });

      expect(silent.json()).toEqual(problem(400, 'audit.purpose-required'));
      expect(blank.json()).toEqual(problem(400, 'audit.purpose-required'));
      expect(await eventsOf(silent)).toEqual([]);
      expect(await eventsOf(honest)).toMatchObject([{ purpose: '季度抽查' }]);
      expect((await get('/api/v1/settings')).status).toBe(200);
    } finally {
      await desk.platform.call({ method: 'PUT', url: setting, body: { value: false } });
    }
  });
});

describe('a message', () => {
  const events = (messageId: string) =>
    desk.database.rows<{ id: string; action: string; actor: object; details: object; personal_digest: Buffer }>(
      'select id, action, actor, details, personal_digest from audit_events where message_id = $1 order by at',
      [messageId],
    );

  /** SHA-256 of the event's salt and of what the message's row says. */
  async function expectDigest(messageId: string, event: { id: string; personal_digest: Buffer } | undefined) {
    const [row] = await desk.database.rows<{ content: unknown; salt: Buffer; data: unknown }>(
      'select content, salt, data from messages m, audit_personal p where m.id = $1 and p.event_id = $2',
      [messageId, event?.id],
    );
    expect(row?.data).toBeNull();
    const digest = createHash('sha256')
      .update(row?.salt ?? '')
      .update(canonicalJson(row?.content));
    expect(event?.personal_digest).toEqual(digest.digest());
  }

  it('that is sent is an event, once, with the digest of what the history has', async () => {
    const id = newId<Awaited<ReturnType<TestMessaging['say']>>>();
    await desk.say(alice, '请致电 13912345678\uD800', { id });
    await desk.say(alice, '请致电 13912345678\uD800', { id });

    const sent = (await events(id)).filter(({ action }) => action === 'message.sent');
    expect(sent).toMatchObject([{ actor: { kind: 'system' }, details: { sender: 'bot', type: 'text' } }]);
    await expectDigest(id, sent[0]);
  });

  it('that is received is an event, once, however often its turn is tried', async () => {
    await desk.wecom.send('carol', { type: 'text', content: '我叫王小明，电话 13912345678' });
    const { contactId } = desk.addressee('carol');
    await desk.get(Leases).hold('dialog', contactId, async (lease) => {
      const { messages } = await desk.get(OpenMessages).of(contactId);
      const [first] = messages;
      if (first === undefined) {
        throw new TypeError('nothing came');
      }
      await desk.get(OpenMessages).take(lease, [first]);
      await desk.get(OpenMessages).take(lease, [first]);

      const received = await events(first.id);
      expect(received).toMatchObject([
        { action: 'message.received', actor: { kind: 'contact', id: contactId }, details: { type: 'text' } },
      ]);
      await expectDigest(first.id, received[0]);
      expect(JSON.stringify(received)).not.toContain('13912345678');
    });
  });
});

describe('a delivery that fails', () => {
  it('is an event with the errcode when it is tried again for another reason, and when it is given up', async () => {
    desk.wecom.setFault({ errcode: -1, errmsg: 'system busy' });
    const id = await desk.say(bob, '稍等');
    const actions = () =>
      desk.database.rows<{ action: string; reason: string }>(
        `select action, details->>'reason' as reason from audit_events
          where message_id = $1 and action like 'delivery.%' order by at`,
        [id],
      );
    await expect.poll(async () => (await actions()).length).toBe(1);
    desk.wecom.setFault({ errcode: 60_111, errmsg: 'invalid user' });
    await expect.poll(async () => (await actions()).at(-1)?.action).toBe('delivery.rejected');
    desk.wecom.setFault(null);

    const [postponed, rejected] = await actions();
    expect(postponed).toMatchObject({ action: 'delivery.postponed', reason: expect.stringContaining('-1') });
    expect(rejected).toMatchObject({ reason: expect.stringContaining('60111') });
  });
});

describe('access', () => {
  const count = async (action: string): Promise<number> => {
    const [row] = await desk.database.rows<{ count: number }>(
      'select count(*)::integer from audit_events where action = $1',
      [action],
    );
    return row?.count ?? 0;
  };

  it('with a key is an event once a day for an address, not each time', async () => {
    await get('/api/v1/settings');
    await get('/api/v1/settings');

    expect(await count('access.key-used')).toBe(1);
  });

  it('that is refused is an event, within bounds', async () => {
    const stranger = { authorization: 'Bearer not-a-key', 'user-agent': 'guess/1' };
    const refused = await get('/api/v1/settings', stranger);

    expect(refused.status).toBe(401);
    expect(await eventsOf(refused)).toMatchObject([
      {
        action: 'access.refused',
        actor: { kind: 'system' },
        address: '127.0.0.1',
        details: { reason: 'unauthorized', permission: 'setting.read', path: '/api/v1/settings', leftOut: 0 },
      },
    ]);
    const file = await desk.platform.call({
      method: 'POST',
      url: '/api/v1/media?type=file',
      payload: Buffer.alloc(100),
      headers: { ...stranger, 'content-type': 'application/octet-stream' },
    });
    await expect
      .poll(() => eventsOf(file))
      .toMatchObject([{ action: 'access.refused', details: { path: '/api/v1/media' } }]);
    for (let tried = 0; tried < 30; tried++) {
      await get('/api/v1/settings', stranger);
    }
    expect(await count('access.refused')).toBeLessThanOrEqual(20);
  });
});

describe('the program', () => {
  it('tells when it starts with what configuration, without its secrets', async () => {
    const [started] = await desk.database.rows<{ details: Record<string, unknown> }>(
      `select details from audit_events where action = 'program.started'`,
    );

    expect(started?.details).toMatchObject({
      role: 'all',
      version: expect.stringMatching(/^\d/),
      configuration: { MASTER_KEY: '(set)', ADMIN_API_KEY: '(set)', WECOM_SECRET: '(set)' },
    });
    expect(JSON.stringify(started)).not.toContain(desk.wecom.app.secret);
  });

  it('tells when it stops', async () => {
    const other = await desk.platform.startApp();
    await other.close();

    const stopped = await desk.database.rows(`select 1 from audit_events where action = 'program.stopped'`);
    expect(stopped).toHaveLength(1);
  });
});
