import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import { contactIdOf, newId, type TurnId } from '../../src/common/ids.js';
import { Claims } from '../../src/handoff/cases/claims.js';
import type { DeskDecision } from '../../src/handoff/desk/desk-decision.js';
import { StaleDeskError } from '../../src/handoff/desk/desk-states.js';
import { Desk } from '../../src/handoff/desk/desk.js';
import type { Operator } from '../../src/handoff/operators/operator.js';
import { TestOperatorDesk } from '../setup/test-operator-desk.js';

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let desk: TestOperatorDesk;

beforeAll(async () => {
  desk = await TestOperatorDesk.start();
});
afterAll(() => desk.stop());
beforeEach(() => desk.wecom.clear());

/** What a decision says, where it says anything. */
async function answerTo(operator: Operator, ...texts: string[]): Promise<string> {
  return (await desk.say(operator.memberId, ...texts))?.text ?? '';
}

async function relayedTo(user: string): Promise<string[]> {
  await desk.settled();
  return desk.readBy(user);
}

/** What comes of what an operator writes, before it is stored. */
async function decided(operator: Operator, words: string): Promise<DeskDecision | undefined> {
  const { accountId } = desk;
  const { memberId: externalId } = operator;
  const contactId = contactIdOf(accountId, externalId);
  const turnId = newId<TurnId>();
  expect(await desk.wecom.say(externalId, words)).toMatchObject({ acked: true });
  await desk.database.run(`update inbox set turn_id = $2 where contact_id = $1 and state = 'open'`, [
    contactId,
    turnId,
  ]);
  const { signal } = new AbortController();
  const contents = [{ type: 'text', text: words } as const];
  const writer = { accountId, externalId, contactId, turnId, requestId: 'request', signal };
  return desk.get(Desk).decide({ operator, contents, ...writer });
}

describe('a relay', () => {
  it('carries words both ways, in order, and each side reads whose they are', async () => {
    const operator = await desk.operator();
    const { user, handoffId, conversationId } = await desk.served(operator);
    await desk.settled();
    desk.wecom.clear();

    await desk.say(user, '订单什么时候发货？');
    expect(await desk.say(operator.memberId, '您好', '我查一下', '明天发货')).toMatchObject({ reason: 'desk-relay' });
    await desk.say(user, '好的');

    expect(await relayedTo(user)).toEqual(['您好', '我查一下', '明天发货']);
    expect(desk.readBy(operator.memberId)).toEqual([`【${user}】订单什么时候发货？`, `【${user}】好的`]);
    const said = await desk.database.rows(
      'select sender, direction from messages where conversation_id = $1 and sender = $2',
      [conversationId, 'operator'],
    );
    expect(said).toHaveLength(3);
    const [handoff] = await desk.database.rows<{ answered: boolean }>(
      'select first_response_at is not null as answered from handoffs where id = $1',
      [handoffId],
    );
    expect(handoff).toEqual({ answered: true });
    const events = await desk.database.rows<{ direction: string }>(
      `select details->>'direction' as direction from handoff_events
        where handoff_id = $1 and type = 'handoff.message' order by sequence`,
      [handoffId],
    );
    expect(events.map(({ direction }) => direction)).toEqual([
      'inbound',
      'outbound',
      'outbound',
      'outbound',
      'inbound',
    ]);
  });

  it('carries pictures both ways', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    await desk.settled();
    desk.wecom.clear();

    await desk.sendImage(user, PNG);
    await desk.sendImage(operator.memberId, PNG);

    expect(await relayedTo(user)).toEqual(['image']);
    expect(desk.readBy(operator.memberId)).toEqual(['image']);
  });

  it('says before a picture whose it is where the operator has several cases', async () => {
    const operator = await desk.operator();
    await desk.served(operator);
    const { user } = await desk.served(operator);
    await desk.settled();
    desk.wecom.clear();

    await desk.sendImage(user, PNG);

    expect(await relayedTo(operator.memberId)).toEqual([`【${user}】发来图片：`, 'image']);
  });

  it('is none where an operator has no case: he writes as anybody else', async () => {
    const operator = await desk.operator();

    expect(await desk.say(operator.memberId, '年假怎么申请？')).toBeUndefined();
  });

  it('goes to his own operator where an operator is the contact', async () => {
    const operator = await desk.operator();
    const asking = await desk.operator();
    await desk.served(operator, asking.memberId);
    await desk.settled();
    desk.wecom.clear();

    expect(await desk.say(asking.memberId, '我的电脑坏了')).toBeUndefined();
    await desk.say(operator.memberId, '马上来');

    expect(await relayedTo(asking.memberId)).toEqual(['马上来']);
    expect(desk.readBy(operator.memberId)).toEqual([`【${asking.memberId}】我的电脑坏了`]);
  });

  it('is told to have failed where the case is taken away while it is being stored', async () => {
    const operator = await desk.operator();
    const { user, handoffId } = await desk.served(operator);
    await desk.settled();
    desk.wecom.clear();

    const decision = await decided(operator, '给您退款');
    await desk.get(Claims).resolve({ handoffId, outcome: 'solved', actor: SYSTEM, requestId: 'request' });
    await desk.database.transaction(async (tx) => decision?.apply?.(tx));

    expect(await relayedTo(user)).not.toContain('给您退款');
    expect(desk.readBy(operator.memberId)).toContain(`您发给【${user}】的内容没有送出：会话已不在您手上。`);
  });
});

