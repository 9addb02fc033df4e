import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestProgram } from '../setup/test-program.js';

const HOURS = { externalId: 'hours', question: '营业时间是几点到几点', answer: '我们周一至周五 9:00 到 18:00 营业。' };
const PHONE = '13812345678';
const DAYS = { old: 1_200, recent: 800 };
const WAIT = { timeout: 30_000, interval: 100 };
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64, 1)]);

let desk: TestProgram;

beforeAll(async () => {
  desk = await TestProgram.start();
  await desk.publish([HOURS]);
});
afterAll(() => desk.stop());

interface Kind {
  name: string;
  removed: number;
  held: number;
  status: string;
}

/** A run of its own, whenever the last one was; by kind. */
async function run(): Promise<Record<string, Kind>> {
  await vi.waitFor(async () => {
    expect(await desk.rows(`select 1 from retention_runs where status = 'running'`)).toEqual([]);
  }, WAIT);
  await desk.rows(`update retention_runs set started_at = started_at - interval '2 days'`);
  const [{ count } = { count: 0 }] = await desk.rows<{ count: number }>(
    'select count(*)::integer as count from retention_runs',
  );
  return vi.waitFor(async () => {
    const { body } = await desk.api('GET', '/api/v1/privacy/retention/runs');
    expect(body.items).toHaveLength(count + 1);
    expect(body.items[0]).toMatchObject({ status: 'completed', finishedAt: expect.any(String) });
    return Object.fromEntries(body.items[0].kinds.map((kind: Kind) => [kind.name, kind]));
  }, WAIT);
}

/** Somebody who asked something, left his number and was handed to a human, so many days ago. */
async function contactOf(user: string, days: number): Promise<{ contactId: string; conversationId: string }> {
  await desk.ask(user, `我的手机号是 ${PHONE}，${HOURS.question}`);
  await desk.ask(user, '转人工');
  await desk.ask(user, '取消人工');
  await desk.ask(user, '结束');
  const [found] = await desk.rows<{ contact: string; conversation: string }>(
    `select c.contact_id as contact, c.id as conversation from conversations c join contacts p on p.id = c.contact_id
      where p.external_id = $1`,
    [user],
  );
  const contactId = found?.contact ?? '';
  const conversationId = found?.conversation ?? '';
  const ago = `now() - interval '${days} days'`;
  await desk.rows(`update conversations set ended_at = ${ago}, started_at = ${ago} where id = $1`, [conversationId]);
  await desk.rows(`update contacts set last_seen_at = ${ago} where id = $1`, [contactId]);
  await desk.rows(`update handoffs set closed_at = ${ago} where conversation_id = $1`, [conversationId]);
  await desk.rows(`update vault_entries set created_at = ${ago} where contact_id = $1`, [contactId]);
  await desk.rows(`update asked_questions set asked_at = ${ago} where conversation_id = $1`, [conversationId]);
  return { contactId, conversationId };
}

/** How many rows there are of a conversation, by table. */
async function rowsOf({ contactId, conversationId }: { contactId: string; conversationId: string }) {
  const [counts] = await desk.rows(
    `select (select count(*)::int from messages where conversation_id = $1) as messages,
            (select count(*)::int from turns where conversation_id = $1) as turns,
            (select count(*)::int from outbox where conversation_id = $1) as outbox,
            (select count(*)::int from inbox where contact_id = $2) as inbox,
            (select count(*)::int from handoffs where conversation_id = $1) as handoffs,
            (select count(*)::int from asked_questions where conversation_id = $1) as questions,
            (select count(*)::int from vault_entries where contact_id = $2) as originals`,
    [conversationId, contactId],
  );
  return counts;
}

const NOTHING = { messages: 0, turns: 0, outbox: 0, inbox: 0, handoffs: 0, questions: 0, originals: 0 };

