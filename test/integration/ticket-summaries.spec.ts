import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptedModel, answer } from '../setup/scripted-model.js';
import { ScriptedSystem } from '../setup/scripted-system.js';
import { type ServiceContact, TestService } from '../setup/test-service.js';

const PATIENCE = { timeout: 25_000, interval: 30 };

let service: TestService;
let model: ScriptedModel;
let receiver: ScriptedSystem;

beforeAll(async () => {
  [model, receiver] = await Promise.all([ScriptedModel.start(), ScriptedSystem.start()]);
  service = await TestService.start({
    LLM_BASE_URL: model.baseUrl,
    LLM_MODEL: 'scripted',
    WEBHOOK_PRIVATE_HOSTS: '127.0.0.1',
  });
});
afterAll(async () => {
  await service.stop();
  await Promise.all([model.stop(), receiver.stop()]);
});
beforeEach(() => {
  model.requests.length = 0;
  model.next.length = 0;
  model.otherwise = answer('客户反映空调不制冷，需上门维修。');
  receiver.requests.length = 0;
});

async function talked(): Promise<ServiceContact> {
  const contact = await service.newcomer();
  await service.said(contact, 'contact', '空调不制冷，我的电话 13812345678');
  await service.said(contact, 'bot', '请清洗滤网。');
  return contact;
}

async function ticketOf({ contactId, conversationId }: ServiceContact, fields: Record<string, unknown> = {}) {
  const { status, body } = await service.call('POST', '/tickets', { contactId, conversationId, ...fields });
  expect(status).toBe(201);
  return body;
}

function until(id: string, expected: Record<string, unknown>) {
  return vi.waitFor(
    async () => expect((await service.call('GET', `/tickets/${id}`)).body).toMatchObject(expected),
    PATIENCE,
  );
}

async function openWork(id: string): Promise<unknown> {
  const [row] = await service.database.rows('select summarise_at, summarise_tries from tickets where id = $1', [id]);
  return row;
}

describe('the summary of a ticket', () => {
  it('is of sentences at once, and of a model soon after; the model reads no number', async () => {
    const contact = await talked();
    const handoff = await service.stored(contact, { summary: '订单号：A100' });
    const { id, summaryBy } = await ticketOf(contact);
    expect(summaryBy).toBe('extract');

    await until(id, { summary: '客户反映空调不制冷，需上门维修。', summaryBy: 'model', version: 2 });

    expect(JSON.stringify(model.requests)).not.toContain('13812345678');
    expect(model.requests.at(0)?.messages.at(-1)?.content).toContain('客户：空调不制冷');
    expect(await openWork(id)).toMatchObject({ summarise_at: null, summarise_tries: 1 });
    expect(await service.audited('ticketId', id)).toEqual(['ticket.created', 'ticket.updated']);
    expect(handoff.state).toBe('requested');
  });

  it('stays as a person wrote it while the model thought', async () => {
    let release: () => void = () => undefined;
    const blocked = new Promise<void>((resolve) => {
      release = resolve;
    });
    model.next.push({ ...answer('模型写的摘要。'), until: blocked });
    const { id } = await ticketOf(await talked());
    await vi.waitFor(() => expect(model.requests).toHaveLength(1), PATIENCE);

    const change = await service.call('PATCH', `/tickets/${id}`, { summary: '我亲自写的。' });
    release();

    expect(change.status).toBe(200);
    await vi.waitFor(async () => expect(await openWork(id)).toMatchObject({ summarise_at: null }), PATIENCE);
    await until(id, { summary: '我亲自写的。', summaryBy: 'person', version: 2 });
  });

  it('is written though the first worker was lost with it', async () => {
    const { id } = await ticketOf(await talked());
    await until(id, { summaryBy: 'model' });
    model.otherwise = answer('第二次写的摘要。');
    await service.database.run(
      `update tickets set summary_by = 'extract', summarise_at = now() - interval '1 minute' where id = $1`,
      [id],
    );

    await until(id, { summaryBy: 'model', summary: '第二次写的摘要。' });

    expect(await openWork(id)).toMatchObject({ summarise_at: null, summarise_tries: 2 });
  });

  it('is left at that after three tries', async () => {
    const { id } = await ticketOf(await talked());
    await until(id, { summaryBy: 'model' });
    model.requests.length = 0;
    await service.database.run(
      `update tickets set summary_by = 'extract', summarise_tries = 3, summarise_at = now() - interval '1 minute'
        where id = $1`,
      [id],
    );

    await vi.waitFor(async () => expect(await openWork(id)).toMatchObject({ summarise_at: null }), PATIENCE);

    expect(model.requests).toEqual([]);
    await until(id, { summaryBy: 'extract' });
  });

  it('is not asked for where somebody wrote one, or nothing was said', async () => {
    const written = await ticketOf(await talked(), { summary: '已知情况。' });
    const silent = await ticketOf(await service.newcomer(), { title: '无对话' });

    expect(await openWork(written.id)).toMatchObject({ summarise_at: null });
    expect(await openWork(silent.id)).toMatchObject({ summarise_at: null });
  });
});

describe('an outside system', () => {
  it('is told of each change by a signed webhook, and of what it said itself who said it', async () => {
    const sink = await service.call('POST', '/notification-sinks', {
      name: 'tickets',
      kind: 'webhook',
      events: ['ticket.created', 'ticket.updated', 'ticket.commented', 'ticket.solved'],
      url: `${receiver.origin}/tickets`,
      secret: 'a-secret-for-webhooks',
    });
    expect(sink.status).toBe(201);
    const { id, number } = await ticketOf(await talked(), { summary: '电话 13812345678' });
    const url = '/tickets/external/jira/AC-17';
    const said = { ticketId: id, state: 'solved', comments: [{ text: '换了压缩机', externalId: '9001' }] };
    await service.call('PUT', url, said);
    await service.call('PUT', url, said);

    await vi.waitFor(() => expect(receiver.requests).toHaveLength(3), PATIENCE);

    const bodies = receiver.requests.map(({ body }) => JSON.parse(body));
    const events = bodies.map(({ event }) => `${event}`).toSorted();
    expect(events).toEqual(['ticket.commented', 'ticket.created', 'ticket.solved']);
    const solved = bodies.find(({ event }) => event === 'ticket.solved');
    expect(solved.data).toMatchObject({
      by: { kind: 'key' },
      changed: ['state', 'externalSystem', 'externalId'],
      ticket: { id, number, version: 2, state: 'solved', externalSystem: 'jira', summary: '电话 〔手机号·1〕' },
    });
    expect(bodies.find(({ event }) => event === 'ticket.commented').data).toMatchObject({
      comment: { text: '换了压缩机', externalId: '9001' },
    });
    expect(receiver.requests.every(({ headers }) => JSON.stringify(headers).includes('signature'))).toBe(true);
  });
});

it('is not written by a model for a contact who wants none', async () => {
  const contact = await talked();
  await service.database.run('update contacts set ai_refused_at = now() where id = $1', [contact.contactId]);
  const ticket = await ticketOf(contact);
  await vi.waitFor(
    async () =>
      expect(
        await service.database.rows('select 1 from tickets where id = $1 and summarise_tries > 0', [ticket.id]),
      ).toHaveLength(1),
    PATIENCE,
  );
  expect(model.requests).toEqual([]);
});
