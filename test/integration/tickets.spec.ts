import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import { CaseFallback } from '../../src/handoff/cases/case-fallback.js';
import { TicketChores } from '../../src/handoff/tickets/ticket-chores.js';
import { Tickets } from '../../src/handoff/tickets/tickets.js';
import { problem } from '../setup/test-platform.js';
import { type ServiceContact, TestService } from '../setup/test-service.js';

let service: TestService;
let tickets: Tickets;

beforeAll(async () => {
  service = await TestService.start();
  tickets = service.platform.app.get(Tickets);
});
afterAll(() => service.stop());
beforeEach(() => service.wecom.clear());

async function newTicket(fields: Record<string, unknown> = {}, contact?: ServiceContact) {
  const { contactId } = contact ?? (await service.newcomer());
  const answer = await service.call('POST', '/tickets', { contactId, title: '空调不制冷', ...fields });
  expect(answer.status).toBe(201);
  return answer.body;
}

function read(contact: ServiceContact, count = 1) {
  return service.wecom.waitForMessages({ to: contact.externalId, count });
}

describe('a ticket that people make', () => {
  it('has a number, and a summary of what was said in the conversation', async () => {
    const contact = await service.newcomer();
    await service.said(contact, 'contact', '我的手机 13812345678 收不到验证码');
    await service.said(contact, 'bot', '请稍后再试。');

    const { status, tag, body } = await service.call('POST', '/tickets', {
      contactId: contact.contactId,
      conversationId: contact.conversationId,
      priority: 'high',
      tellContact: true,
    });

    expect({ status, tag }).toEqual({ status: 201, tag: '"1"' });
    expect(body).toMatchObject({
      number: expect.stringMatching(/^T\d{6}$/),
      state: 'open',
      priority: 'high',
      reason: 'asked',
      title: '我的手机 〔手机号〕 收不到验证码',
      summary: '客户：我的手机 〔手机号〕 收不到验证码\n机器人最后答复：请稍后再试。',
      summaryBy: 'extract',
      contactExternalId: contact.externalId,
      transcript: { from: expect.any(String), to: expect.any(String) },
    });
    expect(await read(contact)).toMatchObject([{ text: expect.stringContaining(body.number) }]);
    expect(await service.audited('ticketId', body.id)).toEqual(['ticket.created']);
  });

  it.each([
    [{ contactId: randomUUID(), title: '无人' }, 404, 'request.not-found'],
    [{ title: '没有联系人' }, 400, 'request.invalid'],
    [{ title: '组', groupId: randomUUID() }, 400, 'request.invalid'],
    [{ title: '坐席', assigneeId: randomUUID() }, 400, 'request.invalid'],
    [{ title: '别人的对话', conversationId: randomUUID() }, 400, 'request.invalid'],
    [{ title: '长'.repeat(201) }, 400, 'request.invalid'],
    [{ title: '优先级', priority: 'whenever' }, 400, 'request.invalid'],
    [{ title: '\0' }, 400, 'request.invalid'],
  ])('is refused for %j', async (fields, status, code) => {
    const { contactId } = await service.newcomer();
    const body = 'contactId' in fields || fields.title === '没有联系人' ? fields : { contactId, ...fields };

    expect(await service.call('POST', '/tickets', body)).toMatchObject({ status, body: problem(status, code) });
  });

  it('is due as the group says, by its working hours', async () => {
    const groupId = await service.group({ resolutionSeconds: 3_600 });
    const before = Date.now();

    const { dueAt } = await newTicket({ groupId });

    expect(new Date(dueAt).getTime() - before).toBeGreaterThanOrEqual(3_600_000);
    expect(new Date(dueAt).getTime() - Date.now()).toBeLessThanOrEqual(3_600_000);
  });

  it('is told to the operator who gets it', async () => {
    const operator = await service.operator();

    const { number } = await newTicket({ assigneeId: operator.id });

    expect(await service.wecom.waitForMessages({ to: operator.memberId })).toMatchObject([
      { text: expect.stringContaining(`新工单 ${number}：空调不制冷`) },
    ]);
  });
});

