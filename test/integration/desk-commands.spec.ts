import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Operator } from '../../src/handoff/operators/operator.js';
import { TestOperatorDesk } from '../setup/test-operator-desk.js';

let desk: TestOperatorDesk;

beforeAll(async () => {
  desk = await TestOperatorDesk.start();
  await desk.publish('运费怎么算？', '满 99 元包邮，不满收 10 元运费。');
});
afterAll(() => desk.stop());
beforeEach(() => desk.wecom.clear());

async function answerTo(operator: Operator, ...texts: string[]): Promise<string> {
  return (await desk.say(operator.memberId, ...texts))?.text ?? '';
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

describe('/列表 and /切换', () => {
  it('list cases by number and say which one is current', async () => {
    const operator = await desk.operator();
    expect(await answerTo(operator, '/列表')).toBe('您现在没有进行中的会话。');
    const first = await desk.served(operator);
    const second = await desk.served(operator);

    expect(await answerTo(operator, '/列表')).toBe(
      `您的会话：\n1. ${first.user}（新接入）\n2. ${second.user}（新接入）`,
    );
    await desk.say(operator.memberId, '/切换 2');
    expect(await answerTo(operator, '／列表')).toBe(`您的会话：\n1. ${first.user}\n2. ${second.user}（当前）`);
  });

  it('tell apart contacts of one name', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    const account = await desk.otherAccount('售后');
    await desk.served(operator, user, account);

    expect(await answerTo(operator, '/列表')).toContain(`2. ${user}·售后`);
  });

  it('refuse a number that there is not', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);

    expect(await answerTo(operator, '/切换 7')).toBe(`没有第 7 个会话。\n您的会话：\n1. ${user}（新接入）`);
  });

  it('show what there is to choose from where no number is written', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);

    const answer = await answerTo(operator, '/切换');
    expect(answer).toContain(`1. ${user}（新接入）`);
    expect(answer).toContain('/切换 2');
  });
});

describe('/结束', () => {
  it('resolves the case with its note behind what was said before, and goes on with the one that is left', async () => {
    const operator = await desk.operator();
    const first = await desk.served(operator);
    const second = await desk.served(operator);
    await desk.say(operator.memberId, '/切换 1');
    await readAnew();

    const answer = await answerTo(operator, '再见', '/结束 已退款', '您好');

    expect(answer).toBe(`已结束【${first.user}】的会话。\n当前会话：【${second.user}】。`);
    const read = await readBy(first.user);
    expect(read).toEqual(['再见', expect.stringContaining('已结束'), 'template_card']); // the last asks how it was
    expect(desk.readBy(second.user)).toEqual(['您好']);
    expect(await desk.caseOf(first.handoffId)).toMatchObject({ state: 'resolved', outcome: 'solved', note: '已退款' });
  });

  it('leaves none current where several are left', async () => {
    const operator = await desk.operator();
    await desk.served(operator);
    const others = [await desk.served(operator), await desk.served(operator)];
    await desk.say(operator.memberId, '/切换 1');
    await readAnew();

    expect(await answerTo(operator, '/结束')).toContain('请先用“/切换 编号”选择会话');
    expect(await desk.say(operator.memberId, '您好')).toMatchObject({ reason: 'desk-asked-back' });
    expect([...(await readBy(others[0]?.user ?? '')), ...(await readBy(others[1]?.user ?? ''))]).toEqual([]);
  });

  it('says that the operator writes as anybody else when nothing is left', async () => {
    const operator = await desk.operator();
    await desk.served(operator);

    expect(await answerTo(operator, '/结束')).toContain('您已没有进行中的会话');
    expect(await desk.say(operator.memberId, '食堂几点开门？')).toBeUndefined();
  });

  it('is refused where no case is current', async () => {
    const operator = await desk.operator();
    expect(await answerTo(operator, '/结束')).toBe('您现在没有进行中的会话。');
    const first = await desk.served(operator);
    await desk.served(operator);

    expect(await answerTo(operator, '/结束')).toContain('您现在没有当前会话');
    expect(await desk.caseOf(first.handoffId)).toMatchObject({ state: 'claimed' });
  });
});

describe('/退回', () => {
  it('gives the contact back to the bot', async () => {
    const operator = await desk.operator();
    const { user, handoffId, conversationId } = await desk.served(operator);
    await readAnew();

    expect(await answerTo(operator, '/退回')).toContain(`已把【${user}】交还给智能客服。`);
    expect(await desk.caseOf(handoffId)).toMatchObject({ state: 'returned' });
    expect(await desk.database.rows('select owner from conversations where id = $1', [conversationId])).toEqual([
      { owner: 'bot' },
    ]);
    expect(await readBy(user)).toHaveLength(1);
  });
});

describe('/转', () => {
  it('gives the case to a group, and to an operator', async () => {
    const operator = await desk.operator();
    const colleague = await desk.operator({ name: '李四光' });
    const groupId = await desk.group({ name: '维修组' });
    const first = await desk.served(operator);
    const second = await desk.served(operator);

    await desk.say(operator.memberId, '/切换 1');
    expect(await answerTo(operator, '/转 维修')).toContain(`已把【${first.user}】转给维修组。`);
    expect(await desk.caseOf(first.handoffId)).toMatchObject({ operatorId: null, groupId });
    expect(await answerTo(operator, '/转李四光')).toContain(`已把【${second.user}】转给李四光。`);
    expect(await desk.caseOf(second.handoffId)).toMatchObject({ operatorId: null, wantedOperatorId: colleague.id });
  });

  it('tells whom one can choose where no name is written', async () => {
    const operator = await desk.operator();
    await desk.operator({ name: '可转的人' });
    await desk.served(operator);

    const answer = await answerTo(operator, '/转');
    expect(answer).toMatch(/^请写明转给谁/);
    expect(answer).toContain('可转的人');
  });

  it('changes nothing for a name that nobody has', async () => {
    const operator = await desk.operator();
    const { handoffId } = await desk.served(operator);

    expect(await answerTo(operator, '/转 不存在的人')).toContain('没有名为“不存在的人”的小组或坐席。');
    expect(await desk.caseOf(handoffId)).toMatchObject({ state: 'claimed', operatorId: operator.id });
  });
});

