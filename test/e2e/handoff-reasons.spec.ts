import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPhones } from '../setup/test-phones.js';
import { TestProgram } from '../setup/test-program.js';

const CLAIM = /offer:[0-9a-f-]+:claim/;
const PHONE = '13812345678';

describe('why a human is called', () => {
  let program: TestProgram;
  let desk: TestPhones;
  let groupId: string;

  beforeAll(async () => {
    program = await TestProgram.start();
    desk = new TestPhones(program);
    groupId = await desk.group({ name: '客服', isDefault: true, offerTo: 'all', offerSeconds: 600 });
    await desk.operator('zhang', { name: '张三', groupIds: [groupId], capacity: 50 });
    await program.publish([
      { externalId: 'address', question: '怎么修改收货地址', answer: '在“我的订单”里点“修改地址”。' },
      { externalId: 'points', question: '会员积分怎么用', answer: '在“会员中心”里可以兑换。' },
    ]);
  }, 60_000);

  afterAll(() => program.stop());

  const reasonFor = async (contact: string): Promise<unknown> => (await desk.caseOf(contact))['reason'];

  /** What the card about the contact says. */
  async function cardAbout(contact: string): Promise<string> {
    const [card] = await program.wecom.waitForMessages({
      to: 'zhang',
      where: ({ msgtype, body }) => msgtype === 'template_card' && JSON.stringify(body).includes(`"${contact}"`),
    });
    const text = JSON.stringify(card?.body);
    expect(text).toMatch(CLAIM);
    return text;
  }

  async function put(path: string, body: object): Promise<void> {
    const { status } = await program.api('PUT', path, body);
    expect(status).toBe(200);
  }

  const openConversation = async (contact: string): Promise<string> => {
    const [row] = await program.rows<{ id: string }>(
      `select v.id from conversations v join contacts c on c.id = v.contact_id where c.external_id = $1 and v.state = 'open'`,
      [contact],
    );
    return row?.id ?? '';
  };

  it('what no machine should speak of', async () => {
    const words = {
      complaint: '我要投诉你们的客服，态度太差了',
      dispute: '你们一直不给我退款，凭什么不退',
      legal: '我已经找了律师，法院见',
      safety: '你们的充电器着火了，孩子被烫伤了',
    };
    for (const [contact, said] of Object.entries(words)) {
      expect(await program.ask(contact, said), said).toContain('需要由人工同事来回答');
      expect(await reasonFor(contact)).toBe('sensitive');
    }
    // Also while he waits: a machine does not speak of it in the meantime either.
    expect(await program.ask('safety', '我真的活不下去了')).toContain('需要由人工同事来回答');
    expect(await cardAbout('legal')).toMatch(/敏感问题.*法院见|法院见.*敏感问题/s);
  });

  it('a rule of the enterprise, by a tag of the contact', async () => {
    expect(await program.ask('gold', '会员积分怎么用')).toContain('会员中心');
    const rule = await program.api('POST', '/api/v1/handoff-rules', {
      name: '金牌客户转人工',
      when: { contactTags: ['VIP'], hours: 'open' },
      groupId,
      priority: 50,
    });
    expect(rule.status, JSON.stringify(rule.body)).toBe(201);
    expect(await program.ask('gold', '怎么修改收货地址')).toContain('修改地址');

    const [{ id } = { id: '' }] = await program.rows<{ id: string }>(
      `select id from contacts where external_id = 'gold'`,
    );
    await put(`/api/v1/contacts/${id}/tags`, { tags: ['VIP'] });
    expect(await program.ask('gold', '怎么修改收货地址')).toMatch(/需要由人工同事来回答.*取消人工/s);
    expect(await desk.caseOf('gold')).toMatchObject({ reason: 'rule', priority: 50 });
    expect(await cardAbout('gold')).toContain('金牌客户转人工');
    expect(await program.ask('gold', '怎么修改收货地址')).toContain('修改地址'); // who waits is answered meanwhile
    await program.api('DELETE', `/api/v1/handoff-rules/${rule.body.id}`);
  });

  it('two answers in a row that did not help', async () => {
    await program.ask('unhappy', '会员积分怎么用');
    expect(await program.ask('unhappy', '没用')).not.toContain('同事来解答');
    await program.ask('unhappy', '怎么修改收货地址');
    expect(await program.ask('unhappy', '没用')).toMatch(/已为您请人工同事来解答.*取消人工/s);
    expect(await reasonFor('unhappy')).toBe('unhelpful-twice');
  });

  it('not two with a good one between them', async () => {
    await program.ask('mixed', '会员积分怎么用');
    await program.ask('mixed', '没用');
    await program.ask('mixed', '怎么修改收货地址');
    await program.ask('mixed', '有用');
    await program.ask('mixed', '会员积分怎么用');
    expect(await program.ask('mixed', '没用')).not.toContain('人工同事来解答');
  });

  it('two questions in a row without an answer, where the first only offers one', async () => {
    const { body: settings } = await program.api('GET', '/api/v1/settings');
    const { default: clarifyThreshold } = settings.items.find(
      ({ key }: { key: string }) => key === 'dialog.clarifyThreshold',
    );
    await put('/api/v1/settings/dialog.lowConfidenceAction', { value: 'offer' });
    try {
      expect(await program.ask('lost', '量子纠缠通信基站怎么搭')).toContain('换个说法');
      expect(await program.ask('lost', '那反物质引擎的保养周期是多久')).toMatch(/已为您请人工同事来解答.*取消人工/s);
      expect(await reasonFor('lost')).toBe('unanswered-twice');

      expect(await program.ask('choosy', '量子纠缠通信基站怎么搭')).toContain('换个说法');
      await put('/api/v1/settings/dialog.clarifyThreshold', { value: 0.05 });
      await put('/api/v1/settings/dialog.quoteThreshold', { value: 1 });
      expect(await program.ask('choosy', '积分')).toContain('您是不是想问');
      expect(await program.ask('choosy', '都不是')).toMatch(/已为您请人工同事来解答.*取消人工/s);
      expect(await reasonFor('choosy')).toBe('unanswered-twice');
    } finally {
      await put('/api/v1/settings/dialog.quoteThreshold', { value: 0.8 });
      await put('/api/v1/settings/dialog.clarifyThreshold', { value: clarifyThreshold });
      await put('/api/v1/settings/dialog.lowConfidenceAction', { value: 'handoff' });
    }
  });

  it('a picture, which the operator can see', async () => {
    const mediaId = program.wecom.putMedia({
      type: 'image',
      filename: 'a.png',
      bytes: Buffer.from('\x89PNG\r\n\x1a\n'),
    });
    await program.wecom.send('painter', { type: 'image', mediaId, picUrl: 'http://p.example/1' });
    await desk.reads('painter', /图片已收到.*人工同事查看.*取消人工/s);
    expect(await reasonFor('painter')).toBe('unsupported-content');
    expect(await cardAbout('painter')).toContain('[图片]');
  });

  it('a call of the API, once for a conversation, with personal data masked on the card', async () => {
    await program.ask('called', `我的电话是 ${PHONE}，会员积分怎么用`);
    const path = `/api/v1/conversations/${await openConversation('called')}/handoff`;
    const wanted = { reason: `要求回电 ${PHONE}`, summary: `老客户，电话 ${PHONE}` };
    const first = await program.api('POST', path, wanted);
    const second = await program.api('POST', path, wanted);
    expect(second.body.id).toBe(first.body.id);
    await desk.reads('called', '正在为您联系人工客服');
    const card = await cardAbout('called');
    expect(card).toContain('要求回电');
    expect(card).toContain('老客户');
    expect(card).not.toContain(PHONE);
  });

  it('is told the place in the queue, and can leave it', async () => {
    const [{ waiting } = { waiting: 0 }] = await program.rows<{ waiting: number }>(
      `select count(*)::int as waiting from handoffs where state in ('requested', 'offered')`,
    );
    expect(await program.ask('queueing', '转人工')).toContain(`您前面还有 ${waiting} 位`);
    expect(await program.ask('behind', '转人工')).toContain(`您前面还有 ${waiting + 1} 位`);
    await cardAbout('queueing');
    expect(await program.ask('queueing', '取消人工')).toContain('已为您取消人工服务请求');
    expect(await desk.caseOf('queueing')).toMatchObject({ state: 'abandoned' });
    expect(await program.ask('behind', '转人工')).toContain(`您前面还有 ${waiting} 位`);
    expect(await program.ask('queueing', '取消人工')).toContain('没有在等待');
    expect(await program.ask('queueing', '会员积分怎么用')).toContain('会员中心');
  });
});
