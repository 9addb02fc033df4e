import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CallbackContent } from '../../src/simulator/callbacks.js';
import { TestPhones } from '../setup/test-phones.js';
import { backends, TestProgram } from '../setup/test-program.js';

const WAIT = { timeout: 15_000, interval: 50 };
const CLAIM = /offer:[0-9a-f-]+:claim/;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function contentOf(type: 'image' | 'voice' | 'video', mediaId: string): CallbackContent {
  return {
    image: { type: 'image', mediaId, picUrl: 'http://p.example/1' } as const,
    voice: { type: 'voice', mediaId, format: 'amr' } as const,
    video: { type: 'video', mediaId, thumbMediaId: 'THUMB' } as const,
  }[type];
}

describe.each(backends)('a handoff, with the queue on %s', (backend) => {
  let program: TestProgram;
  let desk: TestPhones;

  beforeAll(async () => {
    program = await TestProgram.start({ backend });
    desk = new TestPhones(program);
    const groupId = await desk.group({ name: '售后', isDefault: true, offerTo: 'all', offerSeconds: 600 });
    await desk.operator('zhang', { name: '张三', groupIds: [groupId] });
    await desk.operator('li', { name: '李四', groupIds: [groupId] });
  }, 60_000);

  afterAll(() => program.stop());

  it('goes from a question that nobody can answer to an operator, and back', async () => {
    const { wecom } = program;
    expect(await program.ask('alice', '你们的量子电池能带上飞机吗')).toMatch(/您是下一位.*取消人工/s);
    const [onZhang, onLi] = await Promise.all([desk.card('zhang', CLAIM), desk.card('li', CLAIM)]);
    const shown = JSON.stringify(onZhang.message.body);
    expect(shown).toContain('量子电池');
    expect(shown).toContain('简体中文');
    expect(shown).not.toContain('您是下一位');
    expect(onLi.message.body).toMatchObject({ template_card: { card_type: 'button_interaction' } });

    await desk.press('zhang', onZhang);
    await desk.reads('alice', '人工客服已接入');
    await desk.reads('zhang', /最近的对话[^]*量子电池/);
    await desk.isIn('alice', 'claimed');
    await vi.waitFor(() => {
      const updates = wecom.cardUpdates.map(({ userids, body }) => ({ userids, text: JSON.stringify(body) }));
      expect(updates).toContainEqual({ userids: ['li'], text: expect.stringContaining('已由张三接入') });
      expect(updates).toContainEqual({ userids: ['zhang'], text: expect.stringContaining('您已接入') });
    }, WAIT);

    for (const round of [1, 2, 3]) {
      await desk.says('alice', 'zhang', `第${round}个问题`);
      await desk.says('zhang', 'alice', `第${round}个回答`);
    }
    for (const [from, to] of [
      ['alice', 'zhang'],
      ['zhang', 'alice'],
    ] as const) {
      for (const type of ['image', 'voice', 'video'] as const) {
        const mediaId = wecom.putMedia({ type, filename: `battery.${type}`, bytes: PNG });
        await wecom.send(from, contentOf(type, mediaId));
        await wecom.waitForMessages({ to, where: ({ msgtype }) => msgtype === type });
      }
    }

    await wecom.say('zhang', '/结束 已说明航空规定');
    const survey = await desk.card('alice', /survey:[0-9a-f-]+:5/);
    expect(await desk.isIn('alice', 'resolved')).toMatchObject({ note: '已说明航空规定' });
    await desk.press('alice', survey);
    await desk.reads('alice', '谢谢您的评价');
    await wecom.say('alice', '回答很清楚');
    await desk.reads('alice', '谢谢您的建议');
    await program.settled();

    const to = (member: string) => wecom.accepted.filter(({ to: members }) => members.includes(member));
    const answers = to('alice').flatMap(({ text = '' }) => /^第\d个回答$/.exec(text) ?? []);
    expect(answers).toEqual(['第1个回答', '第2个回答', '第3个回答']);
    const asked = to('zhang').flatMap(({ text = '' }) => /第\d个问题/.exec(text) ?? []);
    expect(asked).toEqual(['第1个问题', '第2个问题', '第3个问题']);
    expect(to('li').some(({ text = '' }) => text.includes('第1个问题'))).toBe(false);
    const { body: figures } = await program.api('GET', '/api/v1/satisfaction');
    expect(JSON.stringify(figures)).toContain('回答很清楚');
  });

  it('lets the bot answer again afterwards', async () => {
    expect(await program.ask('alice', '帮助')).toContain('知识库');
  });

  it('makes a ticket outside the hours, tells its state, and says when it is solved', async () => {
    const { body: groups } = await program.api('GET', '/api/v1/groups');
    const [{ id, version, updatedAt: _, ...group }] = groups.items;
    const today = new Date().toISOString().slice(0, 10);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const holidays = [today, tomorrow].map((date) => ({ date, closed: true }));
    const closed = { ...group, calendar: { timeZone: 'UTC', weekly: [], holidays } };
    const changed = await program.api('PUT', `/api/v1/groups/${id}`, closed, { 'if-match': `"${version}"` });
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);

    await program.wecom.say('bob', '转人工');
    const { text: notice } = await desk.reads('bob', '非工作时间');
    expect(notice).not.toContain('取消人工');
    const { text = '' } = await desk.reads('bob', '已登记为工单');
    const [name = ''] = /工单 (\S+)，/.exec(text)?.slice(1) ?? [];
    expect(name).not.toBe('');
    await program.settled();
    expect(await program.ask('bob', '我的工单')).toContain(name);

    const { body: tickets } = await program.api('GET', '/api/v1/tickets');
    const [ticket] = tickets.items;
    expect(ticket.summary).not.toContain('最后答复');
    const solved = await program.api(
      'PATCH',
      `/api/v1/tickets/${ticket.id}`,
      { state: 'solved' },
      { 'if-match': `"${ticket.version}"` },
    );
    expect(solved.status, JSON.stringify(solved.body)).toBe(200);
    await desk.reads('bob', /工单.*已处理完成/);
  });
});
