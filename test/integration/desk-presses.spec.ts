import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import type { GroupId, HandoffId } from '../../src/common/ids.js';
import { Claims } from '../../src/handoff/cases/claims.js';
import type { Operator } from '../../src/handoff/operators/operator.js';
import type { AcceptedMessage } from '../../src/simulator/message-log.js';
import type { CaseContact } from '../setup/test-cases.js';
import { TestOperatorDesk } from '../setup/test-operator-desk.js';

type Button = 'claim' | 'pass' | 'later';

let desk: TestOperatorDesk;
let groups = 0;

beforeAll(async () => {
  desk = await TestOperatorDesk.start();
});
afterAll(() => desk.stop());
beforeEach(() => desk.wecom.clear());

interface Offered extends CaseContact {
  handoffId: HandoffId;
  card: AcceptedMessage;
}

function newGroup(fields: Record<string, unknown> = {}): Promise<GroupId> {
  groups += 1;
  return desk.group({ name: `小组${groups}`, ...fields });
}

/** The last card that the operator has of a case. */
async function cardOf(operator: Operator, { user }: CaseContact): Promise<AcceptedMessage> {
  const isCard = ({ rawBody, msgtype }: AcceptedMessage): boolean =>
    msgtype === 'template_card' && rawBody.includes(user);
  const [card] = await desk.wecom.waitForMessages({ to: operator.memberId, where: isCard });
  if (card === undefined) {
    throw new TypeError('a card came');
  }
  return card;
}

async function offered(operator: Operator, groupId: GroupId): Promise<Offered> {
  const contact = await desk.contact();
  const handoffId = await desk.handoff(contact, groupId);
  return { ...contact, handoffId, card: await cardOf(operator, contact) };
}

/** The key of a button, as the card has it. */
function keyOf(card: AcceptedMessage, button: Button): string {
  const [key] = new RegExp(`offer:[0-9a-f-]{36}:${button}`).exec(card.rawBody) ?? [];
  if (key === undefined) {
    throw new TypeError(`the card has no button ${button}`);
  }
  return key;
}

async function press(operator: Pick<Operator, 'memberId'>, card: AcceptedMessage, button: Button) {
  expect(await desk.wecom.press(operator.memberId, card, keyOf(card, button))).toMatchObject({ acked: true });
  return desk.work(operator.memberId);
}

