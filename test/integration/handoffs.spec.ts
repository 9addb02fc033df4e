import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SYSTEM } from '../../src/common/access.js';
import { type HandoffId, newId } from '../../src/common/ids.js';
import { Metrics } from '../../src/common/metrics.js';
import { CaseClock } from '../../src/handoff/cases/case-clock.js';
import { Handoffs } from '../../src/handoff/cases/handoffs.js';
import { Outlooks } from '../../src/handoff/cases/outlooks.js';
import { DeskLine } from '../../src/handoff/desk/desk-line.js';
import { TestCases } from '../setup/test-cases.js';
import { ADMIN_API_KEY, problem } from '../setup/test-platform.js';

const WAIT = { timeout: 25_000, interval: 30 };

describe('handoffs', () => {
  let desk: TestCases;
  let groupId: string;

  beforeAll(async () => {
    desk = await TestCases.start();
    const group = {
      name: '售后',
      offerSeconds: 600,
      firstResponseSeconds: 600,
      idleReminderSeconds: 60,
      idleReturnSeconds: 120,
      contactIdleSeconds: 60,
      contactCloseSeconds: 60,
    };
    groupId = (await desk.call('POST', '/groups', group)).body.id;
  });

  afterAll(() => desk.stop());

  async function waiting(user: string): Promise<HandoffId> {
    return desk.handoff(await desk.contact(user));
  }

  /** As if it had been so many seconds since anything happened to the case, and the clock looks at it. */
  async function after(handoffId: HandoffId, seconds: number): Promise<void> {
    const columns = ['claimed_at', 'last_contact_at', 'last_operator_at', 'contact_asked_at', 'reminded_at'];
    const set = columns.map((column) => `${column} = ${column} - make_interval(secs => $2)`);
    await desk.database.run(`update handoffs set ${set.join(', ')} where id = $1`, [handoffId, seconds]);
    await desk.get(CaseClock).run(handoffId);
  }

  it('are asked for, claimed, answered, noted and resolved through the API', async () => {
    const operator = await desk.operator({ memberId: 'api-1' });
    const contact = await desk.contact('api-contact');
    const body = { reason: 'vip', groupId, priority: 5 };
    const asked = await desk.call('POST', `/conversations/${contact.conversationId}/handoff`, body);
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({ state: 'requested', reason: 'vip', priority: 5, groupId });
    const again = await desk.call('POST', `/conversations/${contact.conversationId}/handoff`, {});
    expect(again.body.id).toBe(asked.body.id);
    const path = `/handoffs/${asked.body.id}`;

    expect(await desk.call('POST', `${path}/messages`, { text: '您好' })).toMatchObject({
      status: 409,
      body: problem(409, 'handoff.not-claimed'),
    });
    const claimed = await desk.call('PUT', `${path}/claim`, { operatorId: operator.id });
    expect(claimed).toMatchObject({ status: 200, body: { state: 'claimed', operatorId: operator.id } });
    const key = { 'idempotency-key': 'k-1' };
    const sent = await desk.call('POST', `${path}/messages`, { text: '您好，我来帮您' }, key);
    expect(sent).toMatchObject({ status: 201, body: { isRepeated: false } });
    expect(await desk.call('POST', `${path}/messages`, { text: '您好，我来帮您' }, key)).toMatchObject({
      body: { messageId: sent.body.messageId },
    });
    expect(await desk.call('POST', `${path}/messages`, { text: 'x'.repeat(10_001) })).toMatchObject({ status: 400 });
    expect(await desk.call('POST', `${path}/notes`, { text: '老客户' })).toMatchObject({ status: 201 });
    const resolved = await desk.call('POST', `${path}/resolution`, { outcome: 'solved', note: '已退款' });
    expect(resolved).toMatchObject({ status: 200, body: { state: 'resolved', outcome: 'solved', note: '已退款' } });
    expect(await desk.call('POST', `${path}/resolution`, { outcome: 'solved' })).toMatchObject({
      body: problem(409, 'handoff.closed'),
    });
    expect(await desk.call('POST', `${path}/messages`, { text: '还有一句' })).toMatchObject({
      body: problem(409, 'handoff.closed'),
    });
    expect(await desk.call('POST', `${path}/messages`, { text: '您好，我来帮您' }, key)).toMatchObject({
      body: { messageId: sent.body.messageId },
    });

    const { body: details } = await desk.call('GET', path);
    expect(details.timeline.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['handoff.requested', 'handoff.claimed', 'handoff.message', 'handoff.note']),
    );
    expect(details.timeline.at(-1).type).toBe('handoff.resolved');
    expect(new Set(details.timeline.map((event: { groupId: string }) => event.groupId))).toEqual(new Set([groupId]));
    expect(details.notes).toMatchObject([{ text: '老客户' }]);
    expect(details.messageIds).toContain(sent.body.messageId);
    await desk.settled();
    expect(desk.readBy('api-contact')).toEqual([
      '正在为您联系人工客服，请稍候。',
      '人工客服已接入，请直接说您的问题。',
      '您好，我来帮您',
      '本次人工服务已结束。之后的消息由智能客服答复，需要人工请回复“转人工”。',
      'template_card', // asks how it was
    ]);
    const list = await desk.call('GET', `/handoffs?state=resolved&operatorId=${operator.id}&groupId=${groupId}`);
    expect(list.body.items).toMatchObject([{ id: asked.body.id }]);
    const audited = await desk.database.rows<{ action: string }>(
      `select action from audit_events where conversation_id = $1 and action like 'handoff.%' order by id`,
      [contact.conversationId],
    );
    expect(audited.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['handoff.requested', 'handoff.claimed', 'handoff.noted', 'handoff.resolved']),
    );
  });

  it('are refused with a clear reason', async () => {
    const id = newId<HandoffId>();
    expect(await desk.call('GET', `/handoffs/${id}`)).toMatchObject({ status: 404 });
    expect(await desk.call('PUT', `/handoffs/${id}/claim`, { operatorId: id })).toMatchObject({ status: 404 });
    expect(await desk.call('POST', `/conversations/${id}/handoff`, {})).toMatchObject({ status: 404 });
    const handoffId = await waiting('refused');
    expect(await desk.call('POST', `/handoffs/${handoffId}/transfer`, {})).toMatchObject({ status: 400 });
    expect(await desk.call('POST', `/handoffs/${handoffId}/transfer`, { operatorId: id })).toMatchObject({
      body: problem(409, 'handoff.operator-refused'),
    });
    expect(await desk.call('DELETE', `/handoffs/${handoffId}/claim`)).toMatchObject({
      body: problem(409, 'handoff.not-claimed'),
    });
    const full = await desk.operator({ memberId: 'full', capacity: 1 });
    await desk.served(full, 'full-guest');
    expect(await desk.call('PUT', `/handoffs/${handoffId}/claim`, { operatorId: full.id })).toMatchObject({
      body: problem(409, 'handoff.at-capacity'),
    });
  });

  it('go back to the bot, to the queue and to a colleague, and the contact is told each time', async () => {
    const [one, two] = [await desk.operator({ memberId: 'mover-1' }), await desk.operator({ memberId: 'mover-2' })];
    const { handoffId, conversationId } = await desk.served(one, 'moved');
    const owner = async () => {
      const [row] = await desk.database.rows<{ owner: string }>('select owner from conversations where id = $1', [
        conversationId,
      ]);
      return row?.owner;
    };
    expect(await owner()).toBe('operator');
    expect(await desk.call('POST', `/handoffs/${handoffId}/transfer`, { operatorId: two.id })).toMatchObject({
      status: 200,
      body: { state: 'requested', operatorId: null },
    });
    expect(await owner()).toBe('bot');
    await vi.waitFor(async () => {
      const { body } = await desk.call('GET', `/handoffs/${handoffId}`);
      expect(body.offers).toMatchObject([{ operatorId: two.id, state: 'open' }]);
    }, WAIT);
    await desk.claim(handoffId, two);
    await desk.call('DELETE', `/handoffs/${handoffId}/claim`);
    expect(await desk.call('POST', `/handoffs/${handoffId}/return`)).toMatchObject({ body: { state: 'returned' } });
    await desk.settled();
    expect(desk.readBy('moved').map((text) => text.slice(0, 6))).toEqual([
      '人工客服已接',
      '正在为您转接',
      '人工客服已接',
      '同事暂时无法',
      '之后的消息由',
    ]);
    expect(desk.readBy('mover-1').at(-1)).toContain('已转走');
  });

  it('end when the contact leaves', async () => {
    const contact = await desk.contact('leaver');
    const handoffId = await desk.handoff(contact);
    const leave = () =>
      desk.database.transaction((tx) => desk.get(Handoffs).abandon(tx, { id: contact.conversationId }, SYSTEM));
    expect(await leave()).toBe(true);
    expect(await leave()).toBe(false);
    expect((await desk.caseOf(handoffId))?.state).toBe('abandoned');
  });

  it('that wait are counted, and the longest wait is told', async () => {
    const handoffId = await waiting('counted');
    await desk.database.run(`update handoffs set queued_at = queued_at - interval '1 day' where id = $1`, [handoffId]);
    const text = await desk.get(Metrics).registry.metrics();
    expect(text).toMatch(/kefu_open_handoffs\{state="(requested|offered)"\} [1-9]/);
    expect(text).toMatch(/kefu_longest_handoff_wait_seconds 86\d{3}/);
    await desk.call('POST', `/handoffs/${handoffId}/return`);
  });

  it('tell the place in the queue, the opening, or that nobody is there', async () => {
    const outlooks = desk.get(Outlooks);
    const calendar = { timeZone: 'Asia/Shanghai', weekly: [{ days: [1], from: '09:00', to: '18:00' }], holidays: [] };
    const closed = (await desk.call('POST', '/groups', { name: '周一', calendar })).body.id;
    const empty = (await desk.call('POST', '/groups', { name: '没有人' })).body.id;
    const question = { accountId: desk.accountId, at: new Date('2026-01-06T04:00:00Z') };
    expect(await outlooks.of({ ...question, groupId: closed })).toEqual({
      kind: 'closed',
      becomesTicket: true,
      opensAt: new Date('2026-01-12T01:00:00Z'),
      timeZone: 'Asia/Shanghai',
    });
    expect(await outlooks.of({ ...question, groupId: empty })).toEqual({ kind: 'nobody', becomesTicket: false });
    await desk.operator({ memberId: 'there', groupIds: [empty] });
    expect(await outlooks.of({ ...question, groupId: empty })).toEqual({ kind: 'queue', place: 1 });
    const first = await desk.contact('queue-1');
    const second = await desk.contact('queue-2');
    await desk.handoff(first, empty);
    await desk.handoff(second, empty);
    expect(await outlooks.of({ ...question, conversationId: second.conversationId })).toEqual({
      kind: 'queue',
      place: 2,
    });
    expect(await outlooks.of({ ...question, groupId: empty })).toEqual({ kind: 'queue', place: 3 });
  });

  describe('under the clock', () => {
    it('remind an operator who is silent, and go back to the queue when he stays so', async () => {
      const operator = await desk.operator({ memberId: 'sleeper' });
      const { handoffId } = await desk.served(operator, 'ignored');
      await desk.settled();
      await after(handoffId, 61);
      await after(handoffId, 1);
      await desk.settled();
      expect(desk.readBy('sleeper').filter((text) => text.includes('在等您的回复'))).toHaveLength(1);
      await after(handoffId, 61);
      expect(await desk.caseOf(handoffId)).toMatchObject({ operatorId: null });
      await desk.settled();
      expect(desk.readBy('sleeper').at(-1)).toContain('会话已退回队列');
    });

    it('ask a contact who is silent once, and close when he stays so', async () => {
      const operator = await desk.operator({ memberId: 'patient' });
      const { handoffId } = await desk.served(operator, 'silent');
      await desk.database.transaction((tx) =>
        desk.get(DeskLine).toContact(tx, { id: handoffId }, operator.id, {
          content: { type: 'text', text: '请问还有什么问题？' },
          actor: SYSTEM,
          requestId: 'silent',
        }),
      );
      await desk.settled();
      await after(handoffId, 61);
      await after(handoffId, 1);
      expect((await desk.caseOf(handoffId))?.state).toBe('claimed');
      await after(handoffId, 61);
      expect(await desk.caseOf(handoffId)).toMatchObject({ state: 'resolved', outcome: 'contact-silent' });
      await desk.settled();
      expect(desk.readBy('silent').filter((text) => text.startsWith('请问您还在吗'))).toHaveLength(1);
    });

    it('escalate a first answer that is late, once, and not one that came', async () => {
      const handoffId = await waiting('late');
      await desk.database.run(
        `update handoffs set first_response_due_at = now() - interval '1 s', due_at = now() - interval '3 s' where id = $1`,
        [handoffId],
      );
      const escalations = () =>
        desk.database.rows(`select 1 from handoff_events where handoff_id = $1 and type = 'handoff.escalated'`, [
          handoffId,
        ]);
      await vi.waitFor(async () => expect(await escalations()).toHaveLength(1), WAIT); // found again by the sweeper
      await Promise.all([desk.get(CaseClock).run(handoffId), desk.get(CaseClock).run(handoffId)]);
      expect(await escalations()).toHaveLength(1);
    });
  });

  describe('as a stream of events', () => {
    /** Reads until so many events came. */
    async function read(url: string, count: number, lastEventId?: string): Promise<{ id: string; data: string }[]> {
      const headers = {
        authorization: `Bearer ${ADMIN_API_KEY}`,
        ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
      };
      const answer = await fetch(`${url}/api/v1/handoffs/events`, { headers });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/event-stream');
      const events: { id: string; data: string }[] = [];
      let text = '';
      for await (const chunk of answer.body ?? []) {
        text += Buffer.from(chunk).toString('utf8');
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const id = /^id: (.*)$/m.exec(block)?.[1] ?? '';
          const data = /^data: (.*)$/m.exec(block)?.[1];
          opened?.();
          if (data !== undefined) {
            events.push({ id, data });
          }
        }
        if (events.length >= count) {
          break;
        }
      }
      return events;
    }
    let opened: (() => void) | undefined;

    it('reach a reader in another process, and one that comes back behind the last it saw', async () => {
      const other = await desk.platform.startApp({ ROLE: 'web' });
      const url = await other.getUrl();
      const isOpen = new Promise<void>((resolve) => {
        opened = resolve;
      });
      const reading = read(url, 2);
      await isOpen;
      const handoffId = await waiting('streamed');
      const operator = await desk.operator({ memberId: 'streamer' });
      await desk.claim(handoffId, operator);
      const events = await reading;
      const types = events.map(({ data }): unknown => JSON.parse(data)).map((event) => event);
      expect(types).toContainEqual(expect.objectContaining({ type: 'handoff.requested', handoffId }));
      const missed = await read(await desk.platform.app.getUrl(), 1, events[0]?.id);
      expect(missed[0]?.id).toBe(events[1]?.id);
      const readings = await desk.database.rows(
        `select actor, address from audit_events
          where action = 'transcript.searched' and details->>'what' = 'handoff-events'`,
      );
      const byUs = { actor: { id: 'admin', kind: 'key' }, address: '127.0.0.1' };
      expect(readings).toEqual([byUs, byUs]);
    });

    it('are refused behind what is no event', async () => {
      const answer = await desk.call('GET', '/handoffs/events', undefined, { 'last-event-id': 'nonsense' });
      expect(answer.status).toBe(400);
    });
  });
});
