import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import { newId, type TurnId } from '../../src/common/ids.js';
import { CaseObservers } from '../../src/handoff/cases/case-observers.js';
import { CardPresses } from '../../src/handoff/desk/card-presses.js';
import type { DeskWriter } from '../../src/handoff/desk/desk-writer.js';
import { SurveySampling } from '../../src/handoff/satisfaction/survey-sampling.js';
import { Surveys } from '../../src/handoff/satisfaction/surveys.js';
import type { AcceptedMessage } from '../../src/simulator/message-log.js';
import { type ServiceContact, TestService } from '../setup/test-service.js';

let service: TestService;
let surveys: Surveys;

beforeAll(async () => {
  service = await TestService.start();
  surveys = service.platform.app.get(Surveys);
});
afterAll(() => service.stop());
beforeEach(async () => {
  service.wecom.clear();
  await service.database.run('delete from surveys');
});

async function resolve(contact: ServiceContact, fields: { operatorId?: string; groupId?: string } = {}) {
  const handoff = await service.stored(contact, { state: 'resolved', ...fields });
  const step = { from: 'claimed' as const, formerOperatorId: undefined, actor: SYSTEM, requestId: randomUUID() };
  await service.database.transaction((tx) =>
    service.platform.app.get(CaseObservers).stepped(tx, { ...step, case: handoff }),
  );
  return handoff;
}

function cards(contact: ServiceContact, count = 1): Promise<AcceptedMessage[]> {
  const where = ({ msgtype }: AcceptedMessage): boolean => msgtype === 'template_card';
  return service.wecom.waitForMessages({ to: contact.externalId, where, count });
}

async function surveyOf(
  contact: ServiceContact,
): Promise<{ id: string; score: number | null; comment: string | null }> {
  const [row] = await service.database.rows<{ id: string; score: number | null; comment: string | null }>(
    'select id, score, comment from surveys where contact_id = $1 order by created_at desc',
    [contact.contactId],
  );
  if (row === undefined) {
    throw new TypeError('the contact was not asked');
  }
  return row;
}

function writer({ accountId, externalId, contactId }: ServiceContact): DeskWriter {
  return {
    accountId,
    externalId,
    contactId,
    turnId: newId<TurnId>(),
    requestId: randomUUID(),
    signal: new AbortController().signal,
  };
}

/** As the dialog does: the decision outside a transaction, and what it stores in one. @returns what the presser reads. */
async function press(contact: ServiceContact, surveyId: string, score: number | string): Promise<string | undefined> {
  const decision = await service.platform.app.get(CardPresses).decide(writer(contact), {
    type: 'event',
    event: 'template_card_event',
    key: `survey:${surveyId}:${score}`,
    data: { taskId: `survey-${surveyId}` },
  });
  await service.database.transaction(async (tx) => decision?.apply?.(tx));
  return decision?.text;
}

async function write(contact: ServiceContact, text: string): Promise<string | undefined> {
  const comment = await surveys.comment(contact.contactId, text, randomUUID());
  await service.database.transaction(async (tx) => comment?.apply(tx));
  return comment?.text;
}

