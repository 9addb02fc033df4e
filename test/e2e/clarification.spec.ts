import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textsFor } from '../../src/dialog/texts/texts.js';
import { backends, TestProgram } from '../setup/test-program.js';
import { withNobodyThere } from '../setup/nobody-there.js';

const texts = textsFor('zh-Hans');

const ENTRIES = [
  { externalId: 'apply', question: '怎么申请退款', answer: '在“我的订单”里点“申请退款”。' },
  { externalId: 'arrival', question: '退款多久到账', answer: '审核通过后 3 个工作日内原路退回。' },
  { externalId: 'refused', question: '退款被拒绝了怎么办', answer: '请联系店长复核。' },
  { externalId: 'parking', question: '门店可以免费停车吗', answer: '可以免费停两小时。', category: '门店' },
];
const MANUAL = {
  externalId: 'manual',
  kind: 'text',
  question: '员工手册',
  category: '制度',
  answer: '# 假期\n\n## 婚假\n\n领证之后可以休十天婚假。\n\n## 产假\n\n产假按所在城市的规定执行。\n',
};
const VAGUE = '退款';
const ALSO_VAGUE = '到账';
const UNKNOWN = '火星上能种土豆吗';

const NOT_FOUND_HANDOFF = withNobodyThere(texts.unanswered['nothing-relevant'] + texts.lowConfidence.handoff);
const NOT_FOUND_OFFER = texts.unanswered['nothing-relevant'] + texts.lowConfidence.offer;
const UNSURE_HANDOFF = withNobodyThere(texts.unanswered['low-confidence'] + texts.lowConfidence.handoff);

