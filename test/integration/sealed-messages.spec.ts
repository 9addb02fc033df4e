import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ContactId, contactIdOf, type MessageId, newId } from '../../src/common/ids.js';
import type { Tx } from '../../src/database/database.js';
import type { OutboundContent } from '../../src/messaging/content.js';
import { Leases } from '../../src/messaging/leases.js';
import { OldTextsProtection } from '../../src/messaging/old-texts.js';
import { OpenMessages, type TakenMessages } from '../../src/messaging/open-messages.js';
import { Vault } from '../../src/privacy/vault/vault.js';
import { type Someone, TestMessaging, WAIT } from '../setup/test-messaging.js';

const PHONE = '13812345678';
const EMAIL = 'lin.daiyu@example.com';

let desk: TestMessaging;

beforeAll(async () => {
  desk = await TestMessaging.start();
});
afterAll(() => desk.stop());
beforeEach(() => desk.wecom.clear());

interface InboxRow {
  content: unknown;
  payload: Buffer | null;
  state: string;
}

async function inboxOf(contactId: ContactId): Promise<InboxRow[]> {
  return desk.database.rows<InboxRow>(
    'select content, payload, state from inbox where contact_id = $1 order by sent_at, id',
    [contactId],
  );
}

async function historyOf(contactId: ContactId): Promise<OutboundContent[]> {
  const rows = await desk.database.rows<{ content: OutboundContent }>(
    'select content from messages where contact_id = $1 order by sequence',
    [contactId],
  );
  return rows.map(({ content }) => content);
}

function requestsTo(contactId: ContactId) {
  return desk.database.rows<{ request: string | null; sealed_request: Buffer | null; state: string }>(
    'select request, sealed_request, state from outbox where contact_id = $1 order by sequence',
    [contactId],
  );
}

/** Takes what is open of a contact's, as the dialog does. */
async function takeAll(contactId: ContactId, writer: 'contact' | 'operator' = 'contact'): Promise<TakenMessages> {
  let taken: TakenMessages | undefined;
  await desk.get(Leases).hold('dialog', contactId, async (lease) => {
    const { messages } = await desk.get(OpenMessages).of(contactId);
    const [first, ...others] = messages;
    taken = first && (await desk.get(OpenMessages).take(lease, [first, ...others], writer));
  });
  if (taken === undefined) {
    throw new TypeError('nothing is open');
  }
  return taken;
}

function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return desk.database.transaction(work);
}