describe('a resolved handoff', () => {
  it('is asked about once, with a card of five buttons', async () => {
    const contact = await service.newcomer();
    const handoff = await resolve(contact);
    const step = { from: 'claimed' as const, formerOperatorId: undefined, actor: SYSTEM, requestId: randomUUID() };
    await service.database.transaction((tx) =>
      service.platform.app.get(CaseObservers).stepped(tx, { ...step, case: handoff }),
    );

    const [card] = await cards(contact);

    const { id } = await surveyOf(contact);
    expect(card?.body['template_card']).toMatchObject({
      card_type: 'button_interaction',
      task_id: `survey-${id}`,
      button_list: [1, 2, 3, 4, 5].map((score) => ({
        key: `survey:${id}:${score}`,
        text: expect.stringContaining(`${score}`),
      })),
    });
    const asked = await service.database.rows('select 1 from surveys where handoff_id = $1', [handoff.id]);
    expect(asked).toHaveLength(1);
  });

  it('is asked about when its operator resolves it, for his group', async () => {
    const groupId = await service.group();
    const operator = await service.operator();
    const contact = await service.newcomer();
    const asked = await service.call('POST', `/conversations/${contact.conversationId}/handoff`, { groupId });
    const url = `/handoffs/${asked.body.id}`;
    expect(await service.call('PUT', `${url}/claim`, { operatorId: operator.id })).toMatchObject({ status: 200 });

    expect(await service.call('POST', `${url}/resolution`, { outcome: 'solved' })).toMatchObject({ status: 200 });

    expect(await cards(contact)).toHaveLength(1);
    await press(contact, (await surveyOf(contact)).id, 5);
    const { body } = await service.call('GET', `/satisfaction?groupId=${groupId}`);
    expect(body.items).toMatchObject([{ score: 5, operatorId: operator.id, handoffId: asked.body.id }]);
  });

  it.each(['returned', 'abandoned', 'expired'])('that is %s is not asked about', async (state) => {
    const contact = await service.newcomer();
    const handoff = await service.stored(contact, { state });
    const step = { from: 'claimed' as const, formerOperatorId: undefined, actor: SYSTEM, requestId: randomUUID() };

    await service.database.transaction((tx) =>
      service.platform.app.get(CaseObservers).stepped(tx, { ...step, case: handoff }),
    );

    expect(await service.database.rows('select 1 from surveys where contact_id = $1', [contact.contactId])).toEqual([]);
  });
});

describe('a press', () => {
  it('is the score, the first one alone, and then a word', async () => {
    const contact = await service.newcomer();
    await resolve(contact);
    const { id } = await surveyOf(contact);

    expect(await press(contact, id, 4)).toContain('谢谢您的评价');
    expect(await press(contact, id, 1)).toContain('已经评价过');
    expect(await write(contact, '很耐心，请打 13812345678 找我')).toContain('谢谢您的建议');
    expect(await write(contact, '再说一句')).toBeUndefined();

    expect(await surveyOf(contact)).toMatchObject({ score: 4, comment: '很耐心，请打 〔手机号·1〕 找我' });
    expect(await service.audited('surveyId', id)).toEqual(['survey.offered', 'survey.scored', 'survey.commented']);
  });

  it('by somebody else, of an unknown survey or with another number changes nothing', async () => {
    const [contact, other] = [await service.newcomer(), await service.newcomer()];
    await resolve(contact);
    const { id } = await surveyOf(contact);

    for (const [who, survey, score] of [
      [other, id, 5],
      [contact, randomUUID(), 5],
      [contact, 'nonsense', 5],
      [contact, id, 6],
      [contact, id, '1; drop'],
    ] as const) {
      expect(await press(who, survey, score)).toContain('评价已过期');
    }
    expect(await surveyOf(contact)).toMatchObject({ score: null });
  });

  it('after a week is told that it is too late', async () => {
    const contact = await service.newcomer();
    await resolve(contact);
    const { id } = await surveyOf(contact);
    await service.database.run(`update surveys set created_at = now() - interval '8 days' where id = $1`, [id]);

    expect(await press(contact, id, 5)).toContain('评价已过期');
    expect(await surveyOf(contact)).toMatchObject({ score: null });
  });

  it('with a low score is told to the supervisor of the group', async () => {
    const supervisor = await service.operator();
    const groupId = await service.group({ supervisorId: supervisor.id });
    const contact = await service.newcomer();
    await resolve(contact, { groupId });

    await press(contact, (await surveyOf(contact)).id, 1);

    expect(await service.wecom.waitForMessages({ to: supervisor.memberId })).toMatchObject([
      { text: `客户 ${contact.externalId} 的评价：1 分` },
    ]);
  });

  it('changes the card that the simulated WeCom shows', async () => {
    const contact = await service.newcomer();
    await resolve(contact);
    const [card] = await cards(contact);
    const { id } = await surveyOf(contact);
    expect(card).toBeDefined();
    const decision = await service.platform.app.get(CardPresses).decide(writer(contact), {
      type: 'event',
      event: 'template_card_event',
      key: `survey:${id}:5`,
      data: { taskId: `survey-${id}`, responseCode: 'a-code-of-nobody' },
    });

    await service.database.transaction(async (tx) => decision?.apply?.(tx));

    // This code is not WeCom's: what the card cannot show is written instead.
    const texts = await service.wecom.waitForMessages({
      to: contact.externalId,
      where: ({ msgtype }) => msgtype === 'text',
    });
    expect(texts).toMatchObject([{ text: '已评价：5 分' }]);
  });
});

