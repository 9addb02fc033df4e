import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import { type MediaId, newId, type TurnId } from '../../src/common/ids.js';
import { Claims } from '../../src/handoff/cases/claims.js';
import { DeskLine } from '../../src/handoff/desk/desk-line.js';
import { Relay, type RelayRequest } from '../../src/handoff/desk/relay.js';
import type { InboundContent } from '../../src/messaging/content.js';
import { MediaLibrary } from '../../src/messaging/media/media-library.js';
import { Outbox } from '../../src/messaging/outbox.js';
import { TestOperatorDesk } from '../setup/test-operator-desk.js';

let desk: TestOperatorDesk;

beforeAll(async () => {
  desk = await TestOperatorDesk.start();
});
afterAll(() => desk.stop());
beforeEach(() => desk.wecom.clear());

function send(request: Pick<RelayRequest, 'handoffId' | 'operatorId' | 'content' | 'idempotencyKey'>) {
  return desk.get(Relay).send({ ...request, actor: SYSTEM, requestId: 'request' });
}

function text(words: string) {
  return { type: 'text', text: words } as const;
}

/** What they read from now on. */
async function readAnew(): Promise<void> {
  await desk.settled();
  desk.wecom.clear();
}

async function readBy(user: string): Promise<string[]> {
  await desk.settled();
  return desk.readBy(user);
}

