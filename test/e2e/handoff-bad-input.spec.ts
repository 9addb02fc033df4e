import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestPhones } from '../setup/test-phones.js';
import { TestProgram } from '../setup/test-program.js';

const WAIT = { timeout: 25_000, interval: 50 };
const CLAIM = /offer:[0-9a-f-]+:claim/;
/** The clock of WeCom: a card is 72 h old when it is set forward. */
let platformAheadMs = 0;

describe('what is wrong with a handoff has a clear outcome for whoever did it', () => {
  let program: TestProgram;
  let desk: TestPhones;

  beforeAll(async () => {
    program = await TestProgram.start({
      environment: { WEBHOOK_PRIVATE_HOSTS: '127.0.0.1' },
      platformNow: () => Date.now() + platformAheadMs,
    });
    desk = new TestPhones(program);
  }, 60_000);

  afterAll(() => program.stop());

  /** A group of its own for each test, with operators who are asked at once; the contact asks for a human. */
  async function request(contact: string, operators: readonly string[], group: Record<string, unknown> = {}) {
    const groupId = await desk.group({ name: contact, offerTo: 'all', offerSeconds: 600, ...group });
    const operatorIds: string[] = [];
    for (const memberId of operators) {
      operatorIds.push(await desk.operator(memberId, { groupIds: [groupId] }));
    }
    expect(await program.ask(contact, '你好')).not.toBe('');
    const asked = await program.api('POST', `/api/v1/conversations/${await conversationOf(contact)}/handoff`, {
      groupId,
    });
    expect(asked.status, JSON.stringify(asked.body)).toBeLessThan(300);
    return { groupId, operatorIds, handoffId: String(asked.body.id) };
  }

  async function claim(contact: string, operators: readonly string[], group: Record<string, unknown> = {}) {
    const asked = await request(contact, operators, group);
    await desk.press(operators[0] ?? '', await desk.card(operators[0] ?? '', CLAIM));
    await desk.reads(contact, '人工客服已接入');
    return asked;
  }

  async function conversationOf(contact: string): Promise<string> {
    const [row] = await program.rows<{ id: string }>(
      `select v.id from conversations v join contacts c on c.id = v.contact_id where c.external_id = $1 and v.state = 'open'`,
      [contact],
    );
    return row?.id ?? '';
  }

  const readBy = (member: string): string[] =>
    program.wecom.accepted.filter(({ to }) => to.includes(member)).map(({ text = '' }) => text);

  const handoff = async (id: string) => (await program.api('GET', `/api/v1/handoffs/${id}`)).body;

  const presenceOf = async (id: string): Promise<string> =>
    (await program.api('GET', `/api/v1/operators/${id}`)).body.presence.presence;

  describe('an operator who left the enterprise (60111)', () => {
    it('is away at the first card that is refused, and the case goes to the next', async () => {
      program.wecom.departed.add('gone-1');
      const { groupId, operatorIds, handoffId } = await request('left-1', ['gone-1'], { offerTo: 'next' });
      const [gone = ''] = operatorIds;
      await vi.waitFor(async () => expect(await presenceOf(gone)).toBe('away'), WAIT);
      const { body } = await program.api('GET', `/api/v1/notifications?state=dead&handoffId=${handoffId}`);
      expect(body.items).toMatchObject([{ operatorId: gone, reason: 'errcode-60111' }]);
      await desk.operator('here-1', { groupIds: [groupId] });
      await desk.press('here-1', await desk.card('here-1', CLAIM));
      await desk.reads('left-1', '人工客服已接入');
    });

    it('keeps none of the cases that he had: each goes to a colleague who reads what was said', async () => {
      const { groupId, operatorIds } = await claim('left-2', ['gone-2']);
      expect(await program.ask('left-3', '你好')).not.toBe('');
      const conversation = await conversationOf('left-3');
      const second = await program.api('POST', `/api/v1/conversations/${conversation}/handoff`, { groupId });
      await program.api('PUT', `/api/v1/handoffs/${second.body.id}/claim`, { operatorId: operatorIds[0] });
      await program.settled();

      program.wecom.departed.add('gone-2');
      await desk.operator('here-2', { groupIds: [groupId] });
      await program.wecom.say('left-2', '还在吗，我的订单呢');
      await desk.reads('left-2', '正在为您联系其他同事');
      await desk.reads('left-3', '正在为您联系其他同事');
      expect(await presenceOf(operatorIds[0] ?? '')).toBe('away');
      for (const contact of ['left-2', 'left-3']) {
        await vi.waitFor(async () => expect((await desk.caseOf(contact))['state']).toBe('offered'), WAIT);
      }
      await desk.press('here-2', await desk.card('here-2', CLAIM));
      await desk.reads('here-2', '已由您接入');
    });
  });

  it('a contact out of the scope of the app (81013): the operator reads whose message was not delivered, and why', async () => {
    await claim('hidden', ['op-scope']);
    program.wecom.outsideScope.add('hidden');
    await program.wecom.say('op-scope', '您的快递到了');
    await desk.reads('op-scope', /【hidden】的消息没有送达.*可见范围/s);
    expect(readBy('hidden')).not.toContain('您的快递到了');
    expect((await desk.caseOf('hidden'))['state']).toBe('claimed');
  });

  it('a card that is pressed twice: the case is claimed once, and the second press says whose it is', async () => {
    const { handoffId } = await request('twice', ['op-twice']);
    const card = await desk.card('op-twice', CLAIM);
    await Promise.all([desk.press('op-twice', card), desk.press('op-twice', card)]);
    await desk.reads('op-twice', '已接入【twice】');
    await desk.reads('op-twice', '【twice】已经是您的会话');
    await program.settled();
    const { timeline } = await handoff(handoffId);
    const claimed = timeline.filter(({ type }: { type: string }) => type === 'handoff.claimed');
    expect(claimed).toHaveLength(1);
    expect(readBy('twice').filter((text) => text.includes('人工客服已接入'))).toHaveLength(1);
  });

  it('a card that is pressed after 72 h: he reads that it is over, though the card cannot change any more', async () => {
    const { handoffId } = await request('days', ['op-days']);
    const card = await desk.card('op-days', CLAIM);
    const resolved = await program.api('POST', `/api/v1/handoffs/${handoffId}/return`);
    expect(resolved.status).toBe(200);
    platformAheadMs += 73 * 3_600_000;
    await desk.press('op-days', card);
    await desk.reads('op-days', '这个会话已经结束，不用再接入');
    expect((await handoff(handoffId)).state).toBe('returned');
    expect(await program.ask('days', '帮助')).toContain('知识库');
  });

  it('a claim of what is resolved: 409 with the reason, and nothing changes', async () => {
    const { handoffId, operatorIds } = await claim('done', ['op-done', 'op-late']);
    const card = await desk.card('op-late', CLAIM);
    await program.wecom.say('op-done', '/结束');
    await desk.isIn('done', 'resolved');
    const refused = await program.api('PUT', `/api/v1/handoffs/${handoffId}/claim`, { operatorId: operatorIds[1] });
    expect([refused.status, refused.body.code]).toEqual([409, 'handoff.closed']);
    await desk.press('op-late', card);
    await desk.reads('op-late', '这个会话已经结束');
    expect(await handoff(handoffId)).toMatchObject({ state: 'resolved', operatorId: operatorIds[0] });
  });

  it('a relay after the resolution: refused through the API, and asked back on the phone', async () => {
    const { handoffId, operatorIds } = await claim('after', ['op-after']);
    await desk.says('op-after', 'after', '马上处理');
    const { status } = await program.api('POST', `/api/v1/handoffs/${handoffId}/resolution`, { outcome: 'solved' });
    expect(status).toBe(200);
    await program.wecom.say('op-after', '还有一件事要告诉您');
    await desk.reads('op-after', '【after】的会话已不在您手上，刚才的内容没有转给任何人');
    const body = { operatorId: operatorIds[0], text: '还有一件事要告诉您' };
    const refused = await program.api('POST', `/api/v1/handoffs/${handoffId}/messages`, body);
    expect([refused.status, refused.body.code]).toEqual([409, 'handoff.closed']);
    await program.settled();
    expect(readBy('after').join()).not.toContain('还有一件事');
  });

  describe('a webhook target that answers 302 to a private address', () => {
    let hook: Server;
    const paths: string[] = [];

    beforeAll(async () => {
      hook = createServer((incoming, response) => {
        paths.push(incoming.url ?? '');
        const { port } = hook.address() as AddressInfo;
        response.writeHead(302, { location: `http://127.0.0.1:${port}/inside` }).end();
      });
      await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    });

    afterAll(() => hook.close());

    it('ends the delivery there, with the reason', async () => {
      const { port } = hook.address() as AddressInfo;
      const sink = await program.api('POST', '/api/v1/notification-sinks', {
        name: 'redirecting',
        kind: 'webhook',
        url: `http://127.0.0.1:${port}/outside`,
        secret: '0123456789abcdef',
        events: ['handoff.requested'],
      });
      expect(sink.status, JSON.stringify(sink.body)).toBe(201);
      const { handoffId } = await request('redirected', ['op-redirect']);
      await vi.waitFor(async () => {
        const { body } = await program.api('GET', `/api/v1/notifications?state=dead&handoffId=${handoffId}`);
        expect(body.items).toMatchObject([{ kind: 'webhook', reason: 'redirect-refused-302' }]);
      }, WAIT);
      expect(paths).toEqual(['/outside']);
      await program.api('DELETE', `/api/v1/notification-sinks/${sink.body.id}`);
    });
  });

  describe('a message of 10,000 characters', () => {
    const long = Array.from({ length: 10_000 }, (_, n) => String.fromCodePoint(0x4e00 + (n % 5_000))).join('');

    it('from the contact reaches the operator whole, and from him the contact, each in parts', async () => {
      await claim('writer', ['op-long']);
      await program.wecom.say('writer', long);
      await program.settled();
      expect(readBy('op-long').slice(-20).join('')).toContain(long);
      await program.wecom.say('op-long', long);
      await program.settled();
      expect(readBy('writer').slice(-20).join('')).toContain(long);
      await program.wecom.say('op-long', `${long}长`);
      await desk.reads('op-long', '内容超过 10000 个字，没有送出');
      expect(readBy('writer').join('')).not.toContain('长长');
    });

    it('and one more is refused through the API', async () => {
      const id = String((await desk.caseOf('writer'))['id']);
      const refused = await program.api('POST', `/api/v1/handoffs/${id}/messages`, { text: `${long}长` });
      expect(refused.status).toBe(400);
    });

    it('to the bot is answered with how to say it', async () => {
      expect(await program.ask('talker', long)).toContain('太长了');
    });
  });

  it('an operator who is also a contact: his own case goes to a colleague, who serves him while he serves others', async () => {
    const { groupId, operatorIds } = await claim('someone', ['both', 'colleague']);
    const [both] = operatorIds;
    expect(await program.ask('both', '/列表')).toContain('someone');
    const conversation = await conversationOf('both');
    const own = await program.api('POST', `/api/v1/conversations/${conversation}/handoff`, { groupId });
    const refused = await program.api('PUT', `/api/v1/handoffs/${own.body.id}/claim`, { operatorId: both });
    expect([refused.status, refused.body.code]).toEqual([409, 'handoff.operator-refused']);
    const card = await desk.card('colleague', CLAIM, 2);
    await desk.press('colleague', card);
    await desk.reads('both', '人工客服已接入');
    const { offers } = await handoff(own.body.id);
    expect(offers.map(({ operatorId }: { operatorId: string }) => operatorId)).toEqual([operatorIds[1]]);

    await desk.says('both', 'someone', '这是给客户的话');
    await program.settled();
    expect(readBy('colleague').join()).not.toContain('这是给客户的话');
    await desk.says('colleague', 'both', '这是给您的话');
    await program.wecom.say('both', '/结束');
    await desk.isIn('someone', 'resolved');
    await desk.says('both', 'colleague', '现在说我自己的事');
    expect(readBy('someone').join()).not.toContain('现在说我自己的事');
  });

  it('two operators who serve each other write at the same moment: neither waits for the other', async () => {
    const groupId = await desk.group({ name: 'mutual', offerTo: 'all', offerSeconds: 600 });
    const ids: Record<string, string> = {};
    for (const member of ['left-hand', 'right-hand']) {
      expect(await program.ask(member, '你好')).not.toBe('');
      ids[member] = await desk.operator(member, { groupIds: [groupId] });
    }
    for (const [contact, operator] of [
      ['left-hand', 'right-hand'],
      ['right-hand', 'left-hand'],
    ] as const) {
      const conversation = await conversationOf(contact);
      const { body } = await program.api('POST', `/api/v1/conversations/${conversation}/handoff`, { groupId });
      const claimed = await program.api('PUT', `/api/v1/handoffs/${body.id}/claim`, { operatorId: ids[operator] });
      expect(claimed.status, JSON.stringify(claimed.body)).toBe(200);
    }
    const words = Array.from({ length: 8 }, (_, n) => `第${n}句`);
    for (const said of words) {
      await Promise.all([program.wecom.say('left-hand', said), program.wecom.say('right-hand', said)]);
    }
    await program.settled();
    for (const member of ['left-hand', 'right-hand']) {
      expect(readBy(member).filter((text) => words.includes(text))).toEqual(words);
    }
    const again = await program.rows(
      `select i.attempts from inbox i join contacts c on c.id = i.contact_id
        where c.external_id in ('left-hand', 'right-hand') and i.attempts > 1`,
    );
    expect(again).toEqual([]);
  });

  describe('an operator who is disabled', () => {
    async function disable(id: string): Promise<void> {
      const { body } = await program.api('GET', `/api/v1/operators/${id}`);
      const { name, memberId, accountId, groupIds, languages, capacity, version } = body;
      const fields = { name, memberId, accountId, groupIds, languages, capacity, enabled: false };
      const changed = await program.api('PUT', `/api/v1/operators/${id}`, fields, { 'if-match': `"${version}"` });
      expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    }

    it('keeps no case: it goes to a colleague, and what he writes is his own', async () => {
      const { operatorIds } = await claim('orphan', ['dismissed', 'heir']);
      await disable(operatorIds[0] ?? '');
      await desk.reads('orphan', '正在为您联系其他同事');
      await desk.press('heir', await desk.card('heir', CLAIM, 2));
      await desk.reads('heir', '已由您接入');
      await desk.says('orphan', 'heir', '终于有人了');
      expect((await desk.caseOf('orphan'))['operatorId']).toBe(operatorIds[1]);
      await program.wecom.say('dismissed', '帮助');
      await desk.reads('dismissed', '知识库');
    });

    it('is waited for no longer: a colleague is asked at once', async () => {
      const { groupId, operatorIds, handoffId } = await request('asking', ['asked'], { offerTo: 'next' });
      const card = await desk.card('asked', CLAIM);
      const successor = await desk.operator('successor', { groupIds: [groupId] });
      await disable(operatorIds[0] ?? '');
      await desk.press('successor', await desk.card('successor', CLAIM));
      await desk.reads('asking', '人工客服已接入');
      await desk.press('asked', card);
      await desk.reads('asked', '这张卡片不是发给您的');
      expect(await handoff(handoffId)).toMatchObject({ state: 'claimed', operatorId: successor });
    });
  });
});