describe('what follows a score', () => {
  it('is no comment when it is a question, or comes after ten minutes', async () => {
    const contact = await service.newcomer();
    await resolve(contact);
    const { id } = await surveyOf(contact);
    expect(await write(contact, '还没打分')).toBeUndefined();
    await press(contact, id, 5);

    expect(await write(contact, '发票什么时候寄？')).toBeUndefined();
    await service.database.run(`update surveys set comment_until = now() where id = $1`, [id]);
    expect(await write(contact, '很好')).toBeUndefined();
  });
});

describe('conversations of the bot', () => {
  async function ended(fields: { says?: string; minutesAgo?: number } = {}): Promise<ServiceContact> {
    const contact = await service.newcomer();
    if (fields.says !== undefined) {
      await service.said(contact, 'contact', fields.says);
    }
    await service.said(contact, 'bot', '九点开门。');
    await service.database.run(
      `update conversations set state = 'ended', ended_at = now() - make_interval(mins => $2) where id = $1`,
      [contact.conversationId, fields.minutesAgo ?? 0],
    );
    return contact;
  }

  async function sample(share: number): Promise<void> {
    const answer = await service.call('PUT', '/settings/satisfaction.botSample', { value: share });
    expect(answer.status).toBe(200);
    const sampling = service.platform.app.get(SurveySampling);
    await Promise.all([sampling.run(), sampling.run()]);
  }

  function asked(): Promise<{ contact_id: string }[]> {
    return service.database.rows<{ contact_id: string }>('select contact_id from surveys where handoff_id is null');
  }

  beforeEach(() =>
    service.database.run(`update conversations set state = 'ended', ended_at = now() - interval '1 day'`),
  );

  it('are not asked about unless a share is set', async () => {
    await ended({ says: '几点开门' });
    await sample(0);

    expect(await asked()).toEqual([]);
  });

  it('are asked about at their end, each once', async () => {
    const contact = await ended({ says: '几点开门' });

    await sample(1);
    await sample(1);

    expect(await asked()).toEqual([{ contact_id: contact.contactId }]);
    expect(await cards(contact)).toHaveLength(1);
  });

  it('are not asked about when the contact said nothing, or they ended long ago', async () => {
    await ended();
    await ended({ says: '几点开门', minutesAgo: 20 });

    await sample(1);

    expect(await asked()).toEqual([]);
  });

  it('are not asked about when the contact was asked in the last day', async () => {
    const contact = await ended({ says: '几点开门' });
    await resolve(contact);

    await sample(1);

    expect(await asked()).toEqual([]);
  });

  it('are asked about in the share that is set', async () => {
    const contacts = await Promise.all(Array.from({ length: 60 }, () => ended({ says: '几点开门' })));

    await sample(0.5);

    const count = (await asked()).length;
    expect(count).toBeGreaterThan(10);
    expect(count).toBeLessThan(contacts.length - 10);
  });
});

