import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { textsFor } from '../../src/dialog/texts/texts.js';
import { ERASED_TEXT } from '../../src/privacy/erasure/erasers.js';
import { ScriptedModel } from '../setup/scripted-model.js';
import { says } from '../setup/test-answers.js';
import { TestProgram } from '../setup/test-program.js';

const HOURS = { externalId: 'hours', question: '营业时间是几点到几点', answer: '我们周一至周五 9:00 到 18:00 营业。' };
const PHONE = '13812345678';
const REASON = 'the person asked for it by letter';
const WAIT = { timeout: 25_000, interval: 50 };

let model: ScriptedModel;
let desk: TestProgram;

beforeAll(async () => {
  model = await ScriptedModel.start();
  model.otherwise = says({ answer: '我们九点开门。' });
  desk = await TestProgram.start({
    environment: { LLM_BASE_URL: model.baseUrl, LLM_MODEL: 'scripted', LLM_API_KEY: 'sk-test' },
  });
  await desk.publish([HOURS]);
});
afterAll(async () => {
  await desk.stop();
  await model.stop();
});
beforeEach(() => {
  model.next.length = 0;
});

async function contactIdOf(user: string): Promise<string> {
  const [contact] = await desk.rows<{ id: string }>('select id from contacts where external_id = $1', [user]);
  return contact?.id ?? '';
}

/** Somebody who has asked something and left his number. */
async function contactOf(user: string): Promise<string> {
  await desk.ask(user, `我的手机号是 ${PHONE}，${HOURS.question}`);
  return contactIdOf(user);
}

async function request(kind: 'export' | 'erasure', contactId: string) {
  const { status, body } = await desk.api('POST', `/api/v1/privacy/contacts/${contactId}/${kind}`, { reason: REASON });
  expect(body).toMatchObject({ kind, contactId });
  expect(status).toBe(202);
  return done(body.id);
}

/** The request as it is in the end. */
function done(id: string) {
  return vi.waitFor(async () => {
    const { body } = await desk.api('GET', `/api/v1/privacy/contact-requests/${id}`);
    expect(body.status).toMatch(/completed|failed/);
    return body;
  }, WAIT);
}

async function messagesOf(contactId: string): Promise<{ sender: string; text: string }[]> {
  return desk.rows(`select sender, content->>'text' as text from messages where contact_id = $1 order by sequence`, [
    contactId,
  ]);
}

async function actionsOn(contactId: string): Promise<string[]> {
  const rows = await desk.rows<{ action: string }>(
    `select action from audit_events where contact_id = $1 and action like 'contact.%' order by id`,
    [contactId],
  );
  return rows.map(({ action }) => action);
}