describe('what is received', () => {
  it('is sealed in the inbox, opened by its turn alone, and erased with its outcome', async () => {
    const contactId = contactIdOf(desk.account.id, 'alice');
    expect(await desk.wecom.say('alice', `我的手机是${PHONE}`)).toMatchObject({ acked: true });
    const [open] = await inboxOf(contactId);
    expect(open).toMatchObject({ content: null, state: 'open' });
    expect(open?.payload?.includes(PHONE)).toBe(false);

    const taken = await takeAll(contactId);
    expect(taken.messages[0]).toMatchObject({
      original: { type: 'text', text: `我的手机是${PHONE}` },
      content: { type: 'text', text: '我的手机是〔手机号·1〕' },
    });
    expect(await historyOf(contactId)).toEqual([{ type: 'text', text: '我的手机是〔手机号·1〕' }]);

    await takeAll(contactId); // a second attempt of the turn
    await inTransaction((tx) => desk.get(OpenMessages).finish(tx, taken, 'answered', 'quoted'));
    expect(await inboxOf(contactId)).toEqual([{ content: null, payload: null, state: 'done' }]);
    expect(await historyOf(contactId)).toHaveLength(1);
  });

  it('keeps names for machines as they are, however they look', async () => {
    const content = { type: 'image', picUrl: `http://127.0.0.1/${PHONE}.png`, mediaId: `media ${PHONE}` } as const;
    await desk.wecom.send('painter', content);
    const taken = await takeAll(contactIdOf(desk.account.id, 'painter'));
    expect(taken.messages[0].content).toEqual(taken.messages[0].original);
    expect(taken.messages[0].content).toMatchObject({ mediaId: `media ${PHONE}` });
  });

  it('of an operator is masked without a number, and nothing of it is in a vault of his own', async () => {
    await desk.wecom.say('zhang', `请打${PHONE}，即〔手机号·1〕`);
    const contactId = contactIdOf(desk.account.id, 'zhang');
    const taken = await takeAll(contactId, 'operator');
    expect(taken.messages[0]).toMatchObject({
      original: { text: `请打${PHONE}，即〔手机号·1〕` },
      content: { text: '请打〔手机号〕，即〔手机号〕' },
    });
    expect(await desk.database.rows('select 1 from vault_entries where contact_id = $1', [contactId])).toEqual([]);
  });

  it('has an outcome also when nobody can open it', async () => {
    await desk.wecom.say('bob', '你好');
    const contactId = contactIdOf(desk.account.id, 'bob');
    await desk.database.run(`update inbox set payload = payload || '\\x00'::bytea where contact_id = $1`, [contactId]);
    const taken = await takeAll(contactId);
    expect(taken.messages[0].content).toEqual({ type: 'unknown', originalType: 'unreadable', raw: '' });
  });

  it('is answered also where the contact’s own key cannot be opened', async () => {
    const { contactId, externalId } = await desk.someone();
    await inTransaction((tx) => desk.get(Vault).protect(tx, contactId, [PHONE]));
    await desk.database.run(`update contact_keys set sealed = sealed || '\\x00'::bytea where contact_id = $1`, [
      contactId,
    ]);
    await desk.wecom.say(externalId, `打${PHONE}`);
    const taken = await takeAll(contactId);
    expect(taken.messages[0].content).toEqual({ type: 'text', text: '打〔手机号〕' });
  });

  it('before payloads were sealed is worked on like anything else', async () => {
    const contactId = contactIdOf(desk.account.id, 'old');
    await desk.database.run(
      `insert into inbox (id, account_id, contact_id, external_id, dedupe_key, content, sent_at, request_id)
       values ($1, $2, $3, 'old', 'old', $4, now(), 'r')`,
      [newId(), desk.account.id, contactId, JSON.stringify({ type: 'text', text: `打${PHONE}` })],
    );
    const taken = await takeAll(contactId);
    expect(taken.messages[0].content).toEqual({ type: 'text', text: '打〔手机号·1〕' });
    await inTransaction((tx) => desk.get(OpenMessages).finish(tx, taken, 'answered', 'quoted'));
    expect(await inboxOf(contactId)).toEqual([{ content: null, payload: null, state: 'done' }]);
  });
});

