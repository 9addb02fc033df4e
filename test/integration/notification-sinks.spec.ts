import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asId, type GroupId } from '../../src/common/ids.js';
import { ScriptedMail } from '../setup/scripted-mail.js';
import { ScriptedSystem } from '../setup/scripted-system.js';
import { eventually, type NotificationRow, TestNotifications } from '../setup/test-notifications.js';
import { problem } from '../setup/test-platform.js';

const SECRET = 'a-secret-for-webhooks';
const ROBOT_KEY = '693a91f6-7aaa-4bbb-8ccc-abcdef012345';
const groupA = asId<GroupId>('0b1d2a52-5b0c-4a55-8f53-7b8b3c1d4e90');

let desk: TestNotifications;
let mail: ScriptedMail;
let receiver: ScriptedSystem;
let made = 0;

beforeAll(async () => {
  [mail, receiver] = await Promise.all([ScriptedMail.start(), ScriptedSystem.start()]);
  desk = await TestNotifications.start('postgres', {
    SMTP_URL: mail.url,
    SMTP_FROM: '服务台 <desk@example.com>',
    WEBHOOK_PRIVATE_HOSTS: '127.0.0.1',
  });
  desk.wecom.robotKeys.add(ROBOT_KEY);
});
beforeEach(() => {
  desk.wecom.clear();
  mail.mails.length = 0;
  receiver.requests.length = 0;
  receiver.next.length = 0;
});
afterAll(async () => {
  await desk.stop();
  await Promise.all([mail.stop(), receiver.stop()]);
});

async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown, ifMatch?: string) {
  const answer = await desk.platform.call({
    method,
    url,
    ...(body !== undefined && { body }),
    ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
  });
  return { status: answer.status, text: answer.text, body: answer.text === '' ? undefined : answer.json() };
}

const post = (url: string, body?: unknown) => call('POST', url, body);
const get = (url: string) => call('GET', url);

/** A sink of its own event, so that no other test's sink gets what this one is meant for. */
async function aSink(fields: Record<string, unknown>): Promise<{ id: string; event: `${string}.${string}` }> {
  made += 1;
  const event = `test.event-${'abcdefghijklmnopqrstuvwxyz'[made] ?? 'z'}` as const;
  const { status, body } = await post('/api/v1/notification-sinks', {
    name: `sink ${made}`,
    events: [event],
    ...fields,
  });
  expect(status).toBe(201);
  return { id: body.id, event };
}

const aWebhook = (fields: Record<string, unknown> = {}) =>
  aSink({ kind: 'webhook', url: `${receiver.origin}/hook?token=t0ps3cret`, secret: SECRET, ...fields });