describe('the figures', () => {
  it('count who was asked, who answered and how, with the answers newest first', async () => {
    const groupId = await service.group();
    const contacts = await Promise.all(Array.from({ length: 4 }, () => service.newcomer()));
    for (const [index, contact] of contacts.entries()) {
      await resolve(contact, index < 3 ? { groupId } : {});
    }
    for (const [index, score] of [5, 4].entries()) {
      const contact = contacts[index];
      if (contact !== undefined) {
        await press(contact, (await surveyOf(contact)).id, score);
      }
    }

    const all = await service.call('GET', '/satisfaction?limit=1');
    const group = await service.call('GET', `/satisfaction?groupId=${groupId}&about=operator`);

    expect(all.body.figures).toEqual({ asked: 4, answered: 2, average: 4.5, scores: [0, 0, 0, 1, 1] });
    expect(all.body.items).toMatchObject([{ score: 4 }]);
    const rest = await service.call('GET', `/satisfaction?limit=1&cursor=${all.body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ score: 5, comment: null }], nextCursor: null });
    expect(group.body.figures).toMatchObject({ asked: 3, answered: 2 });
    expect((await service.call('GET', '/satisfaction?about=bot')).body.figures).toEqual({
      asked: 0,
      answered: 0,
      average: null,
      scores: [0, 0, 0, 0, 0],
    });
  });

  it.each(['from=2026-01-01&to=2025-01-01', 'from=2020-01-01&to=2026-01-01', 'from=yesterday', 'about=weather'])(
    'are refused for %s',
    async (query) => expect(await service.call('GET', `/satisfaction?${query}`)).toMatchObject({ status: 400 }),
  );
});

describe('a draft for the knowledge base', () => {
  it('is made of an answer of an operator and the question before it, once', async () => {
    const contact = await service.newcomer();
    await service.said(contact, 'contact', '宠物可以带进店吗');
    await service.said(contact, 'contact', '在吗');
    const messageId = await service.said(contact, 'operator', '可以，请牵好绳。有事打 13812345678。');
    const handoff = await service.stored(contact, { state: 'claimed' });
    const url = `/handoffs/${handoff.id}/knowledge-drafts`;

    const answers = await Promise.all([1, 2].map(() => service.call('POST', url, { messageId })));

    expect(answers[0]).toMatchObject({
      status: 200,
      body: { question: '宠物可以带进店吗', answer: '可以，请牵好绳。有事打 〔手机号〕。', state: 'draft' },
    });
    expect(answers[1]?.body.id).toBe(answers[0]?.body.id);
    expect(await service.audited('handoffId', handoff.id)).toEqual(['handoff.knowledge-drafted']);
  });

  it('takes another question, and can be made anew when it was deleted', async () => {
    const contact = await service.newcomer();
    const messageId = await service.said(contact, 'operator', '可以。');
    const { id } = await service.stored(contact, { state: 'claimed' });
    const url = `/handoffs/${id}/knowledge-drafts`;

    expect(await service.call('POST', url, { messageId })).toMatchObject({
      status: 400,
      body: { faults: [expect.stringContaining('question')] },
    });
    const { body } = await service.call('POST', url, { messageId, question: '可以带宠物吗', category: '门店' });
    expect(body).toMatchObject({ question: '可以带宠物吗', category: '门店' });
    expect(await service.call('DELETE', `/knowledge/documents/${body.id}`)).toMatchObject({ status: 204 });

    const again = await service.call('POST', url, { messageId, question: '可以带宠物吗' });

    expect(again.status).toBe(200);
    expect(again.body.id).not.toBe(body.id);
  });

  it('is refused for a message of somebody else, and of another conversation', async () => {
    const [contact, other] = [await service.newcomer(), await service.newcomer()];
    const ofBot = await service.said(contact, 'bot', '九点开门。');
    const ofOther = await service.said(other, 'operator', '可以。');
    const { id } = await service.stored(contact, { state: 'claimed' });
    const url = `/handoffs/${id}/knowledge-drafts`;

    expect(await service.call('POST', url, { messageId: ofBot })).toMatchObject({ status: 400 });
    expect(await service.call('POST', url, { messageId: ofOther })).toMatchObject({ status: 404 });
    expect(
      await service.call('POST', `/handoffs/${randomUUID()}/knowledge-drafts`, { messageId: ofBot }),
    ).toMatchObject({ status: 404 });
  });
});
