import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestPhones } from '../setup/test-phones.js';
import { TestProgram } from '../setup/test-program.js';

describe('what a contact writes after a score', () => {
  let program: TestProgram;
  let desk: TestPhones;

  beforeAll(async () => {
    program = await TestProgram.start();
    desk = new TestPhones(program);
    const groupId = await desk.group({ name: '客服', isDefault: true, offerTo: 'all', offerSeconds: 600 });
    await desk.operator('zhang', { groupIds: [groupId], capacity: 50 });
    await program.publish([{ externalId: 'points', question: '会员积分怎么用', answer: '在“会员中心”里可以兑换。' }]);
  }, 60_000);

  afterAll(() => program.stop());

  /** Was served by a human, and has said how it was. */
  async function scored(contact: string): Promise<void> {
    await program.ask(contact, '转人工');
    const { id: handoffId } = await desk.caseOf(contact);
    const { body } = await program.api('GET', '/api/v1/operators');
    const claim = { operatorId: body.items[0].id };
    expect((await program.api('PUT', `/api/v1/handoffs/${String(handoffId)}/claim`, claim)).status).toBe(200);
    await program.wecom.say('zhang', '/结束');
    await desk.press(contact, await desk.card(contact, /survey:[0-9a-f-]+:2/));
    await desk.reads(contact, '谢谢您的评价');
    await program.settled();
  }

  it('is the word to it', async () => {
    await scored('plain');
    expect(await program.ask('plain', '等得太久了')).toContain('谢谢您的建议');
  });

  it('is none where it is what no machine should speak of: a human is called', async () => {
    await scored('furious');
    expect(await program.ask('furious', '我已经找了律师，法院见')).toContain('需要由人工同事来回答');
    expect((await desk.caseOf('furious'))['reason']).toBe('sensitive');
  });

  it('is none once something else was talked about: it is what he was asked back for', async () => {
    await scored('curious');
    expect(await program.ask('curious', '怎么开发票？')).toContain('抬头类型');
    expect(await program.ask('curious', '企业')).not.toContain('谢谢您的建议');
  });
});