describe('an operator with several cases', () => {
  it('is asked which one he means, and writes to the one that he switched to last', async () => {
    const operator = await desk.operator();
    const first = await desk.served(operator);
    const second = await desk.served(operator);
    await desk.settled();
    desk.wecom.clear();

    const asked = await desk.say(operator.memberId, '退款已办');
    expect(asked).toMatchObject({ reason: 'desk-asked-back' });
    expect(asked?.text).toContain(`1. ${first.user}`);
    expect(asked?.text).toContain(`2. ${second.user}`);

    expect(await answerTo(operator, '/切换 2')).toBe(`已切换到【${second.user}】，之后发送的内容都转给对方。`);
    await desk.say(operator.memberId, '给二号');
    await desk.say(operator.memberId, '/切换1');
    await desk.say(operator.memberId, '给一号');

    expect(await relayedTo(first.user)).toEqual(['给一号']);
    expect(desk.readBy(second.user)).toEqual(['给二号']);
  });

  it('decides anew what was thought out before he switched in another app', async () => {
    const operator = await desk.operator();
    const first = await desk.served(operator);
    const second = await desk.served(operator);
    await answerTo(operator, '/切换 1');
    const slow = await decided(operator, '给一号');
    await desk.database.run(`update inbox set state = 'done', outcome = 'relayed' where state = 'open'`);
    await answerTo(operator, '/切换 2');

    await expect(desk.database.transaction(async (tx) => slow?.apply?.(tx))).rejects.toThrow(StaleDeskError);
    await desk.say(operator.memberId, '给二号');

    expect(await relayedTo(first.user)).not.toContain('给一号');
    expect(desk.readBy(second.user)).toContain('给二号');
  });

  it('switches in the middle of a burst', async () => {
    const operator = await desk.operator();
    const first = await desk.served(operator);
    const second = await desk.served(operator);
    await desk.settled();
    desk.wecom.clear();

    await desk.say(operator.memberId, '/切换 1', '给一号', '/切换 2', '给二号');

    expect(await relayedTo(first.user)).toEqual(['给一号']);
    expect(desk.readBy(second.user)).toEqual(['给二号']);
  });

  it('is asked where the case was closed under his hands, until he has switched: never does the other one get it', async () => {
    const operator = await desk.operator();
    const first = await desk.served(operator);
    const second = await desk.served(operator);
    await desk.say(operator.memberId, '/切换 1');
    await desk.settled();
    desk.wecom.clear();

    const move = { handoffId: first.handoffId, actor: SYSTEM, requestId: 'request' };
    expect(await desk.get(Claims).resolve({ ...move, outcome: 'solved' })).toMatchObject({ kind: 'done' });
    const asked = await desk.say(operator.memberId, '您的密码是');
    expect(asked).toMatchObject({
      reason: 'desk-asked-back',
      text: expect.stringContaining(`【${first.user}】的会话已不在您手上`),
    });
    expect(await desk.say(operator.memberId, '一二三')).toMatchObject({ reason: 'desk-asked-back' });
    await desk.say(operator.memberId, '/切换 2', '您好');

    expect(await relayedTo(second.user)).toEqual(['您好']);
  });

  it('is asked where another case became his without his doing', async () => {
    const operator = await desk.operator();
    const first = await desk.served(operator);
    await desk.say(operator.memberId, '您好');
    const second = await desk.served(operator);
    await desk.settled();
    desk.wecom.clear();

    expect(await desk.say(operator.memberId, '这是给一号的')).toMatchObject({ reason: 'desk-asked-back' });
    await desk.say(operator.memberId, '/切换 1');
    await desk.say(operator.memberId, '这是给一号的');

    expect(await relayedTo(first.user)).toEqual(['这是给一号的']);
    expect(desk.readBy(second.user)).toEqual([]);
  });

  it('is told that a relay after the end of his only case went nowhere', async () => {
    const operator = await desk.operator();
    const { user, handoffId } = await desk.served(operator);
    await desk.say(operator.memberId, '您好');
    await desk.get(Claims).resolve({ handoffId, outcome: 'solved', actor: SYSTEM, requestId: 'request' });
    await desk.settled();
    desk.wecom.clear();

    expect(await desk.say(operator.memberId, '还有一件事')).toMatchObject({ reason: 'desk-asked-back' });
    expect(await desk.say(operator.memberId, '年假怎么申请？')).toBeUndefined();
    expect(await relayedTo(user)).toEqual([]);
  });

  it('keeps the numbers of his cases when one before them ends', async () => {
    const operator = await desk.operator();
    await desk.served(operator);
    const second = await desk.served(operator);
    await desk.say(operator.memberId, '/列表');
    await desk.say(operator.memberId, '/切换 1');
    await desk.say(operator.memberId, '/结束');
    const third = await desk.served(operator);

    const list = await answerTo(operator, '/列表');
    expect(list).toContain(`2. ${second.user}`);
    expect(list).toContain(`3. ${third.user}`);
  });
});