describe('a change of a ticket', () => {
  it('is told to the operator who gets it, with his name and the due time of the group', async () => {
    const groupId = await service.group({ calendar: { timeZone: 'Asia/Tokyo', weekly: [], holidays: [] } });
    const operator = await service.operator();
    const { id, number } = await newTicket({ groupId, dueAt: '2026-03-09T10:00:00Z' });

    await service.call('PATCH', `/tickets/${id}`, { assigneeId: operator.id });

    expect(await service.wecom.waitForMessages({ to: operator.memberId })).toMatchObject([
      {
        text: expect.stringMatching(
          new RegExp(`^工单 ${number} 已分配给${operator.name}：空调不制冷\n优先级：普通\n到期时间：2026-03-09 19:00$`),
        ),
      },
    ]);
  });

  it('is told to the contact when it is solved, once', async () => {
    const contact = await service.newcomer();
    const { id, number } = await newTicket({}, contact);

    const solved = await service.call('PATCH', `/tickets/${id}`, { state: 'solved' }, { 'if-match': '"1"' });
    const again = await service.call('PATCH', `/tickets/${id}`, { state: 'solved' });

    expect(solved).toMatchObject({ status: 200, tag: '"2"', body: { state: 'solved', solvedAt: expect.any(String) } });
    expect(again).toMatchObject({ status: 200, tag: '"2"' });
    expect(await read(contact)).toMatchObject([{ text: expect.stringContaining(`${number}（空调不制冷）已处理完成`) }]);
    const messages = await service.database.rows('select 1 from messages where conversation_id = $1', [
      contact.conversationId,
    ]);
    expect(messages).toHaveLength(1);
    expect(await service.audited('ticketId', id)).toEqual(['ticket.created', 'ticket.updated']);
  });

  it('goes through for the first of two people alone', async () => {
    const { id } = await newTicket();

    const answers = await Promise.all(
      ['low', 'urgent'].map((priority) => service.call('PATCH', `/tickets/${id}`, { priority }, { 'if-match': '"1"' })),
    );

    expect(answers.map(({ status }) => `${status}`).toSorted()).toEqual(['200', '412']);
  });

  it('is refused where the state does not lead there', async () => {
    const { id } = await newTicket();
    expect(await service.call('PATCH', `/tickets/${id}`, { state: 'closed' })).toMatchObject({ status: 200 });

    expect(await service.call('PATCH', `/tickets/${id}`, { state: 'open' })).toMatchObject({
      status: 409,
      body: problem(409, 'ticket.step-forbidden'),
    });
    expect(await service.call('PATCH', `/tickets/${randomUUID()}`, { state: 'open' })).toMatchObject({ status: 404 });
  });

  it('takes away what is null, and leaves what is left out', async () => {
    const operator = await service.operator();
    const { id } = await newTicket({ assigneeId: operator.id, category: '售后', dueAt: '2030-01-31T08:00:00+08:00' });

    const { body } = await service.call('PATCH', `/tickets/${id}`, { assigneeId: null, dueAt: null });

    expect(body).toMatchObject({ assigneeId: null, dueAt: null, category: '售后', title: '空调不制冷', version: 2 });
  });
});

describe('the list of tickets', () => {
  it('is paged, newest first, and narrowed', async () => {
    const contact = await service.newcomer();
    const titles = ['一', '二', '三'];
    for (const title of titles) {
      await newTicket({ title }, contact);
    }
    const url = `/tickets?contactId=${contact.contactId}&limit=2`;

    const first = await service.call('GET', url);
    const second = await service.call('GET', `${url}&cursor=${first.body.nextCursor}`);

    expect(first.body.items).toMatchObject([{ title: '三' }, { title: '二' }]);
    expect(second.body).toMatchObject({ items: [{ title: '一' }], nextCursor: null });
    expect((await service.call('GET', `${url}&state=solved`)).body.items).toEqual([]);
    const { number } = first.body.items[0];
    expect((await service.call('GET', `/tickets?number=${number}`)).body.items).toMatchObject([{ title: '三' }]);
    expect(await service.call('GET', `${url}&cursor=bm90IG91cnM`)).toMatchObject({ status: 400 });
  });

  it('is what the contact is told, without what was closed long ago', async () => {
    const contact = await service.newcomer();
    expect(await tickets.statesFor(contact.contactId, 'zh-Hans')).toContain('没有工单');
    const old = await newTicket({ title: '旧的' }, contact);
    await service.call('PATCH', `/tickets/${old.id}`, { state: 'closed' });
    await service.database.run(`update tickets set closed_at = now() - interval '31 days' where id = $1`, [old.id]);
    const { number } = await newTicket({}, contact);

    expect(await tickets.statesFor(contact.contactId, 'zh-Hans')).toBe(`您的工单：\n${number} 空调不制冷：待处理`);
    expect(await tickets.statesFor(contact.contactId, 'fr')).toBe(`Your tickets:\n${number} 空调不制冷: open`);
  });
});

