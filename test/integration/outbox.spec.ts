import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { aiLabels } from '../../src/common/ai-label.js';
import { type ConversationId, newId } from '../../src/common/ids.js';
import type { Delivery } from '../../src/messaging/delivery.js';
import { type DeliveryEnd, DeliveryObservers } from '../../src/messaging/delivery-observers.js';
import { OpenMessages } from '../../src/messaging/open-messages.js';
import { backends } from '../setup/test-program.js';
import { type Someone, TestMessaging, WAIT } from '../setup/test-messaging.js';

interface Told {
  end: DeliveryEnd;
  reason: string | null;
  delivery: Delivery;
}

describe.each(backends)('the outbox, with the queue on %s', (backend) => {
  let desk: TestMessaging;
  let told: Told[];
  let failures: number;

  beforeAll(async () => {
    desk = await TestMessaging.start(backend);
    desk.get(DeliveryObservers).register({
      async settled(tx, delivery, end, reason) {
        await tx.run(`insert into ends_seen values ($1)`, [delivery.id]);
        if (failures > 0) {
          failures -= 1;
          throw new Error('the observer failed');
        }
        told.push({ delivery, end, reason });
      },
    });
    await desk.asOwner('create table ends_seen (id uuid); grant all on ends_seen to public');
  });

  beforeEach(() => {
    told = [];
    failures = 0;
  });

  afterAll(() => desk.stop());

  const endsOf = ({ contactId }: Someone): string[] =>
    told.filter(({ delivery }) => delivery.contactId === contactId).map(({ end }) => end);

  /** What a claim does, in one transaction; and waits for what is being sent. */
  async function claim(conversationId: ConversationId) {
    const withheld = await desk.database.transaction(async (tx) => {
      expect(await desk.conversations.claim(tx, conversationId)).toBe(true);
      return desk.outbox.withholdPending(tx, conversationId);
    });
    await vi.waitFor(async () => expect(await desk.outbox.isBeingSent(conversationId)).toBe(false), WAIT);
    return withheld;
  }

  /** A message that waits for its second attempt. */
  async function waiting(to: Someone, text: string) {
    desk.wecom.nextReplies.push({ errcode: 45009, errmsg: 'api freq out of limit' });
    const id = await desk.say(to, text);
    const held = [{ state: 'pending', attempts: 1 }];
    await vi.waitFor(async () => expect(await desk.deliveriesTo(to.contactId)).toMatchObject(held), WAIT);
    return id;
  }

  describe('forwards', () => {
    it('to somebody else in order and in parts, without a message of the conversation', async () => {
      const contact = await desk.someone();
      const to = desk.addressee(`operator-${backend}`);
      const long = '这是很长的一段话。'.repeat(120);
      await desk.database.transaction(async (tx) => {
        for (const text of ['一', long, '三']) {
          const content = { type: 'text', text } as const;
          await desk.outbox.forward(tx, { to, conversationId: contact.conversationId, requestId: 'r', content });
        }
      });
      await desk.settled();
      const texts = desk.readBy(to.externalId);
      expect(texts.length).toBeGreaterThan(3);
      expect(texts.join('')).toBe(`一${long}三`);
      const messages = await desk.database.rows('select 1 from messages where conversation_id = $1', [
        contact.conversationId,
      ]);
      expect(messages).toEqual([]);
      expect(told.every(({ delivery }) => delivery.isForwarded && delivery.messageId === undefined)).toBe(true);
    });

    it('once what has a key, though it is done twice and at the same time', async () => {
      const contact = await desk.someone();
      const to = desk.addressee('operator-once');
      const content = { type: 'text', text: '一次' } as const;
      const forward = () =>
        desk.database.transaction((tx) =>
          desk.outbox.forward(tx, {
            to,
            conversationId: contact.conversationId,
            requestId: 'r',
            content,
            key: `k-${backend}`,
          }),
        );
      await Promise.all([forward(), forward(), forward()]);
      await forward();
      await desk.settled();
      expect(desk.readBy(to.externalId)).toEqual(['一次']);
    });

    it('nothing of a forwarding behind its rejected part, and all of the next one', async () => {
      const contact = await desk.someone();
      const to = desk.addressee(`operator-gone-${backend}`);
      const forward = (text: string) =>
        desk.database.transaction((tx) =>
          desk.outbox.forward(tx, {
            to,
            conversationId: contact.conversationId,
            requestId: 'r',
            content: { type: 'text', text },
          }),
        );
      desk.wecom.outsideScope.add(to.externalId);
      await forward('这是很长的一段话。'.repeat(120));
      await desk.settled();
      desk.wecom.outsideScope.delete(to.externalId);
      await forward('后来');
      await desk.settled();
      expect(desk.readBy(to.externalId)).toEqual(['后来']);
      expect((await desk.statesOf(to.contactId)).toSorted()).toEqual(['cancelled', 'delivered', 'rejected']);
      expect(told.map(({ end, reason }) => [end, reason])).toEqual([
        ['rejected', 'errcode-81013'],
        ['delivered', null],
      ]);
    });
  });

  describe('a claim', () => {
    it('keeps back what yields, and nothing else', async () => {
      const contact = await desk.someone();
      const to = desk.addressee(`operator-relay-${backend}`);
      await claim(contact.conversationId);
      await desk.database.transaction(async (tx) => {
        await desk.sayIn(tx, contact, '机器人的回答');
        await desk.sayIn(tx, contact, '坐席的回答', { sender: 'operator' });
        await desk.sayIn(tx, contact, '已转人工', { sender: 'system', yields: false });
        const content = { type: 'text', text: '客户的话' } as const;
        await desk.outbox.forward(tx, { to, conversationId: contact.conversationId, requestId: 'r', content });
      });
      await desk.settled();
      expect(desk.readBy(contact.externalId)).toEqual(['坐席的回答', '已转人工']);
      expect(desk.readBy(to.externalId)).toEqual(['客户的话']);
      expect(await desk.statesOf(contact.contactId)).toEqual(['withheld', 'delivered', 'delivered']);
      expect(endsOf(contact)).toEqual(['withheld', 'delivered', 'delivered']);
    });

    it('names the messages that waited, and tells observers of none of them', async () => {
      const contact = await desk.someone();
      const messageId = await waiting(contact, '还在等');
      expect(await claim(contact.conversationId)).toEqual([{ messageId, turnId: null }]);
      expect(await desk.statesOf(contact.contactId)).toEqual(['withheld']);
      expect(endsOf(contact)).toEqual([]);
      const audited = await desk.database.rows(
        `select 1 from audit_events where action = 'delivery.withheld' and message_id = $1`,
        [messageId],
      );
      expect(audited).toHaveLength(1);
    });

    it('waits for what is being sent', async () => {
      const contact = await desk.someone();
      desk.wecom.nextReplies.push({ delayMs: 700 });
      await desk.say(contact, '正在路上');
      await vi.waitFor(async () => expect(await desk.outbox.isBeingSent(contact.conversationId)).toBe(true), WAIT);
      expect(await claim(contact.conversationId)).toEqual([]);
      expect(await desk.statesOf(contact.contactId)).toEqual(['delivered']);
      expect(desk.readBy(contact.externalId)).toEqual(['正在路上']);
    });

    it('lets what the operator says pass a message of the bot that waits for its next attempt', async () => {
      const contact = await desk.someone();
      desk.wecom.nextReplies.push({ errcode: 45009, errmsg: 'api freq out of limit' }, { delayMs: 0 });
      await desk.say(contact, '机器人的回答');
      await vi.waitFor(async () => {
        expect(await desk.deliveriesTo(contact.contactId)).toMatchObject([{ state: 'pending', attempts: 1 }]);
      }, WAIT);
      await desk.database.transaction((tx) => desk.conversations.claim(tx, contact.conversationId));
      await desk.say(contact, '坐席的回答', { sender: 'operator' });
      await desk.settled();
      expect(desk.readBy(contact.externalId)).toEqual(['坐席的回答']);
      expect(await desk.statesOf(contact.contactId)).toEqual(['withheld', 'delivered']);
      expect(endsOf(contact)).toEqual(['withheld', 'delivered']);
    });

    it('is given back, and what is said then is sent', async () => {
      const contact = await desk.someone();
      await claim(contact.conversationId);
      const change = (to: 'claim' | 'release') =>
        desk.database.transaction((tx) => desk.conversations[to](tx, contact.conversationId));
      expect(await change('claim')).toBe(false);
      expect(await change('release')).toBe(true);
      expect(await change('release')).toBe(false);
      await desk.say(contact, '机器人回来了');
      await desk.settled();
      expect(desk.readBy(contact.externalId)).toEqual(['机器人回来了']);
    });

    it('lets nothing of the bot arrive after it is confirmed, whenever it comes', async () => {
      const contacts = await Promise.all(Array.from({ length: 60 }, () => desk.someone()));
      const confirmed = new Map<string, number>();
      const isUnderWay = async ({ contactId }: Someone) =>
        expect(await desk.statesOf(contactId)).not.toEqual(['pending']);
      const isRead = ({ externalId }: Someone) => expect(desk.readBy(externalId)).toHaveLength(1);
      await Promise.all(
        contacts.map(async (contact, index) => {
          await desk.say(contact, `回答 ${index}`);
          if (index % 3 > 0) {
            await vi.waitFor(() => (index % 3 === 1 ? isUnderWay(contact) : isRead(contact)), { ...WAIT, interval: 1 });
          }
          await claim(contact.conversationId);
          confirmed.set(contact.externalId, Date.now());
          await desk.say(contact, `太晚了 ${index}`);
        }),
      );
      await desk.settled();
      const late = desk.wecom.accepted.filter(({ touser, at }) => at > (confirmed.get(touser) ?? Infinity));
      expect(late).toEqual([]);
      const states = await Promise.all(contacts.map(({ contactId }) => desk.statesOf(contactId)));
      expect(new Set(states.map((state) => state.join()))).toEqual(
        new Set(['delivered,withheld', 'withheld,withheld']),
      );
    });

    it('does not wait for ever where an observer wants the row that the claim has locked', async () => {
      const contact = await desk.someone();
      await desk.asOwner('create table if not exists cases (id uuid primary key); grant all on cases to public');
      const caseId = newId();
      await desk.database.run('insert into cases values ($1)', [caseId]);
      let watching: ConversationId | undefined = contact.conversationId;
      desk.get(DeliveryObservers).register({
        async settled(tx, delivery) {
          if (delivery.conversationId === watching) {
            await tx.rows('select 1 from cases where id = $1 for update', [caseId]);
          }
        },
      });
      desk.wecom.outsideScope.add(contact.externalId);
      desk.wecom.nextReplies.push({ delayMs: 300 });
      await desk.say(contact, '这是很长的一段话。'.repeat(120));
      await vi.waitFor(async () => expect(await desk.outbox.isBeingSent(contact.conversationId)).toBe(true), WAIT);
      await desk.database.transaction(async (tx) => {
        await tx.rows('select 1 from cases where id = $1 for update', [caseId]);
        await desk.conversations.claim(tx, contact.conversationId);
        await tx.rows('select pg_sleep(0.6)'); // the rejection comes, cancels the rest, and waits for the case
        await desk.outbox.withholdPending(tx, contact.conversationId);
      });
      await desk.settled();
      watching = undefined;
      desk.wecom.outsideScope.delete(contact.externalId);
      expect(await desk.statesOf(contact.contactId)).toEqual(['rejected', 'cancelled']);
      expect(endsOf(contact)).toEqual(['rejected']);
    });
  });

  describe('observers', () => {
    it('write in the transaction that ends the delivery, and are asked once more when they fail', async () => {
      const contact = await desk.someone();
      failures = 1;
      await desk.say(contact, '你好');
      await desk.settled();
      expect(endsOf(contact)).toEqual(['delivered']);
      const seen = await desk.database.rows(
        'select 1 from ends_seen s join outbox o on o.id = s.id where o.contact_id = $1',
        [contact.contactId],
      );
      expect(seen).toHaveLength(1);
      expect(desk.readBy(contact.externalId)).toEqual(['你好']);
    });

    it('that go on failing leave the message delivered, once', async () => {
      const contact = await desk.someone();
      failures = 2;
      await desk.say(contact, '你好');
      await desk.settled();
      expect(failures).toBe(0);
      expect(await desk.deliveriesTo(contact.contactId)).toEqual([{ state: 'delivered', reason: null, attempts: 1 }]);
      expect(desk.readBy(contact.externalId)).toEqual(['你好']);
    });
  });

  it('adds a message with an id once', async () => {
    const contact = await desk.someone();
    const id = newId<Awaited<ReturnType<typeof desk.say>>>();
    await Promise.all([desk.say(contact, '一次', { id }), desk.say(contact, '一次', { id })]);
    await desk.say(contact, '一次', { id });
    await desk.settled();
    expect(desk.readBy(contact.externalId)).toEqual(['一次']);
  });

  it('sends choices as a card whose press comes back', async () => {
    const contact = await desk.someone();
    await desk.say(contact, {
      type: 'choices',
      id: `survey-${newId()}`,
      title: '这次服务怎么样？',
      text: '请选择',
      choices: [
        { key: 'survey:5', label: '非常满意' },
        { key: 'survey:1', label: '不满意' },
      ],
    });
    const [card] = await desk.wecom.waitForMessages({ to: contact.externalId });
    if (card === undefined) {
      throw new TypeError('there is no card');
    }
    expect(card.msgtype).toBe('template_card');
    expect(await desk.wecom.press(contact.externalId, card, 'survey:5')).toMatchObject({ acked: true });
    const { messages } = await desk.get(OpenMessages).of(contact.contactId);
    expect(messages[0]?.original).toMatchObject({ type: 'event', event: 'template_card_event', key: 'survey:5' });
  });

  it('knows of each message whether a model wrote it, and whether it says that one did', async () => {
    const contact = await desk.someone();
    const label = aiLabels['zh-Hans'];
    await desk.say(contact, `九点开门。${label}`, { generated: { isLabelled: true } });
    await desk.say(contact, '九点开门。', { generated: { isLabelled: false } });
    await desk.say(contact, '您好，我是小王。', { sender: 'operator' });
    await desk.say(contact, `您好。${label}`, { sender: 'operator' });
    const rows = await desk.database.rows(
      'select generated, labelled from messages where contact_id = $1 order by sequence',
      [contact.contactId],
    );
    expect(rows).toEqual([
      { generated: true, labelled: true },
      { generated: true, labelled: false },
      { generated: false, labelled: false },
      { generated: false, labelled: true },
    ]);
  });
});