describe('a message of an operator through the API', () => {
  it('is sent once, however often it is sent under one key', async () => {
    const operator = await desk.operator();
    const { user, handoffId } = await desk.served(operator);
    await readAnew();
    const request = { handoffId, operatorId: operator.id, content: text('您好'), idempotencyKey: 'first' };

    const answers = await Promise.all([send(request), send(request), send(request)]);

    expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(1);
    expect(answers.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
    expect(await readBy(user)).toEqual(['您好']);
    await send({ ...request, idempotencyKey: 'second' });
    expect(await readBy(user)).toEqual(['您好', '您好']);
  });

  it('is answered again under its key after the case has ended', async () => {
    const operator = await desk.operator();
    const { handoffId } = await desk.served(operator);
    const request = { handoffId, operatorId: operator.id, content: text('再见'), idempotencyKey: 'key' };
    await send(request);
    await desk.get(Claims).resolve({ handoffId, outcome: 'solved', actor: SYSTEM, requestId: 'request' });

    expect(await send(request)).toMatchObject({ isRepeated: true });
    await expect(send({ ...request, idempotencyKey: 'other' })).rejects.toMatchObject({ code: 'handoff.closed' });
  });

  it('is refused under a key under which something else was sent', async () => {
    const operator = await desk.operator();
    const { handoffId } = await desk.served(operator);
    const request = { handoffId, operatorId: operator.id, content: text('一'), idempotencyKey: 'key' };
    await send(request);

    await expect(send({ ...request, content: text('二') })).rejects.toMatchObject({ code: 'request.conflict' });
  });

  it('of 10,000 characters is sent in parts that are the whole', async () => {
    const operator = await desk.operator();
    const { user, handoffId } = await desk.served(operator);
    await readAnew();
    const words = '退款说明'.repeat(2_500);

    await send({ handoffId, operatorId: operator.id, content: text(words) });

    expect((await readBy(user)).join('')).toBe(words);
  });

  it('that holds a file sends the file', async () => {
    const operator = await desk.operator();
    const { user, handoffId } = await desk.served(operator);
    await readAnew();
    const bytes = Buffer.from('合同正文');
    const media = await desk.get(MediaLibrary).add(bytes, { type: 'file', name: '合同.txt', mime: 'text/plain' });

    await send({ handoffId, operatorId: operator.id, content: { type: 'file', media, name: '合同.txt' } });

    expect(await readBy(user)).toEqual(['file']);
  });

  it.each([
    ['nothing', text(' \n'), 'request.invalid'],
    ['more than 10,000 characters', text('长'.repeat(10_001)), 'request.invalid'],
    ['a file that is not there', { type: 'image', media: newId<MediaId>() } as const, 'request.not-found'],
  ])('is refused with %s', async (_, content, code) => {
    const operator = await desk.operator();
    const { handoffId } = await desk.served(operator);

    await expect(async () => send({ handoffId, operatorId: operator.id, content })).rejects.toMatchObject({ code });
  });

  it('is refused to whoever has not claimed the case', async () => {
    const operator = await desk.operator();
    const other = await desk.operator();
    const { handoffId } = await desk.served(operator);

    await expect(send({ handoffId, operatorId: other.id, content: text('您好') })).rejects.toMatchObject({
      code: 'handoff.not-claimed',
    });
    await expect(send({ handoffId: newId(), operatorId: other.id, content: text('您好') })).rejects.toMatchObject({
      code: 'request.not-found',
    });
  });
});

describe('a contact’s message', () => {
  const contents: [string, InboundContent, string][] = [
    [
      'a place',
      { type: 'location', latitude: 31.2, longitude: 121.5, label: '人民广场' },
      '[位置] 人民广场（31.2, 121.5）',
    ],
    ['a link', { type: 'link', url: 'https://example.com/a', title: '订单' }, '[链接] 订单 https://example.com/a'],
    [
      'what nobody knows',
      { type: 'unknown', originalType: 'poll', raw: '<xml/>' },
      '[暂不支持的消息类型，请让对方换一种方式发送]',
    ],
  ];

  it.each(contents)('that is %s is put into words for the operator, once', async (_, content, words) => {
    const operator = await desk.operator();
    const { user, handoffId, conversationId, contactId } = await desk.served(operator);
    await readAnew();
    const messageId = await desk.received({ conversationId, contactId }, content);
    const pass = () =>
      desk.database.transaction((tx) =>
        desk.get(DeskLine).toOperator(tx, { id: handoffId }, { messageId, content, requestId: 'request' }),
      );

    expect(await pass()).toBe(true);
    expect(await pass()).toBe(true);

    expect(await readBy(operator.memberId)).toEqual([`【${user}】${words}`]);
    const events = await desk.database.rows(
      `select 1 from handoff_events where handoff_id = $1 and type = 'handoff.message'`,
      [handoffId],
    );
    expect(events).toHaveLength(1);
  });

  it('goes nowhere once nobody has the case', async () => {
    const operator = await desk.operator();
    const { handoffId, conversationId, contactId } = await desk.served(operator);
    const content: InboundContent = { type: 'text', text: '还在吗' };
    const messageId = await desk.received({ conversationId, contactId }, content);
    const move = { handoffId, operatorId: operator.id, actor: SYSTEM, requestId: 'request' };
    await desk.get(Claims).release({ ...move, reason: 'given-back' });

    const passed = await desk.database.transaction((tx) =>
      desk.get(DeskLine).toOperator(tx, { id: handoffId }, { messageId, content, requestId: 'request' }),
    );

    expect(passed).toBe(false);
  });
});

describe('what is not delivered', () => {
  it('to the contact is told to the operator: whose, and why', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    await readAnew();
    desk.wecom.outsideScope.add(user);

    await desk.say(operator.memberId, '您好');

    const [told] = await desk.wecom.waitForMessages({ to: operator.memberId });
    expect(told?.text).toBe(`您发给【${user}】的消息没有送达：对方不在应用可见范围内`);
    expect(await readBy(operator.memberId)).toHaveLength(1);
  });

  it('to an operator who cannot be reached any more gives the case back to the queue, and he is away', async () => {
    const operator = await desk.operator();
    const { user, handoffId, conversationId } = await desk.served(operator);
    await readAnew();
    desk.wecom.outsideScope.add(operator.memberId);

    await desk.say(user, '有人吗');
    await desk.settled();

    expect(await desk.caseOf(handoffId)).toMatchObject({ operatorId: null });
    const { body } = await desk.call('GET', `/operators/${operator.id}`);
    expect(body.presence.presence).toBe('away');
    expect(await desk.database.rows('select owner from conversations where id = $1', [conversationId])).toEqual([
      { owner: 'bot' },
    ]);
  });

  it('because the bot’s answer came too late: its question goes to the operator, once', async () => {
    const operator = await desk.operator();
    const { user, accountId, conversationId, contactId } = await desk.served(operator);
    await readAnew();
    const turnId = newId<TurnId>();
    await desk.received({ conversationId, contactId }, { type: 'text', text: '怎么开发票？' }, turnId);

    await desk.database.transaction(async (tx) => {
      const bot = { contactId, accountId, externalId: user, conversationId, turnId, requestId: 'request' };
      await desk.get(Outbox).add(tx, { ...bot, sender: 'bot', content: text('第一段') });
      await desk.get(Outbox).add(tx, { ...bot, sender: 'bot', content: text('第二段') });
    });

    const [question] = await desk.wecom.waitForMessages({ to: operator.memberId });
    expect(question?.text).toBe(`【${user}】怎么开发票？`);
    expect(await readBy(operator.memberId)).toHaveLength(1);
    expect(desk.readBy(user)).toEqual([]);
  });

  it('because a turn was given up when the operator had the case: its question goes to him', async () => {
    const operator = await desk.operator();
    const { user, accountId, conversationId, contactId } = await desk.served(operator);
    await readAnew();
    const turnId = newId<TurnId>();
    await desk.received({ conversationId, contactId }, { type: 'text', text: '怎么退货？' }, turnId);

    await desk.database.transaction(async (tx) => {
      const system = { contactId, accountId, externalId: user, conversationId, turnId, requestId: 'request' };
      await desk.get(Outbox).add(tx, { ...system, sender: 'system', content: text('非常抱歉，出了问题。') });
    });

    const [question] = await desk.wecom.waitForMessages({ to: operator.memberId });
    expect(question?.text).toBe(`【${user}】怎么退货？`);
    expect(desk.readBy(user)).toEqual([]);
  });
});