const aRobot = () =>
  aSink({ kind: 'group-robot', url: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${ROBOT_KEY}` });
const aMailbox = (recipients = ['boss@example.com']) => aSink({ kind: 'email', recipients });

async function untilRow(event: string, expected: Partial<NotificationRow>) {
  return eventually(async () => {
    const [row] = await desk.rows('event = $1', [event]);
    expect(row).toMatchObject(expected);
    return row;
  });
}

describe('a webhook', () => {
  it('gets signed JSON with a delivery id', async () => {
    const { event } = await aWebhook();
    await desk.notify({ event, groupId: groupA, data: { ticket: 'T-1', name: '张三' } });
    const row = await untilRow(event, { state: 'delivered', attempts: 1 });

    const [request] = receiver.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/hook?token=t0ps3cret' });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      deliveryId: row?.id,
      event,
      occurredAt: expect.any(String),
      groupId: groupA,
      handoffId: null,
      requestId: 'a-request',
      data: { ticket: 'T-1', name: '张三' },
    });
    const timestamp = String(request?.headers['x-kefu-timestamp']);
    expect(request?.headers).toMatchObject({ 'x-kefu-event': event, 'x-kefu-delivery': row?.id });
    expect(Math.abs(Number(timestamp) - Date.now() / 1_000)).toBeLessThan(60);
    const hmac = createHmac('sha256', SECRET).update(`${timestamp}.${row?.id}.${request?.body}`).digest('hex');
    expect(request?.headers['x-kefu-signature']).toBe(`v1=${hmac}`);
  });

  it('gets the same body under the same id again, after a failure', async () => {
    const { event } = await aWebhook();
    receiver.next.push({ kind: 'json', body: {}, status: 503 });
    await desk.notify({ event });
    await untilRow(event, { state: 'pending', attempts: 1, reason: 'http-503' });
    await desk.passTime('event = $1', [event]);
    await untilRow(event, { state: 'delivered', attempts: 2 });

    const [first, again] = receiver.requests;
    expect(again?.body).toBe(first?.body);
    expect(again?.headers['x-kefu-delivery']).toBe(first?.headers['x-kefu-delivery']);
  });

  it('is not followed to a private address, nor anywhere else', async () => {
    const { event } = await aWebhook();
    receiver.next.push({ kind: 'redirect', to: 'http://169.254.169.254/latest/meta-data/' });
    await desk.notify({ event });

    await untilRow(event, { state: 'dead', reason: 'redirect-refused-302' });
    expect(receiver.requests).toHaveLength(1);
  });

  it('is not called at an address inside the enterprise that is not listed', async () => {
    const { event } = await aWebhook({ url: 'http://127.0.0.2:9/hook' });
    await desk.notify({ event });

    expect(await untilRow(event, { state: 'dead' })).toMatchObject({ reason: 'address-refused' });
  });

  it('ends dead after twelve attempts, and is replayed through the API under the same id', async () => {
    const { event } = await aWebhook();
    receiver.otherwise = { kind: 'json', body: {}, status: 500 };
    await desk.notify({ event });
    await untilRow(event, { state: 'pending', attempts: 1 });
    await desk.sql('update notifications set attempts = 11 where event = $1', [event]);
    await desk.passTime('event = $1', [event]);
    const row = await eventually(async () => {
      const [dead] = await desk.rows(`event = $1 and state = 'dead'`, [event]);
      expect(dead).toMatchObject({ attempts: 12, reason: 'given up: http-500' });
      return dead;
    });
    receiver.otherwise = { kind: 'json', body: { ok: true } };
    const { body: list } = await get('/api/v1/notifications?state=dead&limit=200');
    expect(list.items.map(({ id }: { id: string }) => id)).toContain(row?.id);
    const replay = await post(`/api/v1/notifications/${row?.id}/replay`);

    expect(replay).toMatchObject({ status: 202, body: { id: row?.id, state: 'pending', attempts: 0 } });
    await eventually(async () => expect(await desk.row(row?.id ?? '')).toMatchObject({ state: 'delivered' }));
    expect(receiver.requests.at(-1)?.headers['x-kefu-delivery']).toBe(row?.id);
    expect((await post(`/api/v1/notifications/${row?.id}/replay`)).body).toEqual(problem(409, 'notification.not-dead'));
    const { body: audit } = await get('/api/v1/audit/events?action=notification.replayed');
    expect(audit.items[0]).toMatchObject({ details: { notificationId: row?.id, event, kind: 'webhook' } });
  });
});

describe('a mailbox', () => {
  it('gets a plain text', async () => {
    const { event } = await aMailbox(['boss@example.com', 'deputy@example.com']);
    await desk.notify({ event, subject: '工单 T-1\r\nBcc: evil@example.com', text: '请处理' });
    const row = await untilRow(event, { state: 'delivered' });

    const [received] = mail.mails;
    expect(received).toMatchObject({ from: 'desk@example.com', to: ['boss@example.com', 'deputy@example.com'] });
    expect(received?.raw).toContain(`Message-ID: <${row?.id}@example.com>`);
    expect(received?.raw).not.toMatch(/^Bcc:/m);
    expect(received?.raw).toContain(Buffer.from('请处理').toString('base64'));
  });

  it('gets the same Message-ID when the mail server wanted it later', async () => {
    const { event } = await aMailbox();
    mail.nextRefusals.push(451);
    await desk.notify({ event });
    const row = await untilRow(event, { state: 'pending', attempts: 1, reason: 'smtp-EMESSAGE-451' });
    await desk.passTime('event = $1', [event]);
    await eventually(() => expect(mail.mails.some(({ raw }) => raw.includes(`<${row?.id}@`))).toBe(true));
  });

  it('ends dead when every recipient is unknown', async () => {
    mail.unknown.add('gone@example.com');
    const { event } = await aMailbox(['gone@example.com']);
    await desk.notify({ event });

    expect(await untilRow(event, { state: 'dead' })).toMatchObject({ reason: 'smtp-EENVELOPE-550' });
  });

  it('says how many recipients were refused', async () => {
    mail.unknown.add('gone@example.com');
    const { event } = await aMailbox(['gone@example.com', 'boss@example.com']);
    await desk.notify({ event });

    expect(await untilRow(event, { state: 'delivered' })).toMatchObject({ reason: '1 of 2 recipients were refused' });
  });
});

describe('a group robot', () => {
  it('writes into its group, without markup from the text', async () => {
    const { event } = await aRobot();
    await desk.notify({ event, subject: '客户等待', text: '<@all> [链接](http://evil) **大**' });
    await untilRow(event, { state: 'delivered' });

    expect(desk.wecom.robotMessages).toMatchObject([
      { msgtype: 'markdown', text: '**客户等待**\n＜@all＞ ［链接］(http://evil) ＊＊大＊＊' },
    ]);
  });

  it('writes 20 times a minute at most', async () => {
    const { event } = await aRobot();
    await desk.sql('delete from robot_sends');
    await desk.transaction(async (tx) => {
      for (let n = 0; n < 22; n += 1) {
        await desk.notifications.notify(tx, {
          event,
          key: `${event}-${n}`,
          to: [],
          text: `${n}`,
          subject: 's',
          data: {},
          requestId: 'r',
        });
      }
    });

    await eventually(async () => {
      const rows = await desk.rows('event = $1', [event]);
      expect(rows.filter(({ state }) => state === 'delivered')).toHaveLength(20);
      expect(rows.filter(({ state, reason }) => state === 'pending' && reason === 'quota')).toHaveLength(2);
    });
    await desk.sql('delete from robot_sends');
  });

  it('ends dead when the robot was removed', async () => {
    const { event } = await aSink({
      kind: 'group-robot',
      url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=11111111-2222-3333',
    });
    await desk.notify({ event });

    expect(await untilRow(event, { state: 'dead' })).toMatchObject({ reason: 'errcode-93000' });
  });
});

it('sends to each sink by itself: one that hangs holds up no other', async () => {
  const mailbox = await aMailbox();
  const webhook = await aWebhook({ events: [mailbox.event] });
  mail.hangs = true;
  try {
    await desk.transaction(async (tx) => {
      for (let n = 0; n < 40; n += 1) {
        await desk.notifications.notify(tx, {
          event: mailbox.event,
          key: `${webhook.id}-${n}`,
          to: [],
          text: 'x',
          subject: 's',
          data: {},
          requestId: 'r',
        });
      }
    });
    await desk.notify({ to: [desk.operator('quick')] });

    await desk.wecom.waitForMessages({ to: 'quick' }, 2_000);
    await eventually(() => expect(receiver.requests).toHaveLength(40));
    expect(mail.mails).toEqual([]);
  } finally {
    mail.hangs = false;
    await desk.sql(
      `update notifications set state = 'superseded', done_at = clock_timestamp() where state = 'pending'`,
    );
  }
});

describe('the API', () => {
  it('chooses sinks by event and group', async () => {
    const events = ['choice.*'];
    const url = `${receiver.origin}/hook`;
    const ofGroup = await aSink({ kind: 'webhook', url, secret: SECRET, events, groupIds: [groupA] });
    const ofAll = await aSink({ kind: 'webhook', url, secret: SECRET, events });
    await desk.notify({ event: 'choice.made', groupId: groupA });
    await desk.notify({ event: 'choice.made' });
    await desk.notify({ event: 'other.made', groupId: groupA });

    const rows = await desk.rows('sink_id = any ($1)', [[ofGroup.id, ofAll.id]]);
    expect(rows.map(({ sink_id: sinkId }) => sinkId ?? '').toSorted()).toEqual(
      [ofGroup.id, ofAll.id, ofAll.id].toSorted(),
    );
  });

  it('never shows what is secret', async () => {
    const hook = await aWebhook();
    const robot = await aRobot();
    const answers = await Promise.all([hook, robot].map(({ id }) => get(`/api/v1/notification-sinks/${id}`)));

    expect(answers[0]?.body).toMatchObject({ target: `${receiver.origin}/hook`, hasSecret: true, version: 1 });
    expect(answers[1]?.body).toMatchObject({ target: '…2345', hasSecret: false });
    const list = await get('/api/v1/notification-sinks?limit=200');
    for (const { text } of [...answers, list]) {
      expect(text).not.toMatch(/t0ps3cret|a-secret-for-webhooks|693a91f6/);
    }
  });

  it('keeps what is secret where a change sends none, and refuses what was changed meanwhile', async () => {
    const { id, event } = await aWebhook();
    const change = { name: `renamed ${made}`, kind: 'webhook', events: [event] };
    const url = `/api/v1/notification-sinks/${id}`;

    expect(await call('PUT', url, change, '"1"')).toMatchObject({ status: 200, body: { version: 2, hasSecret: true } });
    expect((await call('PUT', url, change, '"1"')).body).toEqual(problem(412, 'request.precondition-failed'));
    await desk.notify({ event });
    await untilRow(event, { state: 'delivered' });
    expect(await call('DELETE', url)).toMatchObject({ status: 204 });
    expect((await get(url)).body).toEqual(problem(404, 'request.not-found'));
  });

  it.each([
    ['a webhook without a secret', { kind: 'webhook', url: 'https://example.com' }],
    ['a webhook of another protocol', { kind: 'webhook', url: 'ftp://example.com', secret: SECRET }],
    ['a webhook with a password', { kind: 'webhook', url: 'https://a:b@example.com', secret: SECRET }],
    ['a robot of another path', { kind: 'group-robot', url: 'https://example.com/send?key=12345678' }],
    ['an e-mail to nobody', { kind: 'email' }],
    ['an e-mail to what is no address', { kind: 'email', recipients: ['boss'] }],
    ['an event without a dot', { kind: 'email', recipients: ['a@example.com'], events: ['handoff'] }],
    ['no kind', {}],
  ])('refuses %s', async (_, fields) => {
    const { body } = await post('/api/v1/notification-sinks', { name: 'refused', ...fields });
    expect(body).toEqual(problem(400, 'request.invalid'));
  });

  it('tries a sink, also a disabled one', async () => {
    const { id } = await aWebhook({ enabled: false });
    const { status, body } = await post(`/api/v1/notification-sinks/${id}/test`);

    expect(status).toBe(202);
    await eventually(async () =>
      expect((await get(`/api/v1/notifications/${body.id}`)).body).toMatchObject({ state: 'delivered' }),
    );
    expect(JSON.parse(receiver.requests.at(-1)?.body ?? '')).toMatchObject({
      event: 'sink.test',
      data: { test: true },
    });
  });

  it('pages notifications, newest first, and lists those of a handoff', async () => {
    const handoffId = randomUUID();
    const to = [desk.operator('vera')];
    for (const text of ['1', '2', '3']) {
      await desk.notify({ to, text, handoffId: asId(handoffId) });
    }
    const url = `/api/v1/notifications?handoffId=${handoffId}&limit=2`;
    const { body: first } = await get(url);
    const { body: second } = await get(`${url}&cursor=${first.nextCursor}`);

    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
    expect(first.items[0]).toMatchObject({ target: 'vera', kind: 'member', handoffId });
    expect((await get('/api/v1/notifications?cursor=x')).body).toEqual(problem(400, 'request.invalid'));
  });
});