/** The tables in which a text stands, as far as a superuser can see it. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await desk.rows<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await desk.rows(`select 1 from ${name} t where t::text like $1 limit 1`, [`%${text}%`]);
    if (rows.length > 0) {
      found.push(name);
    }
  }
  return found;
}

describe("a contact's copy", () => {
  it('holds what is held of him, with his own originals, and is had once it is complete', async () => {
    const contactId = await contactOf('copy-anna');
    const copy = await request('export', contactId);
    expect(copy).toMatchObject({ status: 'completed', failure: null, reason: REASON, createdBy: { kind: 'key' } });

    const { status, headers, body } = await desk.api('GET', `/api/v1/privacy/contact-requests/${copy.id}/file`);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toContain(`contact-${contactId}.json`);
    expect(body).toMatchObject({
      format: 'wecom-kefu-contact-copy/1',
      contactId,
      contact: [{ externalId: 'copy-anna', tags: [] }],
      conversations: [{ state: 'open' }],
      messages: [{ sender: 'contact', content: { text: expect.stringContaining(PHONE) } }, { sender: 'bot' }],
      turns: [{ outcome: 'answered' }],
      questions: [{ outcome: 'answered' }],
      personalData: [{ kind: '手机号', value: PHONE }],
    });
    expect(copy.progress.rows).toMatchObject({ messages: body.messages.length, conversations: 1 });
    expect(await actionsOn(contactId)).toEqual([
      'contact.export-requested',
      'contact.exported',
      'contact.export-downloaded',
    ]);
    expect(await tablesWith(PHONE)).toEqual([]);
  });

  it('is refused for somebody who is not known, without a reason, and before there is one', async () => {
    const nobody = '0190a000-0000-7000-8000-000000000000';
    const path = `/api/v1/privacy/contacts/${nobody}`;
    expect(await desk.api('POST', `${path}/export`, { reason: REASON })).toMatchObject({ status: 404 });
    expect(await desk.api('POST', `${path}/erasure`, { reason: 'no' })).toMatchObject({ status: 400 });
    const contactId = await contactOf('copy-bert');
    const { id } = await request('erasure', contactId);
    const { status, body } = await desk.api('GET', `/api/v1/privacy/contact-requests/${id}/file`);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'privacy.copy-unfinished' });
  });

  it('is not had by who asked for it where four eyes are wanted', async () => {
    const contactId = await contactOf('copy-dora');
    const { id } = await request('export', contactId);
    const path = `/api/v1/privacy/contact-requests/${id}/file`;
    await desk.api('PUT', '/api/v1/settings/privacy.fourEyes', { value: true });
    expect(await desk.api('GET', path)).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    await desk.rows(`update contact_requests set created_by = '{"kind":"key","id":"officer"}' where id = $1`, [id]);
    expect((await desk.api('GET', path)).status).toBe(200);
    await desk.api('PUT', '/api/v1/settings/privacy.fourEyes', { value: false });
  });

  it('stands in the list of its account, and of no other', async () => {
    const contactId = await contactOf('copy-dina');
    const { id, accountId } = await request('export', contactId);
    const path = `/api/v1/privacy/contact-requests?contactId=${contactId}`;
    const { body: own } = await desk.api('GET', `${path}&accountId=${accountId}`);
    expect(own.items).toMatchObject([{ id }]);
    const { body: others } = await desk.api('GET', `${path}&accountId=${randomUUID()}`);
    expect(others.items).toEqual([]);
  });

  it('is not kept longer than a week', async () => {
    const contactId = await contactOf('copy-carl');
    const { id } = await request('export', contactId);
    await desk.rows(`update contact_requests set finished_at = now() - interval '8 days' where id = $1`, [id]);
    await vi.waitFor(async () => {
      expect(await desk.rows('select 1 from contact_copies where contact_request_id = $1', [id])).toEqual([]);
    }, WAIT);
    const { status, body } = await desk.api('GET', `/api/v1/privacy/contact-requests/${id}/file`);
    expect(body).toMatchObject({ code: 'privacy.copy-gone' });
    expect(status).toBe(410);
  });
});

describe('an erasure', () => {
  it('leaves no word of him and no name, and a log that still verifies', async () => {
    const contactId = await contactOf('gone-anna');
    await desk.ask('gone-anna', '转人工');
    const copy = await request('export', contactId);
    const erasure = await request('erasure', contactId);
    expect(erasure).toMatchObject({ status: 'completed', failure: null });
    expect(erasure.progress.done).toEqual(expect.arrayContaining(['vault', 'messages', 'turns', 'contact']));

    expect((await messagesOf(contactId)).map(({ text }) => text)).toEqual(
      expect.arrayContaining([ERASED_TEXT, ERASED_TEXT]),
    );
    expect(new Set((await messagesOf(contactId)).map(({ text }) => text))).toEqual(new Set([ERASED_TEXT]));
    expect(await tablesWith(PHONE)).toEqual([]);
    expect((await tablesWith('gone-anna')).filter((name) => name !== 'wecom_member_sends')).toEqual([]);
    expect(await desk.rows('select state from handoffs where contact_id = $1', [contactId])).toEqual([
      { state: 'abandoned' },
    ]);
    expect(await desk.rows('select 1 from audit_personal where contact_id = $1', [contactId])).toEqual([]);
    expect(await desk.api('GET', `/api/v1/privacy/contact-requests/${copy.id}/file`)).toMatchObject({ status: 410 });
    expect((await actionsOn(contactId)).slice(-2)).toEqual(['contact.erasure-requested', 'contact.erased']);
    const { body } = await desk.api('POST', '/api/v1/audit/verification', {});
    expect(body).toMatchObject({ state: 'sound', fault: null });
  });

  it('is a new beginning for whoever writes again', async () => {
    const contactId = await contactOf('gone-bert');
    await request('erasure', contactId);
    expect(await contactIdOf('gone-bert')).toBe('');

    expect(await desk.ask('gone-bert', HOURS.question)).toContain('九点开门');

    expect(await contactIdOf('gone-bert')).toBe(contactId);
    expect(
      await desk.rows('select state, end_reason from conversations where contact_id = $1 order by id', [contactId]),
    ).toEqual([
      { state: 'ended', end_reason: 'erased' },
      { state: 'open', end_reason: null },
    ]);
    expect(JSON.stringify(model.requests.at(-1))).not.toContain(ERASED_TEXT);
    await request('erasure', contactId);
    expect(await tablesWith('gone-bert')).toEqual(['wecom_member_sends']);
  });

  it('takes the answer away that is being thought about', async () => {
    await contactOf('gone-carl');
    let goOn = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    model.next.push({ kind: 'answer', chunks: ['{"answer":"太晚了"}'], until });
    const asked = model.requests.length;
    await desk.wecom.say('gone-carl', '你们周末几点关门呢');
    await vi.waitFor(() => expect(model.requests.length).toBeGreaterThan(asked), WAIT);
    const contactId = await contactIdOf('gone-carl');
    await request('erasure', contactId);
    goOn();
    await desk.settled();
    expect(
      await desk.rows(`select reason from inbox where contact_id = $1 and reason = 'erased'`, [contactId]),
    ).toEqual([{ reason: 'erased' }]);
    expect(new Set((await messagesOf(contactId)).map(({ text }) => text))).toEqual(new Set([ERASED_TEXT]));
    expect(desk.wecom.accepted.some(({ text }) => text?.includes('太晚了') === true)).toBe(false);
  });

  it('that was killed half way goes on where it was', async () => {
    const contactId = await contactOf('gone-dora');
    const [account] = await desk.rows<{ id: string }>('select account_id as id from contacts where id = $1', [
      contactId,
    ]);
    const id = '0190a000-0000-7000-8000-00000000000d';
    await desk.rows(
      `insert into contact_requests (id, contact_id, account_id, kind, status, reason, created_by, request_id, progress,
                                     attempts, token, lease_until, created_at)
       values ($1, $2, $3, 'erasure', 'running', 'killed', '{"kind":"key","id":"admin"}', 'r',
               '{"done":["conversations","cases"]}', 1, 1, now() - interval '1 minute', now())`,
      [id, contactId, account?.id],
    );
    expect(await done(id)).toMatchObject({ status: 'completed' });
    expect(await contactIdOf('gone-dora')).toBe('');
    expect(new Set((await messagesOf(contactId)).map(({ text }) => text))).toEqual(new Set([ERASED_TEXT]));
  });

  it('reaches what came of him between the request and its beginning', async () => {
    const contactId = await contactOf('gone-fred');
    await desk.ask('gone-fred', '转人工');
    const [account] = await desk.rows<{ id: string }>('select account_id as id from contacts where id = $1', [
      contactId,
    ]);
    await desk.rows(
      `insert into notifications (id, sequence, event, kind, lane, handoff_id, target, request, not_before, request_id)
       select gen_random_uuid(), 4711, 'handoff.requested', 'email', 'away', id, 'a', 'what he said', 'infinity', 'r'
         from handoffs where contact_id = $1`,
      [contactId],
    );
    const id = '0190a000-0000-7000-8000-00000000000f';
    await desk.rows(
      `insert into contact_requests (id, contact_id, account_id, kind, reason, created_by, request_id, created_at)
       values ($1, $2, $3, 'erasure', 'late', '{"kind":"key","id":"admin"}', 'r', now() - interval '1 hour')`,
      [id, contactId, account?.id],
    );
    expect(await done(id)).toMatchObject({ status: 'completed' });
    expect(await desk.rows('select state, summary from handoffs where contact_id = $1', [contactId])).toEqual([
      { state: 'abandoned', summary: null },
    ]);
    expect(await desk.rows('select state, request from notifications where sequence = 4711')).toEqual([
      { state: 'superseded', request: '{}' },
    ]);
    expect(await desk.rows('select 1 from audit_personal where contact_id = $1', [contactId])).toEqual([]);
    expect(await contactIdOf('gone-fred')).toBe('');
  });

  it('ends a copy that is being written, and leaves nothing of it', async () => {
    const contactId = await contactOf('gone-gina');
    const [account] = await desk.rows<{ id: string }>('select account_id as id from contacts where id = $1', [
      contactId,
    ]);
    const id = '0190a000-0000-7000-8000-000000000010';
    await desk.rows(
      `insert into contact_requests (id, contact_id, account_id, kind, status, reason, created_by, request_id, lease_until)
       values ($1, $2, $3, 'export', 'running', 'slow', '{"kind":"key","id":"admin"}', 'r', now() + interval '1 minute')`,
      [id, contactId, account?.id],
    );
    await desk.rows(
      `insert into contact_copies (id, contact_request_id, ordinal, sealed) values (gen_random_uuid(), $1, 0, 'x')`,
      [id],
    );
    await request('erasure', contactId);
    expect(await done(id)).toMatchObject({ status: 'failed', failure: 'privacy.copy-gone' });
    expect(await desk.rows('select 1 from contact_copies where contact_request_id = $1', [id])).toEqual([]);
  });

  it('forgets who sent what no turn had come to', async () => {
    const contactId = await contactOf('gone-hugo');
    let goOn = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    model.next.push({ kind: 'answer', chunks: ['{"answer":"太晚了"}'], until });
    const asked = model.requests.length;
    await desk.wecom.say('gone-hugo', '你们周日几点关门呢');
    await vi.waitFor(() => expect(model.requests.length).toBeGreaterThan(asked), WAIT);
    await desk.wecom.say('gone-hugo', '还在吗');
    await request('erasure', contactId);
    goOn();
    await desk.settled();
    expect((await tablesWith('gone-hugo')).filter((name) => name !== 'wecom_member_sends')).toEqual([]);
  });

  it('is asked for once, however often it is said', async () => {
    const contactId = await contactOf('gone-emil');
    const path = `/api/v1/privacy/contacts/${contactId}/erasure`;
    const answers = await Promise.all([1, 2, 3].map(() => desk.api('POST', path, { reason: REASON })));
    const ids = new Set(answers.map(({ body }) => String(body.id)));
    await Promise.all([...ids].map((id) => done(id)));
    const rows = await desk.rows(`select 1 from audit_events where contact_id = $1 and action = 'contact.erased'`, [
      contactId,
    ]);
    expect(rows).toHaveLength(ids.size);
  });
});

describe('what staff write down', () => {
  it('is in the log without the personal data that it names, and without the external id that they looked for', async () => {
    const contactId = await contactOf('named-anna');
    const written = { reason: `信 2026-11-21，电话 ${PHONE}` };
    const purpose = { 'x-audit-purpose': encodeURIComponent(`核实 ${PHONE}`) };
    await desk.api('POST', `/api/v1/privacy/contacts/${contactId}/export`, written);
    const hold = { subject: 'contact', subjectId: contactId, ...written };
    const { body: placed } = await desk.api('POST', '/api/v1/privacy/holds', hold);
    expect(placed.reason).toBe('信 2026-11-21，电话 〔手机号〕');
    await desk.api('PUT', `/api/v1/privacy/holds/${placed.id}`, written);
    await desk.api('DELETE', `/api/v1/privacy/holds/${placed.id}`);
    await desk.api('PUT', `/api/v1/contacts/${contactId}/tags`, { tags: [`老客户 ${PHONE}`] });
    await desk.api('PUT', `/api/v1/contacts/${contactId}/tags`, { tags: [] });
    const search = `text=${PHONE}&externalId=named-anna`;
    expect((await desk.api('GET', `/api/v1/audit/events?${search}`, undefined, purpose)).status).toBe(200);
    const exported = {
      subject: 'events',
      format: 'jsonl',
      filters: { externalId: 'named-anna' },
      purpose: `核实 ${PHONE}`,
    };
    expect((await desk.api('POST', '/api/v1/audit/exports', exported)).status).toBe(202);

    const events = await desk.rows<{ event: string }>('select e::text as event from audit_events e');
    expect(events.filter(({ event }) => event.includes(PHONE))).toEqual([]);
    expect(events.filter(({ event }) => event.includes('named-anna'))).toEqual([]);
    expect(events.some(({ event }) => event.includes('核实 〔手机号〕'))).toBe(true);
    expect(await tablesWith(PHONE)).toEqual([]);
  });
});

describe('a legal hold', () => {
  it.each(['contact', 'conversation', 'account'] as const)(
    'on a %s keeps what is known of the contact',
    async (subject) => {
      const contactId = await contactOf(`held-${subject}`);
      const [row] = await desk.rows<Record<string, string>>(
        `select contact_id as contact, id as conversation, account_id as account from conversations where contact_id = $1`,
        [contactId],
      );
      const subjectId = row?.[subject];
      const hold = { subject, subjectId, reason: 'lawsuit 4711' };
      const { status, headers, body: placed } = await desk.api('POST', '/api/v1/privacy/holds', hold);
      expect(placed).toMatchObject({ ...hold, until: null, releasedAt: null, placedBy: { kind: 'key' } });
      expect(status).toBe(201);
      expect(headers).toBeDefined();

      const path = `/api/v1/privacy/contacts/${contactId}/erasure`;
      const { body: refused } = await desk.api('POST', path, { reason: REASON });
      expect(refused).toMatchObject({ status: 409, code: 'privacy.on-hold' });

      const stale = { 'if-match': '"7"' };
      expect(await desk.api('DELETE', `/api/v1/privacy/holds/${placed.id}`, undefined, stale)).toMatchObject({
        status: 412,
      });
      expect(await desk.api('DELETE', `/api/v1/privacy/holds/${placed.id}`)).toMatchObject({ status: 204 });
      expect(await desk.api('DELETE', `/api/v1/privacy/holds/${placed.id}`)).toMatchObject({ status: 404 });
      expect(await request('erasure', contactId)).toMatchObject({ status: 'completed' });
    },
  );

  it('that was placed while somebody is being erased ends the erasure, and says so', async () => {
    const contactId = await contactOf('held-late');
    const [account] = await desk.rows<{ id: string }>('select account_id as id from contacts where id = $1', [
      contactId,
    ]);
    await desk.api('POST', '/api/v1/privacy/holds', {
      subject: 'contact',
      subjectId: contactId,
      reason: 'lawsuit 4712',
    });
    const id = '0190a000-0000-7000-8000-00000000000e';
    await desk.rows(
      `insert into contact_requests (id, contact_id, account_id, kind, reason, created_by, request_id)
       values ($1, $2, $3, 'erasure', 'early', '{"kind":"key","id":"admin"}', 'r')`,
      [id, contactId, account?.id],
    );
    expect(await done(id)).toMatchObject({ status: 'failed', failure: 'privacy.on-hold' });
    expect((await messagesOf(contactId)).some(({ text }) => text === ERASED_TEXT)).toBe(false);
    const { body } = await desk.api('GET', '/api/v1/privacy/holds?active=true');
    expect(body.items).toMatchObject([{ subjectId: contactId }]);
    const changed = await desk.api('PUT', `/api/v1/privacy/holds/${body.items[0].id}`, {
      reason: 'the lawsuit is over',
      until: '2026-01-01',
    });
    expect(changed.body).toMatchObject({ version: 2, until: '2026-01-01T00:00:00.000Z' });
    expect((await desk.api('GET', '/api/v1/privacy/holds?active=true')).body.items).toEqual([]);
    expect(await request('erasure', contactId)).toMatchObject({ status: 'completed' });
  });

  it('is refused on what there is not', async () => {
    const subjectId = '0190a000-0000-7000-8000-000000000000';
    for (const subject of ['contact', 'conversation', 'account']) {
      const answer = await desk.api('POST', '/api/v1/privacy/holds', { subject, subjectId, reason: 'lawsuit' });
      expect(answer).toMatchObject({ status: 404 });
    }
    const answer = await desk.api('POST', '/api/v1/privacy/holds', { subject: 'tag', subjectId, reason: 'x' });
    expect(answer).toMatchObject({ status: 400 });
  });
});

describe('consent', () => {
  it('is withdrawn also where something else is said along with it', async () => {
    const asked = model.requests.length;
    await desk.wecom.say('free-bert', '撤回同意。');
    await desk.wecom.say('free-bert', '你们周末几点关门呢');
    await desk.settled();
    expect(await actionsOn(await contactIdOf('free-bert'))).toEqual(['contact.consent-withdrawn']);
    expect(model.requests.length).toBe(asked);
  });

  it('that is withdrawn brings a human, until it is given again', async () => {
    const texts = textsFor('zh-Hans').consent;
    expect(await desk.ask('free-anna', '撤回同意')).toContain(texts.withdrawn);
    const asked = model.requests.length;
    expect(await desk.ask('free-anna', HOURS.question)).toContain(texts.refused);
    expect(model.requests.length).toBe(asked);
    const contactId = await contactIdOf('free-anna');
    const consent = await desk.api('GET', `/api/v1/privacy/contacts/${contactId}/consent`);
    expect(consent.body).toEqual({ notices: [], machineRefusedAt: expect.any(String) });

    expect(await desk.ask('free-anna', '恢复同意')).toContain(texts.given);
    expect(await desk.ask('free-anna', HOURS.question)).toContain('九点开门');
    expect(await actionsOn(contactId)).toEqual(['contact.consent-withdrawn', 'contact.consent-given']);
  });
});
