import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textsFor } from '../../src/dialog/texts/texts.js';
import { backends, TestProgram } from '../setup/test-program.js';

const texts = textsFor('zh-Hans');

const HOURS = { externalId: 'hours', question: '营业时间是几点到几点', answer: '我们周一至周五 9:00 到 18:00 营业。' };

describe.each(backends)('a vote on an answer, with the queue on %s', (backend) => {
  let desk: TestProgram;

  beforeAll(async () => {
    desk = await TestProgram.start({ backend });
    await desk.publish([HOURS]);
  });

  afterAll(() => desk.stop());

  /** Says it, and tells what the contact reads for it. */
  async function say(user: string, text: string): Promise<string> {
    const before = desk.wecom.accepted.filter(({ to }) => to.includes(user)).length;
    await desk.wecom.say(user, text);
    const messages = await desk.wecom.waitForMessages({ to: user, count: before + 1 });
    await desk.settled();
    return messages.at(-1)?.text ?? '';
  }

  /** What is known of the contact's questions. */
  async function askedBy(user: string): Promise<unknown[]> {
    return desk.rows(
      `select a.outcome, a.reason, a.vote, a.gap_from is not null as "isGap" from asked_questions a join contacts c on c.id = a.contact_id
        where c.external_id = $1 order by a.asked_at`,
      [user],
    );
  }

  it.each([
    ['helpful', '有帮助'],
    ['helpful', '👍'],
    ['unhelpful', '没帮助'],
    ['unhelpful', '不对。'],
  ] as const)('is recorded as %s for %s, and thanked for in a line', async (vote, said) => {
    const user = `voter-${vote}-${said.codePointAt(0)}`;
    expect(await say(user, HOURS.question)).toBe(HOURS.answer);
    expect(await askedBy(user)).toEqual([{ outcome: 'answered', reason: 'quoted', vote: null, isGap: false }]);

    expect(await say(user, said)).toBe(texts.voted[vote]);
    expect(await askedBy(user)).toEqual([{ outcome: 'answered', reason: 'quoted', vote, isGap: vote === 'unhelpful' }]);
  });

  it('may be changed, and small talk in between does not matter', async () => {
    await say('carol', HOURS.question);
    expect(await say('carol', '谢谢')).toBe(texts.welcome);
    expect(await say('carol', '有用')).toBe(texts.voted.helpful);
    expect(await say('carol', '没用')).toBe(texts.voted.unhelpful);
    expect(await askedBy('carol')).toMatchObject([{ vote: 'unhelpful' }]);
  });

  it('offers a human after an answer that did not help', () => {
    expect(texts.voted.unhelpful).toContain('转人工');
  });

  it('gets a short reply where there is no answer to vote on, and is no question', async () => {
    expect(await say('dave', '没帮助')).toBe(texts.strayVote.unhelpful);
    expect(await say('dave', '有用')).toBe(texts.strayVote.helpful);
    expect(await askedBy('dave')).toEqual([]);
  });

  it('goes to the question, where its answer was chosen from several', async () => {
    await desk.publish([{ externalId: 'sunday', question: '周日的营业时间', answer: '周日休息。' }]);
    await desk.api('PUT', '/api/v1/settings/dialog.clarifyThreshold', { value: 0.05 });
    await desk.api('PUT', '/api/v1/settings/dialog.quoteThreshold', { value: 1 });
    expect(await say('erin', '营业')).toContain('您是不是想问');
    expect(await askedBy('erin')).toMatchObject([{ isGap: true }]);
    expect(await say('erin', '1')).toMatch(/营业|休息/u);
    expect(await askedBy('erin')).toMatchObject([{ isGap: false }]);
    expect(await say('erin', '有用')).toBe(texts.voted.helpful);
    expect(await askedBy('erin')).toMatchObject([{ reason: 'did-you-mean', vote: 'helpful', isGap: false }]);
  });
});
