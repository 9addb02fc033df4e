import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backends, TestProgram } from '../setup/test-program.js';

const HOURS = {
  externalId: 'hours',
  question: '营业时间是几点到几点',
  similarQuestions: ['你们几点开门', '几点下班'],
  answer: '我们周一至周五 9:00 到 18:00 营业。',
};

describe.each(backends)('a conversation, with the queue on %s', (backend) => {
  let desk: TestProgram;

  beforeAll(async () => {
    desk = await TestProgram.start({ backend });
    await desk.publish([HOURS]);
  });

  afterAll(() => desk.stop());

  async function historyOf(user: string): Promise<Record<string, unknown>[]> {
    const { body } = await desk.api('GET', '/api/v1/conversations?limit=200');
    const conversations = (body.items as Record<string, unknown>[]).filter(({ externalId }) => externalId === user);
    const pages = await Promise.all(
      conversations.toReversed().map(({ id }) => desk.api('GET', `/api/v1/conversations/${String(id)}/messages`)),
    );
    return pages.flatMap(({ body: page }) => page.items as Record<string, unknown>[]);
  }

  async function answersTo(user: string, count: number): Promise<string[]> {
    const messages = await desk.wecom.waitForMessages({ to: user, count });
    return messages.map(({ text }) => text ?? '');
  }

  it('answers a question from the knowledge base, and tells why', async () => {
    expect(await desk.wecom.say('alice', '请问营业时间是几点到几点？')).toMatchObject({
      acked: true,
      status: 200,
      body: '',
    });
    expect(await answersTo('alice', 1)).toEqual([HOURS.answer]);
    await desk.settled();

    const history = await historyOf('alice');
    expect(history).toMatchObject([
      { direction: 'inbound', sender: 'contact', type: 'text', status: 'answered', reason: 'quoted' },
      { direction: 'outbound', sender: 'bot', text: HOURS.answer, status: 'delivered' },
    ]);
    const { body } = await desk.api('GET', `/api/v1/messages/${String(history[1]?.['id'])}/explanation`);
    expect(body).toMatchObject({ decision: { kind: 'answer', reason: 'quoted' }, passages: [{ externalId: 'hours' }] });
    expect(body.confidence).toBeGreaterThanOrEqual(0.8);
  });

  it('stores and answers a repeated callback once', async () => {
    await Promise.all(
      Array.from({ length: 32 }, () => desk.wecom.say('bob', '营业时间是几点到几点', { msgId: '9007199254740993' })),
    );
    await answersTo('bob', 1);
    await desk.settled();
    expect(desk.wecom.accepted.filter(({ to }) => to.includes('bob'))).toHaveLength(1);
    expect(await historyOf('bob')).toHaveLength(2);
  });

  it('takes the same words with another message id for another message', async () => {
    await desk.wecom.say('carol', '帮助');
    await desk.wecom.say('carol', '帮助');
    const [first, second] = await answersTo('carol', 2);
    expect(first).toBe(second);
    expect(desk.wecom.counters.duplicates).toBe(0);
  });

  it('answers a burst once', async () => {
    await desk.wecom.say('dave', '请问');
    await desk.wecom.say('dave', '营业时间是几点到几点');
    await desk.settled();
    expect(desk.wecom.accepted.filter(({ to }) => to.includes('dave'))).toHaveLength(1);
    expect((await historyOf('dave')).map(({ status }) => status)).toEqual(['answered', 'answered', 'delivered']);
  });

  it('says so when it does not know, asks for a human once, and goes on answering', async () => {
    await desk.wecom.say('erin', '火星上能种土豆吗');
    expect((await answersTo('erin', 1))[0]).toMatch(/没有在知识库里找到.*已为您请人工同事/u);
    await desk.wecom.say('erin', '转人工');
    expect((await answersTo('erin', 2))[1]).toContain('登记');
    await desk.wecom.say('erin', '营业时间是几点到几点');
    expect((await answersTo('erin', 3))[2]).toBe(HOURS.answer);
    const { body } = await desk.api('GET', '/api/v1/handoffs?state=requested');
    expect(body.items).toMatchObject([{ reason: 'nothing-relevant' }]);
  });

  it.each(['？？', '😂', '…'])('asks back when there is nothing but %s', async (said) => {
    const user = `wordless-${said.codePointAt(0)}`;
    await desk.wecom.say(user, said);
    expect((await answersTo(user, 1))[0]).toContain('请用一句话');
    await desk.settled();
    expect((await historyOf(user))[0]).toMatchObject({ status: 'answered', reason: 'small-talk' });
  });

  it('ends a conversation by the contact’s word, and begins another with the next', async () => {
    await desk.wecom.say('frank', '你好');
    await answersTo('frank', 1);
    await desk.wecom.say('frank', '再见');
    await answersTo('frank', 2);
    await desk.wecom.say('frank', '你好');
    await answersTo('frank', 3);
    await desk.settled();
    const { body } = await desk.api('GET', '/api/v1/conversations?limit=200');
    const mine = (body.items as Record<string, unknown>[]).filter(({ externalId }) => externalId === 'frank');
    expect(mine.map(({ state, endReason }) => [state, endReason])).toEqual([
      ['open', null],
      ['ended', 'contact-left'],
    ]);
  });

  it.each(['image', 'voice', 'video', 'location', 'link'] as const)(
    'answers %s honestly and keeps what it holds',
    async (type) => {
      const user = `media-${type}`;
      const content = {
        image: { type, mediaId: 'MEDIA', picUrl: 'http://127.0.0.1/p' },
        voice: { type, mediaId: 'MEDIA', format: 'amr' },
        video: { type, mediaId: 'MEDIA', thumbMediaId: 'THUMB' },
        location: { type, latitude: 23.1, longitude: 113.3, scale: 20, label: '广州' },
        link: { type, title: '标题', description: '描述', url: 'http://127.0.0.1/l', picUrl: '' },
      }[type];
      await desk.wecom.send(user, content as Parameters<typeof desk.wecom.send>[1]);
      expect((await answersTo(user, 1))[0]).toContain('已为您请人工同事查看');
      expect((await historyOf(user))[0]).toMatchObject({ type, text: null });
    },
  );

  it('writes every outcome and delivery into the audit log', async () => {
    await desk.settled();
    const { body } = await desk.api('GET', '/api/v1/audit/events?limit=200');
    const actions = new Set((body.items as Record<string, unknown>[]).map(({ action }) => action));
    for (const action of ['dialog.outcome', 'delivery.delivered', 'conversation.started', 'handoff.requested']) {
      expect(actions).toContain(action);
    }
    const [open] = await desk.rows<{ outcomes: number; messages: number }>(
      `select (select count(*)::int from inbox where outcome is not null) as messages,
              (select sum(json_array_length(details -> 'inbound'))::int from audit_events
                where action = 'dialog.outcome') as outcomes`,
    );
    expect(open?.outcomes).toBe(open?.messages);
  });
});
