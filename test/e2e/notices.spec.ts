import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aiLabels } from '../../src/common/ai-label.js';
import { defaultNotice } from '../../src/settings/notice-texts.js';
import { ScriptedModel } from '../setup/scripted-model.js';
import { says } from '../setup/test-answers.js';
import { TestProgram } from '../setup/test-program.js';

const HOURS = { externalId: 'hours', question: '营业时间是几点到几点', answer: '我们周一至周五 9:00 到 18:00 营业。' };
const OPENING = '我们九点开门。';

let model: ScriptedModel;
let desk: TestProgram;

beforeAll(async () => {
  model = await ScriptedModel.start();
  model.otherwise = says({ answer: OPENING });
  desk = await TestProgram.start({
    environment: { LLM_BASE_URL: model.baseUrl, LLM_MODEL: 'scripted', LLM_API_KEY: 'sk-test' },
  });
  await desk.publish([HOURS]);
  await change('privacy.noticeEnabled', true);
});
afterAll(async () => {
  await desk.stop();
  await model.stop();
});

async function change(key: string, value: unknown): Promise<void> {
  expect(await desk.api('PUT', `/api/v1/settings/${key}`, { value })).toMatchObject({ status: 200 });
}

/** What the contact reads for it, all of it. */
async function readFor(user: string, text: string): Promise<string[]> {
  const read = () => desk.wecom.accepted.filter(({ to }) => to.includes(user)).map((message) => message.text ?? '');
  const before = read().length;
  await desk.wecom.say(user, text);
  await vi.waitFor(() => expect(read().length).toBeGreaterThan(before), { timeout: 20_000 });
  await desk.settled();
  return read().slice(before);
}

describe('the notice that a machine answers', () => {
  it('comes once before the first answer, and again when it was changed', async () => {
    const first = await readFor('told-anna', HOURS.question);
    expect(first).toEqual([defaultNotice['zh-Hans'], expect.stringContaining(OPENING)]);
    expect(await readFor('told-anna', HOURS.question)).toHaveLength(1);

    const changed = { ...defaultNotice, 'zh-Hans': '您好，这里由人工智能回答。' };
    await change('privacy.notice', changed);
    expect(await readFor('told-anna', HOURS.question)).toEqual([changed['zh-Hans'], expect.anything()]);
    expect(await readFor('told-anna', HOURS.question)).toHaveLength(1);

    const [contact] = await desk.rows<{ id: string }>(`select id from contacts where external_id = 'told-anna'`);
    const { body } = await desk.api('GET', `/api/v1/privacy/contacts/${contact?.id}/consent`);
    expect(body.notices).toMatchObject([
      { version: 1, language: 'zh-Hans' },
      { version: 2, language: 'zh-Hans' },
    ]);
    const events = await desk.rows(
      `select message_id, details from audit_events where action = 'contact.notified' and contact_id = $1 order by id`,
      [contact?.id],
    );
    expect(events).toEqual(
      body.notices.map(({ version, messageId }: { version: number; messageId: string }) => ({
        message_id: messageId,
        details: { version, language: 'zh-Hans' },
      })),
    );
  });

  it('comes again to somebody who was erased and writes again', async () => {
    await readFor('told-dora', HOURS.question);
    const [contact] = await desk.rows<{ id: string }>(`select id from contacts where external_id = 'told-dora'`);
    const path = `/api/v1/privacy/contacts/${contact?.id}/erasure`;
    const { body } = await desk.api('POST', path, { reason: 'asked for by letter' });
    await vi.waitFor(async () => {
      const { body: request } = await desk.api('GET', `/api/v1/privacy/contact-requests/${body.id}`);
      expect(request).toMatchObject({ status: 'completed' });
    }, 20_000);
    expect(await readFor('told-dora', HOURS.question)).toHaveLength(2);
  });

  it('is in the language of whoever writes', async () => {
    const [notice] = await readFor('told-bill', 'When do you open in the morning?');
    expect(notice).toBe(defaultNotice.en);
  });

  it('comes to nobody while it is switched off', async () => {
    await change('privacy.noticeEnabled', false);
    expect(await readFor('told-carl', HOURS.question)).toHaveLength(1);
    await change('privacy.noticeEnabled', true);
  });

  it.each([[''], [{ 'zh-Hans': 'a' }], [{ ...defaultNotice, en: ' ' }], [{ ...defaultNotice, fr: 'x' }], [null]])(
    'is not %o',
    async (value) => {
      expect(await desk.api('PUT', '/api/v1/settings/privacy.notice', { value })).toMatchObject({ status: 400 });
    },
  );
});

describe('the coverage of labels', () => {
  async function coverage() {
    const { status, body } = await desk.api('GET', '/api/v1/privacy/labels');
    expect(status).toBe(200);
    return body;
  }

  it('names the answer of a model that does not say so', async () => {
    const before = await coverage();
    expect(before).toMatchObject({ coverage: 1, unlabelled: [], humanLabelled: 0 });
    expect(before.generated).toBeGreaterThan(0);
    expect(before.generatedLabelled).toBe(before.generated);

    await change('dialog.aiLabel', '');
    await readFor('label-anna', HOURS.question);
    await change('dialog.aiLabel', aiLabels['zh-Hans']);

    const after = await coverage();
    expect(after.generated).toBe(before.generated + 1);
    expect(after.generatedLabelled).toBe(before.generatedLabelled);
    const [unlabelled] = await desk.rows<{ id: string }>(
      `select m.id from messages m join contacts c on c.id = m.contact_id
        where c.external_id = 'label-anna' and m.sender = 'bot'`,
    );
    expect(after.unlabelled).toEqual([unlabelled?.id]);
  });

  it('is that of one account, and none where nothing was generated', async () => {
    const [account] = await desk.rows<{ id: string }>('select id from accounts');
    const all = await coverage();
    expect(await desk.api('GET', `/api/v1/privacy/labels?accountId=${account?.id}&to=${all.to}`)).toMatchObject({
      body: { generated: all.generated, unlabelled: all.unlabelled },
    });
    expect(await desk.api('GET', `/api/v1/privacy/labels?accountId=${randomUUID()}`)).toMatchObject({
      body: { generated: 0, coverage: null, unlabelled: [] },
    });
    expect(await desk.api('GET', '/api/v1/privacy/labels?accountId=1')).toMatchObject({ status: 400 });
  });

  it('of a time that is none is not reported', async () => {
    for (const query of ['from=2026-02-01&to=2026-01-01', 'from=2020-01-01&to=2026-01-01', 'from=now']) {
      expect(await desk.api('GET', `/api/v1/privacy/labels?${query}`)).toMatchObject({ status: 400 });
    }
  });
});
