import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '../../src/common/ids.js';
import { backends, TestProgram } from '../setup/test-program.js';

const LONG = Array.from(
  { length: 120 },
  (_, line) => `第${line + 1}条：请在申请之前准备好相关材料，并确认信息无误。`,
).join('');

describe.each(backends)('sending, with the queue on %s', (backend) => {
  let desk: TestProgram;

  beforeAll(async () => {
    desk = await TestProgram.start({ backend });
    await desk.publish([{ externalId: 'long', question: '完整的申请须知是什么', answer: LONG }]);
  });

  afterAll(() => desk.stop());

  async function deliveriesTo(user: string): Promise<{ state: string; reason: string | null; attempts: number }[]> {
    await desk.settled();
    return desk.rows(
      `select o.state, o.reason, o.attempts from outbox o join contacts c on c.id = o.contact_id
        where c.external_id = $1 order by o.sequence`,
      [user],
    );
  }

  it('splits a long answer at sentence ends and sends the parts in order', async () => {
    await desk.wecom.say('alice', '完整的申请须知是什么');
    const parts = await desk.wecom.waitForMessages({ to: 'alice', count: Math.ceil(Buffer.byteLength(LONG) / 2_048) });
    await desk.settled();
    const texts = desk.wecom.accepted.filter(({ to }) => to.includes('alice')).map(({ text }) => text ?? '');
    expect(parts.length).toBeGreaterThan(2);
    expect(texts.join('')).toBe(LONG);
    expect(texts.every((text) => Buffer.byteLength(text) <= 2_048 && text.endsWith('。'))).toBe(true);
    expect(desk.wecom.counters.truncated).toBe(0);
  });

  it('tries again while WeCom is busy, in order', async () => {
    desk.wecom.nextReplies.push({ errcode: -1, errmsg: 'system busy' }, { status: 502 });
    await desk.wecom.say('bob', '帮助');
    await desk.wecom.waitForMessages({ to: 'bob' });
    expect(await deliveriesTo('bob')).toEqual([{ state: 'delivered', reason: null, attempts: 3 }]);
  });

  it('is recognised by WeCom when it repeats what had arrived after all', async () => {
    desk.wecom.nextReplies.push('drop-after');
    await desk.wecom.say('carol', '帮助');
    expect(await deliveriesTo('carol')).toMatchObject([{ state: 'delivered', attempts: 2 }]);
    expect(desk.wecom.accepted.filter(({ to }) => to.includes('carol'))).toHaveLength(1);
    expect(desk.wecom.counters.duplicates).toBeGreaterThan(0);
  });

  it('does not try again what WeCom rejects, cancels the rest, and shows why', async () => {
    desk.wecom.outsideScope.add('dave');
    await desk.wecom.say('dave', '完整的申请须知是什么');
    const states = await deliveriesTo('dave');
    expect(states[0]).toMatchObject({ state: 'rejected', attempts: 1, reason: expect.stringContaining('81013') });
    expect(states.slice(1).every(({ state }) => state === 'cancelled')).toBe(true);

    const { body } = await desk.api('GET', '/api/v1/conversations?limit=200');
    const { id } = body.items.find(({ externalId }: { externalId: string }) => externalId === 'dave');
    const { body: history } = await desk.api('GET', `/api/v1/conversations/${id}/messages`);
    expect(history.items.at(-1)).toMatchObject({ status: 'rejected', reason: expect.stringContaining('81013') });
    const metrics = await desk.api('GET', '/metrics');
    expect(metrics.body).toMatch(/kefu_deliveries_total\{result="rejected",reason="[^"]*81013[^"]*"\} 1/);
  });

  it('fetches a new token once when the old one is revoked', async () => {
    const before = desk.wecom.tokenRequests;
    desk.wecom.revokeTokens();
    await Promise.all(['e1', 'e2', 'e3', 'e4'].map((user) => desk.wecom.say(user, '帮助')));
    await Promise.all(['e1', 'e2', 'e3', 'e4'].map((user) => desk.wecom.waitForMessages({ to: user })));
    expect(desk.wecom.tokenRequests - before).toBe(1);
  });
});

describe('sending, when it fails in a way that nobody foresaw', () => {
  let desk: TestProgram;

  beforeAll(async () => {
    desk = await TestProgram.start();
    await desk.rows(
      `insert into wecom_access_tokens (account_id, account_version, generation, token, renew_at)
       select id, version, 1, 'sealed under another key', now() + interval '1 hour' from accounts`,
    );
  });

  afterAll(() => desk.stop());

  it('tries again later, as after any failure, and says so', async () => {
    await desk.wecom.say('alice', '帮助');
    await vi.waitFor(
      async () => {
        const rows = await desk.rows('select state, reason, not_before > created_at as waits from outbox');
        expect(rows).toEqual([{ state: 'pending', reason: 'failed', waits: true }]);
      },
      { timeout: 10_000, interval: 50 },
    );
  });

  it('waits for an account that this process has not read yet', async () => {
    const id = newId();
    // Its secrets cannot be opened, so that it is never read.
    await desk.rows(`insert into accounts select $1, kind, name, parameters, 'x' from accounts limit 1`, [id]);
    await desk.rows(`insert into contacts (id, account_id, external_id) values ($1, $1, 'bob')`, [id]);
    await desk.rows(`insert into conversations (id, contact_id, account_id) values ($1, $1, $1)`, [id]);
    await desk.rows(
      `insert into messages (id, conversation_id, contact_id, direction, sender, content)
       values ($1, $1, $1, 'outbound', 'bot', '{"type":"text","text":"你好"}')`,
      [id],
    );
    await desk.rows(
      `insert into outbox (id, sequence, contact_id, account_id, conversation_id, message_id, request_id, request)
       values ($1, nextval('outbox_sequence'), $1, $1, $1, $1, 'r', '{}')`,
      [id],
    );
    await vi.waitFor(
      async () => {
        const rows = await desk.rows('select state, reason from outbox where id = $1 and attempts > 0', [id]);
        expect(rows).toEqual([{ state: 'pending', reason: 'account-unknown' }]);
      },
      { timeout: 10_000, interval: 50 },
    );
  });
});