describe('comments', () => {
  it('are listed in order, and one of an outside system is there once', async () => {
    const { id } = await newTicket();
    const url = `/tickets/${id}/comments`;

    await service.call('POST', url, { text: '已联系客户' });
    const one = await service.call('POST', url, { text: '备件已发', externalId: 'c-1', authorName: 'Li Lei' });
    const two = await service.call('POST', url, { text: '别的话', externalId: 'c-1' });

    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body.id).toBe(one.body.id);
    const { body } = await service.call('GET', `${url}?limit=1`);
    expect(body.items).toMatchObject([{ text: '已联系客户', author: { kind: 'key', name: null } }]);
    expect((await service.call('GET', `${url}?cursor=${body.nextCursor}`)).body.items).toMatchObject([
      { text: '备件已发', externalId: 'c-1', author: { name: 'Li Lei' } },
    ]);
    expect((await service.call('GET', `/tickets/${id}`)).body).toMatchObject({ comments: 2, version: 1 });
  });

  it('are bounded', async () => {
    const { id } = await newTicket();
    await service.database.run('update tickets set comments = 500 where id = $1', [id]);

    expect(await service.call('POST', `/tickets/${id}/comments`, { text: '再一条' })).toMatchObject({
      status: 409,
      body: problem(409, 'ticket.comments-full'),
    });
    expect(await service.call('POST', `/tickets/${id}/comments`, { text: '长'.repeat(4_001) })).toMatchObject({
      status: 400,
    });
  });
});

describe('an outside system', () => {
  it('names the ticket that it was told of, changes it, and may say so again', async () => {
    const contact = await service.newcomer();
    const { id } = await newTicket({}, contact);
    const url = `/tickets/external/jira/${encodeURIComponent('AC/17')}`;
    const said = { ticketId: id, state: 'solved', comments: [{ text: '换了压缩机', externalId: '9001' }] };

    const first = await service.call('PUT', url, said);
    const second = await service.call('PUT', url, { ...said, ticketId: undefined });

    expect(first).toMatchObject({
      status: 200,
      body: { id, state: 'solved', externalSystem: 'jira', externalId: 'AC/17', comments: 1, version: 2 },
    });
    expect(second).toMatchObject({ status: 200, body: { id, comments: 1, version: 2 } });
    expect(await read(contact)).toHaveLength(1);
  });

  it('makes one ticket, though it says so several times at once', async () => {
    const { contactId } = await service.newcomer();
    const url = `/tickets/external/jira/${randomUUID()}`;

    const answers = await Promise.all(
      Array.from({ length: 4 }, () => service.call('PUT', url, { contactId, title: '外部工单', state: 'pending' })),
    );

    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ state: 'pending', title: '外部工单', reason: 'outside-system' });
  });

  it('must say whose a new ticket is, and cannot take the ticket of another', async () => {
    const one = await newTicket();
    const two = await newTicket();
    const id = randomUUID();
    await service.call('PUT', `/tickets/external/jira/${id}`, { ticketId: one.id });

    expect(await service.call('PUT', `/tickets/external/jira/${randomUUID()}`, { title: '谁的' })).toMatchObject({
      status: 400,
      body: { faults: [expect.stringContaining('contactId')] },
    });
    expect(await service.call('PUT', `/tickets/external/jira/${id}`, { ticketId: two.id })).toMatchObject({
      status: 409,
      body: problem(409, 'request.conflict'),
    });
    expect(await service.call('PUT', `/tickets/external/jira/${randomUUID()}`, { ticketId: one.id })).toMatchObject({
      status: 409,
      body: problem(409, 'request.conflict'),
    });
    expect(await service.call('PUT', '/tickets/external/Not%20A%20Name/1', { title: '名' })).toMatchObject({
      status: 400,
    });
  });
});

