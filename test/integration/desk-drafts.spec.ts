import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