describe('接入', () => {
  it('gives the operator the case, makes it current and changes the card', async () => {
    const groupId = await newGroup();
    const operator = await desk.operator({ groupIds: [groupId] });
    const { user, handoffId, card } = await offered(operator, groupId);

    const decision = await press(operator, card, 'claim');

    expect(decision).toMatchObject({ reason: 'press', text: expect.stringContaining(`已接入【${user}】`) });
    expect(await desk.caseOf(handoffId)).toMatchObject({ state: 'claimed', operatorId: operator.id });
    await desk.say(operator.memberId, '您好，我是客服');
    await desk.settled();
    expect(desk.readBy(user).at(-1)).toBe('您好，我是客服');
    expect(desk.wecom.cardUpdates).toHaveLength(1);
  });

  it('makes the case current where the operator has another one', async () => {
    const groupId = await newGroup();
    const operator = await desk.operator({ groupIds: [groupId] });
    const first = await offered(operator, groupId);
    await press(operator, first.card, 'claim');
    await desk.say(operator.memberId, '给一号');
    const second = await offered(operator, groupId);
    await press(operator, second.card, 'claim');
    await desk.say(operator.memberId, '给二号');

    await desk.settled();
    expect(desk.readBy(first.user)).toContain('给一号');
    expect(desk.readBy(second.user)).toContain('给二号');
    expect(desk.readBy(second.user)).not.toContain('给一号');
  });

  it('pressed twice says again whose the case is, and changes nothing', async () => {
    const groupId = await newGroup();
    const operator = await desk.operator({ groupIds: [groupId] });
    const { user, card, handoffId } = await offered(operator, groupId);
    await press(operator, card, 'claim');

    expect((await press(operator, card, 'claim'))?.text).toBe(`【${user}】已经是您的会话，现在是当前会话。`);
    const claims = await desk.database.rows(
      `select 1 from audit_events where action = 'handoff.claimed' and details->>'handoffId' = $1`,
      [handoffId],
    );
    expect(claims).toHaveLength(1);
  });

  it('tells who was slower that a colleague has the case', async () => {
    const groupId = await newGroup({ offerTo: 'all' });
    const operator = await desk.operator({ name: '王五', groupIds: [groupId] });
    const slower = await desk.operator({ groupIds: [groupId] });
    const contact = await offered(operator, groupId);
    const slowerCard = await cardOf(slower, contact);
    await press(operator, contact.card, 'claim');

    expect((await press(slower, slowerCard, 'claim'))?.text).toBe('这个会话已由王五接入。');
    expect(await desk.caseOf(contact.handoffId)).toMatchObject({ operatorId: operator.id });
  });

  it('of a case that has ended says so', async () => {
    const groupId = await newGroup();
    const operator = await desk.operator({ groupIds: [groupId] });
    const { handoffId, card } = await offered(operator, groupId);
    await desk.get(Claims).returnToBot({ handoffId, actor: SYSTEM, requestId: 'request' });

    expect((await press(operator, card, 'claim'))?.text).toBe('这个会话已经结束，不用再接入。');
    expect(await desk.caseOf(handoffId)).toMatchObject({ state: 'returned', operatorId: null });
  });

  it('is refused to an operator who has as many cases as he takes', async () => {
    const groupId = await newGroup();
    const operator = await desk.operator({ groupIds: [groupId], capacity: 1 });
    const { card, handoffId } = await offered(operator, groupId);
    await desk.served(operator);

    expect((await press(operator, card, 'claim'))?.text).toBe('您的会话数已达上限，请先结束一个再接入。');
    expect(await desk.caseOf(handoffId)).not.toMatchObject({ state: 'claimed' });
  });

  it('pressed by an operator who was not asked changes nothing', async () => {
    const groupId = await newGroup();
    const operator = await desk.operator({ groupIds: [groupId] });
    const other = await desk.operator();
    const { card, handoffId } = await offered(operator, groupId);

    expect((await press(other, card, 'claim'))?.text).toBe('这张卡片不是发给您的，没有变化。');
    expect(await desk.caseOf(handoffId)).not.toMatchObject({ state: 'claimed' });
  });
});

describe('转给他人 and 稍后', () => {
  it.each([
    ['pass', '好的，已转给其他同事。'],
    ['later', '好的，先不接入。会话会继续找其他同事。'],
  ] as const)('%s asks a colleague at once, and says the same when it is pressed again', async (button, text) => {
    const groupId = await newGroup();
    const [one, other] = [await desk.operator({ groupIds: [groupId] }), await desk.operator({ groupIds: [groupId] })];
    const contact = await desk.contact();
    await desk.handoff(contact, groupId);
    const [card] = await desk.wecom.waitForMessages({
      where: ({ rawBody, msgtype }) => msgtype === 'template_card' && rawBody.includes(contact.user),
    });
    const asked = card?.to.includes(one.memberId) === true ? one : other;
    const colleague = asked === one ? other : one;
    if (card === undefined) {
      throw new TypeError('a card came');
    }

    expect((await press(asked, card, button))?.text).toBe(text);
    expect((await press(asked, card, button))?.text).toBe(text);

    expect(await cardOf(colleague, contact)).toBeDefined();
    await desk.settled();
  });

  it('after the offer has run out says that nothing changed', async () => {
    const groupId = await newGroup();
    const operator = await desk.operator({ groupIds: [groupId] });
    const { card, handoffId } = await offered(operator, groupId);
    await desk.database.run(`update handoff_offers set state = 'expired' where handoff_id = $1`, [handoffId]);

    expect((await press(operator, card, 'pass'))?.text).toBe('这次邀请已过期，没有变化。');
  });
});

describe('a press', () => {
  it('in one burst with words claims first: the words go to the new case', async () => {
    const groupId = await newGroup();
    const operator = await desk.operator({ groupIds: [groupId] });
    const { user, card } = await offered(operator, groupId);

    await desk.wecom.press(operator.memberId, card, keyOf(card, 'claim'));
    await desk.say(operator.memberId, '您好');

    await desk.settled();
    expect(desk.readBy(user).at(-1)).toBe('您好');
  });
});
