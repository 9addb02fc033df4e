import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorTexts } from '../../src/handoff/texts/operator-texts.js';
import { answer, ScriptedModel } from '../setup/scripted-model.js';
import { TestOperatorDesk } from '../setup/test-operator-desk.js';

let model: ScriptedModel;
let desk: TestOperatorDesk;

beforeAll(async () => {
  model = await ScriptedModel.start();
  desk = await TestOperatorDesk.start({ LLM_BASE_URL: model.baseUrl, LLM_MODEL: 'scripted', LLM_API_KEY: 'sk-test' });
  await desk.publish('运费怎么算？', '满 99 元包邮，不满收 10 元运费。');
});
afterAll(async () => {
  await desk.stop();
  await model.stop();
});

describe('a draft of a model', () => {
  it('is made of what the base holds and the contact asked, without his personal data, and waits for 发送', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    await desk.say(user, '我的手机是 13812345678，运费怎么算？');
    await desk.settled();
    desk.wecom.clear();
    model.otherwise = answer('您好，满 99 元包邮，不足 99 元收 10 元运费。');

    const draft = await desk.say(operator.memberId, '/建议');

    expect(draft?.text).toContain(`给【${user}】的建议：\n您好，满 99 元包邮，不足 99 元收 10 元运费。`);
    const asked = JSON.stringify(model.requests.at(-1)?.messages);
    expect(asked).toContain('满 99 元包邮，不满收 10 元运费。');
    expect(asked).not.toContain('13812345678');
    await desk.say(operator.memberId, '发送');
    await desk.settled();
    expect(desk.readBy(user)).toEqual(['您好，满 99 元包邮，不足 99 元收 10 元运费。']);
  });

  it('is what the base says where the model fails', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    await desk.say(user, '运费怎么算？');
    model.otherwise = { kind: 'error', status: 400 };

    expect((await desk.say(operator.memberId, '/建议'))?.text).toContain('满 99 元包邮，不满收 10 元运费。');
  });
});

describe('of a contact who wants no machine', () => {
  const refuse = (contactId: string): Promise<unknown> =>
    desk.database.run('update contacts set ai_refused_at = now() where id = $1', [contactId]);

  it('no model drafts an answer', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    await desk.say(user, '运费怎么算？');
    await desk.settled();
    const [contact] = await desk.database.rows<{ id: string }>('select id from contacts where external_id = $1', [
      user,
    ]);
    await refuse(contact?.id ?? '');
    const asked = model.requests.length;

    expect((await desk.say(operator.memberId, '/建议'))?.text).toBe(operatorTexts.desk.noDraft);
    expect(model.requests.length).toBe(asked);
  });
});

describe('what an operator makes of a draft', () => {
  const EDITS = `select action, details, data from audit_events e left join audit_personal p on p.event_id = e.id
                  where action in ('message.sent-draft', 'message.edited-draft') order by e.at desc limit 1`;

  it('is an event: sent as it was', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    model.otherwise = answer('满 99 元包邮。');
    await desk.say(user, '运费怎么算？');
    await desk.say(operator.memberId, '/建议');
    await desk.say(operator.memberId, '发送');

    await expect
      .poll(() => desk.database.rows(EDITS))
      .toMatchObject([
        {
          action: 'message.sent-draft',
          details: { operatorId: operator.id, distance: 0, draftLength: 9, sentLength: 9 },
        },
      ]);
  });

  it('is an event: in other words, which can be erased and hold no personal data', async () => {
    const operator = await desk.operator();
    const { user } = await desk.served(operator);
    model.otherwise = answer('满 99 元包邮。');
    await desk.say(user, '运费怎么算？');
    await desk.say(operator.memberId, '/建议');
    await desk.say(operator.memberId, '满 88 元包邮，可致电 13912345678。');

    await expect
      .poll(() => desk.database.rows(EDITS))
      .toMatchObject([
        {
          action: 'message.edited-draft',
          details: { operatorId: operator.id, draftLength: 9 },
          data: { draft: '满 99 元包邮。', sent: expect.stringContaining('满 88 元包邮，可致电 〔手机号〕') },
        },
      ]);
  });
});