describe('retention', () => {
  it('removes what was kept for long enough, leaves what is held, and says so', async () => {
    await run();
    const old = await contactOf('old-anna', DAYS.old);
    const recent = await contactOf('recent-bill', DAYS.recent);
    const held = await contactOf('held-carl', DAYS.old);
    const before = { recent: await rowsOf(recent), held: await rowsOf(held) };
    const hold = { subject: 'contact', subjectId: held.contactId, reason: 'lawsuit 4711' };
    const { body: placed } = await desk.api('POST', '/api/v1/privacy/holds', hold);

    const first = await run();
    expect(first).toMatchObject({
      messages: { removed: 1, held: 1, status: 'completed' },
      contacts: { removed: 1, held: 0 },
      cases: { removed: 1, held: 1 },
      questions: { removed: 2, held: 1 },
      vault: { removed: 1, held: 1 },
      events: { removed: 0, held: 0, status: 'completed' },
    });
    expect(await rowsOf(old)).toEqual(NOTHING);
    expect(await rowsOf(recent)).toEqual({ ...before.recent, questions: 0 });
    expect(await rowsOf(held)).toEqual(before.held);
    expect(await desk.rows('select external_id from contacts where id = $1', [old.contactId])).toEqual([
      { external_id: expect.stringMatching(/^erased-/) },
    ]);
    const { body: history } = await desk.api('GET', `/api/v1/conversations/${old.conversationId}/messages`);
    expect(history.items).toEqual([]);

    await desk.api('DELETE', `/api/v1/privacy/holds/${placed.id}`);
    expect(await run()).toMatchObject({
      messages: { removed: 1, held: 0 },
      vault: { removed: 1 },
      cases: { removed: 1 },
    });
    expect(await rowsOf(held)).toEqual(NOTHING);
    const [event] = await desk.rows<{ details: { kinds: Kind[] } }>(
      `select details from audit_events where action = 'retention.completed' order by id desc limit 1`,
    );
    expect(event?.details.kinds.find(({ name }) => name === 'messages')).toMatchObject({ removed: 1, held: 0 });
    const { body: verification } = await desk.api('POST', '/api/v1/audit/verification', {});
    expect(verification).toMatchObject({ state: 'sound', fault: null });
  });

  it('keeps for ever what is to be kept for ever', async () => {
    const old = await contactOf('kept-dora', DAYS.old);
    const before = await rowsOf(old);
    for (const kind of ['messagesDays', 'casesDays', 'questionsDays', 'vaultDays']) {
      await desk.api('PUT', `/api/v1/settings/retention.${kind}`, { value: 0 });
    }
    const kinds = await run();
    expect(kinds).toMatchObject({ messages: { removed: 0, before: null }, vault: { removed: 0, before: null } });
    expect(await rowsOf(old)).toEqual(before);
    const { body } = await desk.api('GET', '/api/v1/privacy/retention');
    expect(body.kinds).toContainEqual({ name: 'messages', setting: 'retention.messagesDays', kept: 0 });
    for (const kind of ['messagesDays', 'casesDays', 'questionsDays', 'vaultDays']) {
      await desk.api('PUT', `/api/v1/settings/retention.${kind}`, { value: 1_095 });
    }
    expect(await run()).toMatchObject({ messages: { removed: 1 } });
    expect(await rowsOf(old)).toEqual(NOTHING);
  });

  it('that was killed half way goes on where it was', async () => {
    const old = await contactOf('killed-emil', DAYS.old);
    const done = { before: null, after: null, removed: 7, held: 0, status: 'completed' };
    const waiting = { before: null, after: null, removed: 0, held: 0, status: 'waiting' };
    const kinds = [
      { name: 'cases', ...done },
      { name: 'gone-with-a-release', ...waiting },
      { name: 'messages', ...waiting },
    ];
    const id = '0190a000-0000-7000-8000-00000000000f';
    await desk.rows(
      `insert into retention_runs (id, kinds, attempts, lease_until) values ($1, $2, 1, now() - interval '1 minute')`,
      [id, JSON.stringify(kinds)],
    );
    await vi.waitFor(async () => {
      const [ended] = await desk.rows<{ status: string; kinds: Kind[] }>(
        'select status, kinds from retention_runs where id = $1',
        [id],
      );
      expect(ended).toMatchObject({ status: 'completed', kinds: [done, { status: 'completed' }, { removed: 1 }] });
    }, WAIT);
    expect(await rowsOf(old)).toMatchObject({ messages: 0, handoffs: 1 });
  });

  it('of events is six months at least', async () => {
    for (const value of [5, -1, 6.5, '36', 1_201]) {
      const answer = await desk.api('PUT', '/api/v1/settings/retention.eventsMonths', { value });
      expect(answer).toMatchObject({ status: 400 });
    }
    for (const value of [0, 6, 36]) {
      const answer = await desk.api('PUT', '/api/v1/settings/retention.eventsMonths', { value });
      expect(answer).toMatchObject({ status: 200 });
    }
  });
});

describe('a file', () => {
  it('that others were sent as well is not erased with one of them', async () => {
    const [shared, own] = await Promise.all(
      ['shared.png', 'own.png'].map(async (name) => {
        const { body } = await desk.api('POST', `/api/v1/media?type=image&name=${name}`, PNG);
        return String(body.id);
      }),
    );
    const anna = await contactOf('file-anna', 1);
    const bill = await contactOf('file-bill', 1);
    const sent = `insert into messages (id, conversation_id, contact_id, direction, sender, content)
                  values (gen_random_uuid(), $1, $2, 'outbound', 'operator', $3)`;
    for (const [{ conversationId, contactId }, media] of [
      [anna, shared],
      [bill, shared],
      [anna, own],
    ] as const) {
      await desk.rows(sent, [conversationId, contactId, JSON.stringify({ type: 'image', media })]);
    }
    const reason = { reason: 'asked for by letter' };
    const { body: request } = await desk.api('POST', `/api/v1/privacy/contacts/${anna.contactId}/erasure`, reason);
    await vi.waitFor(async () => {
      const { body } = await desk.api('GET', `/api/v1/privacy/contact-requests/${request.id}`);
      expect(body).toMatchObject({ status: 'completed' });
    }, WAIT);
    expect(await desk.api('GET', `/api/v1/media/${shared}`)).toMatchObject({ status: 200 });
    expect(await desk.api('GET', `/api/v1/media/${own}`)).toMatchObject({ status: 410 });
    await vi.waitFor(async () => {
      expect(await desk.rows('select 1 from media where remove_at is not null')).toEqual([]);
    }, WAIT);
  });
});