describe('/挂起', () => {
  it('puts the case aside: the contact is told, nothing goes to him by accident, and a switch takes it up', async () => {
    const operator = await desk.operator();
    const { user, handoffId } = await desk.served(operator);
    await readAnew();

    expect(await answerTo(operator, '/挂起')).toContain(`已挂起【${user}】`);
    expect(await desk.say(operator.memberId, '给同事的话')).toMatchObject({ reason: 'desk-asked-back' });
    expect(await desk.caseOf(handoffId)).toMatchObject({ state: 'claimed', heldAt: expect.any(Date) });
    expect(await readBy(user)).toEqual(['好的，这边需要一点时间处理，稍后回复您。']);
    await desk.say(user, '好');
    expect((await readBy(operator.memberId)).at(-1)).toBe(`【${user}】好`);

    await desk.say(operator.memberId, '/切换 1', '久等了');
    expect((await readBy(user)).at(-1)).toBe('久等了');
    expect(await desk.caseOf(handoffId)).toMatchObject({ heldAt: null });
  });
});

describe('/建议', () => {
  it('drafts from the knowledge base; 发送 sends it, once', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    await desk.say(user, '运费怎么算');
    await readAnew();

    const draft = await answerTo(operator, '/建议');
    expect(draft).toContain('满 99 元包邮');
    expect(await readBy(user)).toEqual([]);
    expect(await desk.say(operator.memberId, '发送')).toMatchObject({ reason: 'desk-relay' });
    expect(await answerTo(operator, '发送')).toContain('没有可以发送的建议');

    expect(await readBy(user)).toEqual(['满 99 元包邮，不满收 10 元运费。']);
  });

  it('is dropped where the operator writes his own words', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    await desk.say(user, '运费怎么算');
    await desk.say(operator.memberId, '/建议');
    await readAnew();

    await desk.say(operator.memberId, '您的订单已包邮');
    expect(await answerTo(operator, '发送')).toContain('没有可以发送的建议');

    expect(await readBy(user)).toEqual(['您的订单已包邮']);
  });

  it('never goes to another contact than the one it was written for', async () => {
    const operator = await desk.operator();
    const first = await desk.served(operator);
    const second = await desk.served(operator);
    await desk.say(first.user, '运费怎么算');
    await desk.say(operator.memberId, '/切换 1', '/建议', '/切换 2');
    await readAnew();

    expect(await answerTo(operator, '发送')).toContain(`建议是为【${first.user}】起草的`);
    expect([...(await readBy(first.user)), ...desk.readBy(second.user)]).toEqual([]);
  });

  it.each([
    ['the contact asked nothing in words', undefined, '对方还没有提出文字问题'],
    ['the base holds nothing', 'qzxw vbnm', '知识库里没有找到合适的内容'],
  ])('says so where %s', async (_, question, answer) => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    if (question !== undefined) {
      await desk.say(user, question);
    }

    expect(await answerTo(operator, '/建议')).toContain(answer);
  });
});

describe('/历史', () => {
  it('shows the last messages, as many as are asked for', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    await desk.say(user, '第一句');
    await desk.say(operator.memberId, '第二句');
    await desk.say(user, '第三句');

    expect(await answerTo(operator, '/历史 2')).toBe(`【${user}】最近的对话：\n坐席：第二句\n对方：第三句`);
  });
});

describe('/在线, /忙碌 and /离开', () => {
  it.each([
    ['/忙碌', 'busy'],
    ['/离开', 'away'],
    ['/在线', 'online'],
  ])('%s makes the operator %s', async (command, presence) => {
    const operator = await desk.operator();

    expect(await desk.say(operator.memberId, command)).toMatchObject({ reason: 'desk-command' });

    const { body } = await desk.call('GET', `/operators/${operator.id}`);
    expect(body.presence.presence).toBe(presence);
  });
});

describe('/快捷', () => {
  it('lists what the operator may send, and sends it', async () => {
    const groupId = await desk.group({ name: '快捷组' });
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    const replies = [
      { number: 1, title: '问候', text: '您好，请问有什么可以帮您？' },
      { number: 2, title: '别组的', text: '不该看到', groupIds: [groupId] },
    ];
    for (const reply of replies) {
      expect((await desk.call('POST', '/canned-replies', reply)).status).toBe(201);
    }
    await readAnew();

    expect(await answerTo(operator, '/快捷')).toBe('常用回复：\n1. 问候\n用“/快捷 编号”发送给当前会话。');
    expect(await answerTo(operator, '/快捷 2')).toBe('没有编号为 2 的常用回复。');
    expect(await answerTo(operator, '/快捷 1')).toBe(`已把“问候”发给【${user}】。`);

    expect(await readBy(user)).toEqual(['您好，请问有什么可以帮您？']);
  });
});

describe('what begins with a slash and is no command', () => {
  it('is answered with the help, and not relayed', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    await readAnew();

    expect(await answerTo(operator, '/退款 100')).toContain('没有这个指令，内容没有转给任何人。');
    expect(await answerTo(operator, '/帮助')).toContain('/切换 2');
    expect(await readBy(user)).toEqual([]);
  });
});