describe('what is sent', () => {
  let contact: Someone;

  beforeEach(async () => {
    contact = await desk.someone();
    await inTransaction((tx) => desk.get(Vault).protect(tx, contact.contactId, [`我的手机是${PHONE}`]));
  });

  it('has the originals of its addressee, and the history has placeholders', async () => {
    await desk.say(contact, `我们会打〔手机号·1〕，或写信到${EMAIL}`);
    await desk.settled();
    expect(desk.readBy(contact.externalId)).toEqual([`我们会打${PHONE}，或写信到${EMAIL}`]);
    expect(await historyOf(contact.contactId)).toEqual([
      { type: 'text', text: '我们会打〔手机号·1〕，或写信到〔邮箱·1〕' },
    ]);
  });

  it('has no original of anybody else', async () => {
    const other = await desk.someone();
    await desk.say(other, '我们会打〔手机号·1〕');
    await desk.settled();
    expect(desk.readBy(other.externalId)).toEqual(['我们会打〔手机号〕']);
  });

  it('to somebody who may see what is another’s is sent as it is shown, and stored without numbers', async () => {
    const content = { type: 'text', text: '〔手机号·1〕来过电话' } as const;
    await desk.say(contact, content, { shown: { type: 'text', text: '13987654321来过电话' } });
    await desk.settled();
    expect(desk.readBy(contact.externalId)).toEqual(['13987654321来过电话']);
    expect(await historyOf(contact.contactId)).toEqual([{ type: 'text', text: '〔手机号〕来过电话' }]);
  });

  it('is repeated byte for byte from its seal, and erased once it is settled', async () => {
    desk.wecom.nextReplies.push({ errcode: -1, errmsg: 'system busy' });
    await desk.say(contact, '请打〔手机号·1〕');
    await expect
      .poll(() => desk.deliveriesTo(contact.contactId), WAIT)
      .toMatchObject([{ attempts: 1, state: 'pending' }]);
    const [waiting] = await requestsTo(contact.contactId);
    expect(waiting).toMatchObject({ request: null, state: 'pending' });
    expect(waiting?.sealed_request?.includes(PHONE)).toBe(false);
    await desk.settled();
    expect(await requestsTo(contact.contactId)).toEqual([{ request: null, sealed_request: null, state: 'delivered' }]);
  });

  it('is erased also where it is kept back', async () => {
    await inTransaction(async (tx) => {
      await desk.sayIn(tx, contact, '请打〔手机号·1〕');
      await desk.conversations.claim(tx, contact.conversationId);
    });
    await desk.settled();
    expect(await requestsTo(contact.contactId)).toEqual([{ request: null, sealed_request: null, state: 'withheld' }]);
  });

  it('before requests were sealed is sent as it stands', async () => {
    const id = newId<MessageId>();
    const request = JSON.stringify({
      touser: contact.externalId,
      msgtype: 'text',
      agentid: desk.wecom.app.agentId,
      text: { content: '旧的' },
      enable_duplicate_check: 1,
    });
    await desk.database.run(
      `insert into messages (id, conversation_id, contact_id, direction, sender, content)
       values ($1, $2, $3, 'outbound', 'bot', '{"type":"text","text":"旧的"}')`,
      [id, contact.conversationId, contact.contactId],
    );
    await desk.database.run(
      `insert into outbox (id, sequence, contact_id, account_id, conversation_id, message_id, request_id, request)
       values ($1, nextval('outbox_sequence'), $2, $3, $4, $1, 'r', $5)`,
      [id, contact.contactId, contact.accountId, contact.conversationId, request],
    );
    await desk.say(contact, '新的');
    await desk.settled();
    expect(desk.readBy(contact.externalId)).toEqual(['旧的', '新的']);
    expect((await requestsTo(contact.contactId)).map(({ request: left }) => left)).toEqual([null, null]);
  });
});

describe('what was stored before there was a vault', () => {
  it('is protected in steps, once, and what was received and sent is blanked', async () => {
    const contact = await desk.someone();
    const stored = async (text: string): Promise<void> => {
      await desk.database.run(
        `insert into messages (id, conversation_id, contact_id, direction, sender, content)
         values ($1, $2, $3, 'inbound', 'contact', $4)`,
        [newId(), contact.conversationId, contact.contactId, JSON.stringify({ type: 'text', text })],
      );
    };
    await desk.database.run('delete from protection_progress');
    await stored(`我的手机是${PHONE}`);
    await stored('你好');
    await stored(`还是${PHONE}，邮箱${EMAIL}`);
    await stored('公司电话\n010-62345678');
    await desk.database.run(
      `insert into inbox (id, account_id, contact_id, external_id, dedupe_key, content, sent_at, request_id, state)
       values ($1, $2, $3, 'x', 'done', '{"type":"text","text":"x"}', now(), 'r', 'done')`,
      [newId(), contact.accountId, contact.contactId],
    );

    const protection = desk.get(OldTextsProtection);
    await expect
      .poll(async () => {
        await protection.run();
        return desk.database.rows('select source from protection_progress where done_at is not null order by source');
      }, WAIT)
      .toEqual([{ source: 'inbox' }, { source: 'messages' }, { source: 'outbox' }]);

    expect(await historyOf(contact.contactId)).toEqual([
      { type: 'text', text: '我的手机是〔手机号·1〕' },
      { type: 'text', text: '你好' },
      { type: 'text', text: '还是〔手机号·1〕，邮箱〔邮箱·1〕' },
      { type: 'text', text: '公司电话\n〔电话·1〕' },
    ]);
    expect(await inboxOf(contact.contactId)).toEqual([{ content: null, payload: null, state: 'done' }]);
  });
});