describe('a case that nobody takes', () => {
  it('becomes one ticket, of which the contact is told once', async () => {
    const contact = await service.newcomer();
    await service.said(contact, 'contact', '退款为什么还没到');
    const handoff = await service.stored(contact, { summary: '订单号：A100' });
    const fallback = service.platform.app.get(CaseFallback);

    await service.database.transaction((tx) => fallback.toTicket(tx, handoff, 'outside-hours'));
    await service.database.transaction((tx) => fallback.toTicket(tx, handoff, 'outside-hours'));

    const { body } = await service.call('GET', `/tickets?handoffId=${handoff.id}`);
    expect(body.items).toMatchObject([
      {
        reason: 'outside-hours',
        title: '退款为什么还没到',
        summary: '订单号：A100\n客户：退款为什么还没到',
        conversationId: contact.conversationId,
      },
    ]);
    const told = await read(contact);
    expect(told).toMatchObject([{ text: expect.stringContaining(body.items[0].number) }]);
    const messages = await service.database.rows(
      `select 1 from messages where conversation_id = $1 and sender = 'system'`,
      [contact.conversationId],
    );
    expect(messages).toHaveLength(1);
  });

  it('is about what was said since the ticket before', async () => {
    const contact = await service.newcomer();
    const fallback = service.platform.app.get(CaseFallback);
    const ticketFor = async (question: string) => {
      await service.said(contact, 'contact', question);
      const handoff = await service.stored(contact);
      await service.database.transaction((tx) => fallback.toTicket(tx, handoff, 'outside-hours'));
      await service.database.run(`update handoffs set state = 'expired', closed_at = now() where id = $1`, [
        handoff.id,
      ]);
      return (await service.call('GET', `/tickets?handoffId=${handoff.id}`)).body.items[0];
    };

    expect(await ticketFor('退款为什么还没到')).toMatchObject({ title: '退款为什么还没到' });
    expect(await ticketFor('发票怎么开')).toMatchObject({ title: '发票怎么开', summary: '客户：发票怎么开' });
  });

  it('is one that comes outside the hours of its group', async () => {
    const farDay = ((new Date().getUTCDay() + 3) % 7) + 1;
    const groupId = await service.group({
      calendar: { timeZone: 'UTC', weekly: [{ days: [farDay], from: '12:00', to: '12:01' }], holidays: [] },
      outsideHours: 'ticket',
      resolutionSeconds: 60,
    });
    const contact = await service.newcomer();
    await service.said(contact, 'contact', '发票抬头写错了');

    const asked = await service.call('POST', `/conversations/${contact.conversationId}/handoff`, {
      groupId,
      priority: 3,
    });

    expect(asked.status).toBe(201);
    const ticket = await vi.waitFor(
      async () => {
        const { body } = await service.call('GET', `/tickets?handoffId=${asked.body.id}`);
        expect(body.items).toHaveLength(1);
        return body.items[0];
      },
      { timeout: 10_000, interval: 30 },
    );
    expect(ticket).toMatchObject({ reason: 'outside-hours', priority: 'high', groupId, title: '发票抬头写错了' });
    expect(new Date(ticket.dueAt).getTime()).toBeGreaterThan(Date.now() + 86_400_000);
    expect((await service.call('GET', `/handoffs/${asked.body.id}`)).body).toMatchObject({ state: 'expired' });
    const told = {
      to: contact.externalId,
      where: ({ text }: { text?: string }) => text?.includes(ticket.number) === true,
    };
    expect(await service.wecom.waitForMessages(told)).toHaveLength(1);
  });

  it('leaves no ticket where the transaction is rolled back', async () => {
    const contact = await service.newcomer();
    const handoff = await service.stored(contact);
    const fallback = service.platform.app.get(CaseFallback);

    await expect(
      service.database.transaction(async (tx) => {
        await fallback.toTicket(tx, handoff, 'nobody-free');
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');

    expect((await service.call('GET', `/tickets?handoffId=${handoff.id}`)).body.items).toEqual([]);
  });
});

describe('time', () => {
  it('tells of a ticket that is overdue once, and again for another due time', async () => {
    const operator = await service.operator();
    const { id, number } = await newTicket({ assigneeId: operator.id, dueAt: '2020-01-01T00:00:00Z' });
    const chores = service.platform.app.get(TicketChores);
    const overdue = {
      to: operator.memberId,
      where: ({ text }: { text?: string }) => text?.includes('已到期') === true,
    };

    await Promise.all([chores.tellOverdue(), chores.tellOverdue()]);
    await chores.tellOverdue();

    expect(await service.wecom.waitForMessages(overdue)).toMatchObject([{ text: expect.stringContaining(number) }]);
    await service.call('PATCH', `/tickets/${id}`, { dueAt: '2021-01-01T00:00:00Z' });
    await chores.tellOverdue();
    expect(await service.wecom.waitForMessages({ ...overdue, count: 2 })).toHaveLength(2);
  });

  it('closes what was solved two weeks ago, and nothing that was opened again', async () => {
    const [old, fresh] = [await newTicket(), await newTicket()];
    for (const { id } of [old, fresh]) {
      await service.call('PATCH', `/tickets/${id}`, { state: 'solved' });
    }
    await service.database.run(`update tickets set solved_at = now() - interval '15 days' where id = $1`, [old.id]);

    await service.platform.app.get(TicketChores).closeSolved();

    expect((await service.call('GET', `/tickets/${old.id}`)).body).toMatchObject({ state: 'closed' });
    expect((await service.call('GET', `/tickets/${fresh.id}`)).body).toMatchObject({ state: 'solved' });
  });
});

it('is solved all the same where there is no conversation in which the contact could be told', async () => {
  const contact = await service.newcomer();
  const ticket = await service.database.transaction((tx) =>
    tickets.create(
      tx,
      { contactId: contact.contactId, reason: 'asked', title: '标题' },
      { actor: SYSTEM, requestId: 'r' },
    ),
  );
  await service.database.run('delete from conversations where id = $1', [contact.conversationId]);

  const { status } = await service.call('PATCH', `/tickets/${ticket.id}`, { state: 'solved' });

  expect(status).toBe(200);
  expect(await service.audited('ticketId', ticket.id)).toContain('ticket.updated');
});