describe.each(backends)('a question that is not clear, with the queue on %s', (backend) => {
  let desk: TestProgram;

  beforeAll(async () => {
    desk = await TestProgram.start({ backend });
    await desk.publish([...ENTRIES, MANUAL]);
    // Whatever the search makes of a single word lies in between.
    await change('dialog.clarifyThreshold', 0.05);
    await change('dialog.quoteThreshold', 1);
  });

  afterAll(() => desk.stop());

  async function change(key: string, value: unknown): Promise<void> {
    expect((await desk.api('PUT', `/api/v1/settings/${key}`, { value })).status).toBe(200);
  }

  /** Says it, and tells what the contact reads for it. */
  async function say(user: string, text: string): Promise<string> {
    const before = desk.wecom.accepted.filter(({ to }) => to.includes(user)).length;
    await desk.wecom.say(user, text);
    const messages = await desk.wecom.waitForMessages({ to: user, count: before + 1 });
    await desk.settled();
    return messages.at(-1)?.text ?? '';
  }

  /** The contact's last turn: how it ended and why. */
  async function lastTurn(user: string): Promise<Record<string, unknown>> {
    const [turn] = await desk.rows<Record<string, unknown>>(
      `select t.id, t.outcome, t.reason, t.explanation from turns t join contacts c on c.id = t.contact_id
        where c.external_id = $1 order by t.finished_at desc limit 1`,
      [user],
    );
    return turn ?? {};
  }

  /** The titles that were offered, in their order. */
  function offered(reply: string): string[] {
    return [...reply.matchAll(/^\d\. (.*)$/gmu)].map(([, title]) => title ?? '');
  }

  function answerTo(title: string | undefined): string | undefined {
    return ENTRIES.find(({ question }) => question === title)?.answer;
  }

  async function handoffsOf(user: string): Promise<unknown[]> {
    const sql = `select h.reason, h.state from handoffs h join contacts c on c.id = h.contact_id where c.external_id = $1`;
    return desk.rows(sql, [user]);
  }

  it('is asked back, and answered with the document that the contact chooses by its number', async () => {
    const reply = await say('alice', VAGUE);
    expect(reply).toContain('您是不是想问');
    expect(offered(reply).length).toBeGreaterThanOrEqual(2);
    expect(await lastTurn('alice')).toMatchObject({
      outcome: 'answered',
      reason: 'did-you-mean',
      explanation: {
        thresholds: { answerFrom: 1, clarifyFrom: 0.05, lowConfidenceAction: 'handoff' },
        clarification: { options: offered(reply).map((title) => ({ title })) },
      },
    });
    const { id: turnId } = await lastTurn('alice');

    const [, second] = offered(reply);
    expect(await say('alice', '2')).toBe(answerTo(second));
    expect(await lastTurn('alice')).toMatchObject({
      outcome: 'answered',
      reason: 'chosen',
      explanation: { choice: { turnId }, passages: [{ title: second }] },
    });
    expect(await handoffsOf('alice')).toEqual([]);
  });

  it('is answered when the contact repeats a title, or thanks in between', async () => {
    const [first = ''] = offered(await say('amy', VAGUE));
    expect(await say('amy', '谢谢')).toBe(texts.welcome);
    expect(await say('amy', `${first}？`)).toBe(answerTo(first));
  });

  it('is handed off, and not asked back again, when the next one is no clearer', async () => {
    expect(offered(await say('bob', VAGUE))).not.toEqual([]);
    expect(await say('bob', ALSO_VAGUE)).toBe(UNSURE_HANDOFF);
    expect(await lastTurn('bob')).toMatchObject({ outcome: 'handed-off', reason: 'low-confidence' });
    expect(await handoffsOf('bob')).toEqual([{ reason: 'low-confidence', state: 'requested' }]);
    // the one after that may be asked back again
    expect(offered(await say('bob', VAGUE))).not.toEqual([]);
  });

  it('is handed off when the contact meant none of them', async () => {
    await say('carol', VAGUE);
    expect(await say('carol', '都不是')).toBe(NOT_FOUND_HANDOFF);
    expect(await handoffsOf('carol')).toEqual([{ reason: 'nothing-relevant', state: 'requested' }]);
  });

  it('is given up honestly when the document is gone that the contact chose', async () => {
    const reply = await say('dave', VAGUE);
    const index = offered(reply).indexOf('退款被拒绝了怎么办');
    expect(index).not.toBe(-1);
    await desk.rows(`update documents set valid_until = now() - interval '1 hour' where external_id = 'refused'`);
    try {
      expect(await say('dave', `${index + 1}`)).toBe(NOT_FOUND_HANDOFF);
    } finally {
      await desk.rows(`update documents set valid_until = null where external_id = 'refused'`);
    }
  });

  it('takes a number without a question back for an ordinary message, also after a while and after 重新开始', async () => {
    const searched = { explanation: { confidence: expect.any(Number) } };
    await say('erin', '2');
    expect(await lastTurn('erin')).toMatchObject(searched);

    await say('emma', VAGUE);
    await desk.rows(
      `update turns set finished_at = finished_at - interval '11 minutes'
        where contact_id = (select id from contacts where external_id = 'emma')`,
    );
    await say('emma', '2');
    expect(await lastTurn('emma')).toMatchObject(searched);

    await say('ella', VAGUE);
    await say('ella', '重新开始');
    await say('ella', '2');
    expect(await lastTurn('ella')).toMatchObject(searched);
  });

  it('is answered by another process than the one that asked back', async () => {
    const [, second] = offered(await say('frank', VAGUE));
    const other = await TestProgram.start({ backend, beside: desk });
    try {
      desk.wecom.app.callbackUrl = `${other.program.url}/wecom/callback`;
      expect(await say('frank', '2')).toBe(answerTo(second));
    } finally {
      desk.wecom.app.callbackUrl = `${desk.program.url}/wecom/callback`;
      await other.stop();
    }
  });

  it('that nothing answers is handed off, or a human is offered where that is set', async () => {
    expect(await say('grace', UNKNOWN)).toBe(NOT_FOUND_HANDOFF);
    expect(await lastTurn('grace')).toMatchObject({ outcome: 'handed-off', reason: 'nothing-relevant' });
    expect(await handoffsOf('grace')).toEqual([{ reason: 'nothing-relevant', state: 'requested' }]);

    await change('dialog.lowConfidenceAction', 'offer');
    try {
      expect(await say('gina', UNKNOWN)).toBe(NOT_FOUND_OFFER);
      expect(await lastTurn('gina')).toMatchObject({ outcome: 'answered', reason: 'nothing-relevant' });
      expect(await handoffsOf('gina')).toEqual([]);
    } finally {
      await change('dialog.lowConfidenceAction', 'handoff');
    }
  });

  it('is judged by the rules of its category', async () => {
    const question = '可以停车吗';
    expect(await say('heidi', question)).toContain('门店可以免费停车吗');
    expect(await lastTurn('heidi')).toMatchObject({ reason: 'did-you-mean' });

    const { status } = await desk.api('PUT', `/api/v1/knowledge/categories/${encodeURIComponent('门店')}`, {
      answerFrom: 0.05,
    });
    expect(status).toBe(200);
    expect(await say('henry', question)).toBe('可以免费停两小时。');
    expect(await lastTurn('henry')).toMatchObject({
      reason: 'quoted',
      explanation: { thresholds: { answerFrom: 0.05 } },
    });
    expect(offered(await say('henry', VAGUE)).length).toBeGreaterThanOrEqual(2);
  });

  it('is answered with the passage of a text, under its title and headings', async () => {
    const passage = '【员工手册 › 假期 › 婚假】\n领证之后可以休十天婚假。';
    expect(await say('ivan', '领证之后可以休婚假吗')).toContain('员工手册');
    expect(await lastTurn('ivan')).toMatchObject({ reason: 'did-you-mean' });
    expect(await say('ivan', '员工手册')).toBe(passage);
    expect(await lastTurn('ivan')).toMatchObject({
      reason: 'chosen',
      explanation: { passages: [{ externalId: 'manual', ordinal: 0, headingPath: ['假期', '婚假'] }] },
    });

    await desk.api('PUT', `/api/v1/knowledge/categories/${encodeURIComponent('制度')}`, { answerFrom: 0.05 });
    expect(await say('irene', '领证之后可以休婚假吗')).toBe(passage);
  });
});

describe.each(backends)('LOW_CONFIDENCE_ACTION=offer, with the queue on %s', (backend) => {
  it('offers a human for what nothing answers, until the setting says otherwise', async () => {
    const desk = await TestProgram.start({ backend, environment: { LOW_CONFIDENCE_ACTION: 'offer' } });
    try {
      await desk.wecom.say('alice', UNKNOWN);
      const [first] = await desk.wecom.waitForMessages({ to: 'alice', count: 1 });
      expect(first?.text).toBe(NOT_FOUND_OFFER);
      const { body } = await desk.api('GET', '/api/v1/settings/dialog.lowConfidenceAction');
      expect(body).toMatchObject({ value: 'offer', default: 'offer', version: 0 });

      await desk.api('PUT', '/api/v1/settings/dialog.lowConfidenceAction', { value: 'handoff' });
      await desk.wecom.say('alice', UNKNOWN);
      const [, second] = await desk.wecom.waitForMessages({ to: 'alice', count: 2 });
      expect(second?.text).toBe(NOT_FOUND_HANDOFF);
    } finally {
      await desk.stop();
    }
  });
});
