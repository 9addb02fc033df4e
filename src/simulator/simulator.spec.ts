import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFields, textIn } from './json-fields.js';
import { demoApp } from './simulated-app.js';
import { WecomSimulator } from './simulator.js';

const MINUTE_MS = 60_000;
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]);

let simulator: WecomSimulator;
let now: number;
let token: string;

beforeEach(async () => {
  now = Date.parse('2026-01-05T09:00:00Z');
  simulator = await WecomSimulator.start({ now: () => now });
  token = await fetchToken();
});

afterEach(async () => {
  await simulator.stop();
});

async function getJson(path: string, query: Record<string, string>): Promise<unknown> {
  const response = await fetch(`${simulator.apiBaseUrl}${path}?${new URLSearchParams(query).toString()}`);
  return response.json();
}

async function fetchToken(): Promise<string> {
  const reply = await getJson('/cgi-bin/gettoken', { corpid: demoApp.corpId, corpsecret: demoApp.secret });
  expect(reply).toMatchObject({ errcode: 0, errmsg: 'ok', expires_in: 7_200, access_token: expect.any(String) });
  return textOf(reply, 'access_token');
}

function textOf(reply: unknown, name: string): string {
  return isFields(reply) ? textIn(reply, name) : '';
}

async function postRaw(path: string, body: string | Buffer): Promise<Response> {
  const bytes = typeof body === 'string' ? body : new Uint8Array(body);
  return fetch(`${simulator.apiBaseUrl}${path}?access_token=${token}`, { method: 'POST', body: bytes });
}

async function post(path: string, body: unknown): Promise<unknown> {
  return (await postRaw(path, JSON.stringify(body))).json();
}

async function send(body: Record<string, unknown>): Promise<unknown> {
  return post('/cgi-bin/message/send', { touser: 'alice', agentid: demoApp.agentId, ...body });
}

function text(content: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { msgtype: 'text', text: { content }, ...more };
}

function card(fields: Record<string, unknown>, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { msgtype: 'template_card', template_card: fields, ...more };
}

const buttons = {
  card_type: 'button_interaction',
  task_id: 't1',
  main_title: { title: '需要人工' },
  button_list: [{ text: '接手', style: 1, key: 'claim' }],
};

describe('gettoken', () => {
  it('refuses what is missing, unknown or wrong', async () => {
    const { corpId, secret } = demoApp;
    expect(await getJson('/cgi-bin/gettoken', { corpsecret: secret })).toMatchObject({ errcode: 41002 });
    expect(await getJson('/cgi-bin/gettoken', { corpid: corpId })).toMatchObject({ errcode: 41004 });
    expect(await getJson('/cgi-bin/gettoken', { corpid: 'ww0', corpsecret: secret })).toMatchObject({ errcode: 40013 });
    expect(await getJson('/cgi-bin/gettoken', { corpid: corpId, corpsecret: 'x' })).toMatchObject({ errcode: 40001 });
    expect(simulator.tokenRequests).toBe(5);
  });

  it('ends a token after its time with 42001, and a revoked one with 40014', async () => {
    now += 7_200_000 - 1;
    expect(await send(text('hi'))).toMatchObject({ errcode: 0 });
    now += 1;
    expect(await send(text('hi'))).toMatchObject({ errcode: 42001 });
    token = await fetchToken();
    expect(await send(text('hi'))).toMatchObject({ errcode: 0 });
    simulator.revokeTokens();
    expect(await send(text('hi'))).toMatchObject({ errcode: 40014 });
    token = '';
    expect(await send(text('hi'))).toMatchObject({ errcode: 41001 });
  });
});

describe('message/send', () => {
  it('delivers to the named members and answers lower-cased ids of those it cannot reach', async () => {
    simulator.outsideScope.add('eve');
    const reply = await send(text('你好', { touser: 'Alice|Eve|_bad' }));
    expect(reply).toMatchObject({ errcode: 0, invaliduser: 'eve|_bad', msgid: expect.any(String) });
    expect(simulator.accepted).toEqual([
      expect.objectContaining({
        touser: 'Alice|Eve|_bad',
        to: ['alice'],
        text: '你好',
        agentid: demoApp.agentId,
        at: now,
      }),
    ]);
  });

  it.each<[string, Record<string, unknown>, number]>([
    ['no receiver', text('x', { touser: '' }), 82001],
    [
      'more than 1,000 receivers',
      text('x', { touser: Array.from({ length: 1_001 }, (_, n) => `u${n}`).join('|') }),
      40032,
    ],
    ['more than 100 parties', text('x', { toparty: Array.from({ length: 101 }, (_, n) => n).join('|') }), 82002],
    ['more than 100 tags', text('x', { totag: Array.from({ length: 101 }, (_, n) => n).join('|') }), 82003],
    ['receivers that are all outside the scope', text('x', { touser: 'eve' }), 81013],
    ['no agentid', text('x', { agentid: undefined }), 41011],
    ['an agentid that is no integer', text('x', { agentid: '1000002' }), 40056],
    ["another app's agentid", text('x', { agentid: 7 }), 301002],
    ['an unknown msgtype', { msgtype: 'gif', gif: {} }, 40008],
    ['no msgtype', {}, 40008],
    ['an empty text', text(''), 44004],
    ['no text object', { msgtype: 'text' }, 44004],
    ['half an emoji', text('\ud83d'), 40033],
    ['a control character', text('a\u0001'), 40033],
    ['a safe that is no flag', text('x', { safe: 2 }), 40035],
    ['a duplicate check above four hours', text('x', { duplicate_check_interval: 14_401 }), 40035],
    ['an image without media', { msgtype: 'image', image: {} }, 41006],
    ['an image that was never uploaded', { msgtype: 'image', image: { media_id: 'm' } }, 40007],
    ['a textcard without title', { msgtype: 'textcard', textcard: { description: 'd', url: 'https://a.cn' } }, 40063],
    ['a url without scheme', { msgtype: 'textcard', textcard: { title: 't', description: 'd', url: 'a.cn' } }, 45034],
    [
      'nine articles',
      { msgtype: 'news', news: { articles: Array.from({ length: 9 }, () => ({ title: 't' })) } },
      45008,
    ],
    ['an unknown card', card({ card_type: 'poster' }), 42031],
    ['a notice without card_action', card({ card_type: 'text_notice', sub_title_text: 's' }), 42045],
    [
      'a notice that says nothing',
      card({ card_type: 'text_notice', card_action: { type: 1, url: 'https://a.cn' } }),
      42033,
    ],
    ['a news notice without image', card({ card_type: 'news_notice' }), 42044],
    ['buttons without task_id', card({ ...buttons, task_id: undefined }), 40063],
    ['a button without key', card({ ...buttons, button_list: [{ text: 'A' }] }), 42039],
    ['a button without text', card({ ...buttons, button_list: [{ key: 'a' }] }), 42038],
    ['a vote without question', card({ card_type: 'vote_interaction', task_id: 'v' }), 42043],
    ['a card that calls back, without a callback URL', card(buttons), 43012],
  ])('refuses %s', async (_what, body, errcode) => {
    simulator.outsideScope.add('eve');
    expect(await send(body)).toMatchObject({ errcode });
    expect(simulator.accepted).toEqual([]);
  });

  it('refuses a body that is not JSON in UTF-8', async () => {
    const answers = await Promise.all(
      ['{', '[]', Buffer.from([0x7b, 0xff, 0x7d])].map(async (body) =>
        (await postRaw('/cgi-bin/message/send', body)).json(),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ errcode: 40035 })));
  });

  it('cuts a text above 2,048 bytes at the byte, and counts it', async () => {
    await send(text('字'.repeat(682) + 'ab'));
    expect(simulator.counters.truncated).toBe(0);
    await send(text('字'.repeat(683)));
    expect(simulator.counters.truncated).toBe(1);
    expect(simulator.accepted.at(-1)?.text).toBe(`${'字'.repeat(682)}\ufffd`);
  });

  it('acknowledges an identical request within its interval without delivering it again', async () => {
    const body = text('您好', { enable_duplicate_check: 1, duplicate_check_interval: 60 });
    const first = await send(body);
    now += MINUTE_MS - 1;
    expect(await send(body)).toEqual(first);
    await send({ ...body, duplicate_check_interval: 61 });
    expect(simulator.accepted).toHaveLength(2);
    expect(simulator.counters.duplicates).toBe(1);
    now += 1;
    await send(body);
    expect(simulator.accepted).toHaveLength(3);
  });

  it('delivers an identical request again when no check was asked for', async () => {
    await send(text('same'));
    await send(text('same'));
    expect(simulator.accepted).toHaveLength(2);
  });

  it('drops what exceeds 30 a minute to one member in silence, and counts it', async () => {
    for (let n = 0; n < 32; n++) {
      expect(await send(text(`${n}`, { touser: 'alice|bob' }))).toMatchObject({ errcode: 0 });
    }
    expect(await send(text('x', { touser: 'carol' }))).toMatchObject({ errcode: 0 });
    expect(simulator.accepted).toHaveLength(31);
    expect(simulator.counters.quotaDrops).toBe(4);
    now += MINUTE_MS;
    await send(text('again'));
    expect(simulator.accepted.at(-1)?.text).toBe('again');
  });

  it('drops what exceeds 1,000 an hour to one member', async () => {
    for (let n = 0; n < 1_001; n++) {
      now += 3_000;
      await send(text(`${n}`));
    }
    expect(simulator.accepted).toHaveLength(1_000);
    expect(simulator.counters.quotaDrops).toBe(1);
  });
});

describe('template cards', () => {
  beforeEach(() => {
    simulator.app.callbackUrl = 'http://127.0.0.1:9/never-called';
  });

  async function sendCard(): Promise<string> {
    const reply = await send(card(buttons));
    expect(reply).toMatchObject({ errcode: 0, response_code: expect.any(String) });
    return textOf(reply, 'response_code');
  }

  function update(responseCode: string, more: Record<string, unknown> = {}): Promise<unknown> {
    return post('/cgi-bin/message/update_template_card', {
      userids: ['alice'],
      agentid: demoApp.agentId,
      response_code: responseCode,
      button: { replace_name: '已接手' },
      ...more,
    });
  }

  it('can be updated once with the code that came back', async () => {
    const code = await sendCard();
    expect(await update('unknown')).toMatchObject({ errcode: 60140 });
    expect(await update(code, { userids: [] })).toMatchObject({ errcode: 82001 });
    expect(await update(code)).toMatchObject({ errcode: 0, invaliduser: [] });
    expect(await update(code)).toMatchObject({ errcode: 60140 });
    expect(simulator.cardUpdates).toEqual([expect.objectContaining({ responseCode: code, userids: ['alice'] })]);
  });

  it('cannot be updated after 72 hours', async () => {
    const code = await sendCard();
    now += 72 * 3_600_000;
    token = await fetchToken();
    expect(await update(code)).toMatchObject({ errcode: 60140 });
  });

  it('need a task id of their own', async () => {
    await sendCard();
    expect(await send(card(buttons))).toMatchObject({ errcode: 40058 });
  });
});

describe('message/recall', () => {
  it('takes back a message of the same app within 24 hours', async () => {
    await send(text('oops'));
    const msgid = simulator.accepted[0]?.msgid ?? '';
    expect(await post('/cgi-bin/message/recall', { msgid: 'unknown' })).toMatchObject({ errcode: 40058 });
    expect(await post('/cgi-bin/message/recall', { msgid })).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(simulator.recalled.has(msgid)).toBe(true);
  });
});

describe('media', () => {
  async function upload(type: string, bytes: Buffer): Promise<unknown> {
    const form = new FormData();
    form.set('media', new Blob([new Uint8Array(bytes)]), '收据.jpg');
    const url = `${simulator.apiBaseUrl}/cgi-bin/media/upload?access_token=${token}&type=${type}`;
    return (await fetch(url, { method: 'POST', body: form })).json();
  }

  async function download(mediaId: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${simulator.apiBaseUrl}/cgi-bin/media/get?access_token=${token}&media_id=${mediaId}`, { headers });
  }

  it('come back as they were uploaded, whole or by range, and can be sent', async () => {
    const reply = await upload('image', JPEG);
    expect(reply).toMatchObject({
      errcode: 0,
      type: 'image',
      media_id: expect.any(String),
      created_at: expect.any(String),
    });
    const mediaId = textOf(reply, 'media_id');
    expect(Buffer.from(await (await download(mediaId)).arrayBuffer())).toEqual(JPEG);
    const part = await download(mediaId, { range: 'bytes=2-3' });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, JPEG.subarray(2, 4)]);
    expect(await send({ msgtype: 'image', image: { media_id: mediaId } })).toMatchObject({ errcode: 0 });
    now += 3 * 24 * 3_600_000;
    token = await fetchToken();
    expect(await (await download(mediaId)).json()).toMatchObject({ errcode: 40007 });
  });

  it('are refused when type, size or format is wrong', async () => {
    expect(await upload('music', JPEG)).toMatchObject({ errcode: 40005 });
    expect(await upload('image', Buffer.from('12345'))).toMatchObject({ errcode: 40006 });
    expect(await upload('image', Buffer.from('GIF89a'))).toMatchObject({ errcode: 40123 });
    expect(await upload('voice', Buffer.alloc(2 * 1024 * 1024 + 1))).toMatchObject({ errcode: 45001 });
    expect(await post('/cgi-bin/media/upload', {})).toMatchObject({ errcode: 40005 });
  });
});

describe('faults', () => {
  it('are used up by one business call each, in order', async () => {
    simulator.nextReplies.push({ errcode: 45009, errmsg: 'api freq out of limit' }, { status: 502 }, { delayMs: 1 });
    expect(await send(text('1'))).toEqual({ errcode: 45009, errmsg: 'api freq out of limit' });
    await fetchToken();
    expect((await postRaw('/cgi-bin/message/send', '{}')).status).toBe(502);
    expect(await send(text('3'))).toMatchObject({ errcode: 0 });
    expect(simulator.accepted.map((message) => message.text)).toEqual(['3']);
    expect(simulator.counters.faults).toBe(3);
    expect(simulator.counters.calls.get('/cgi-bin/message/send')).toBe(3);
  });

  it('drop the connection before the message is delivered, or after', async () => {
    const body = text('您好', { enable_duplicate_check: 1 });
    simulator.nextReplies.push('drop', 'drop-after');
    await expect(send(body)).rejects.toThrow('fetch failed');
    expect(simulator.accepted).toHaveLength(0);
    await expect(send(body)).rejects.toThrow('fetch failed');
    expect(simulator.accepted).toHaveLength(1);
    expect(await send(body)).toMatchObject({ errcode: 0 });
    expect(simulator.accepted).toHaveLength(1);
  });

  it('stand until they are cleared; gettoken is met only by those of the connection', async () => {
    simulator.setFault({ errcode: -1 });
    expect(await send(text('1'))).toMatchObject({ errcode: -1 });
    expect(await send(text('1'))).toMatchObject({ errcode: -1 });
    await fetchToken();
    simulator.setFault('drop');
    await expect(fetchToken()).rejects.toThrow('fetch failed');
    simulator.setFault(null);
    expect(await send(text('1'))).toMatchObject({ errcode: 0 });
    simulator.nextTokenReplies.push({ errcode: -1 });
    expect(await getJson('/cgi-bin/gettoken', {})).toMatchObject({ errcode: -1 });
  });
});

describe('waiting', () => {
  it('resolves with the messages that were asked for, earlier ones included', async () => {
    await send(text('1'));
    const waiting = simulator.waitForMessages({ to: 'Alice', count: 2 });
    await send(text('other', { touser: 'bob' }));
    await send(text('2'));
    expect((await waiting).map((message) => message.text)).toEqual(['1', '2']);
  });

  it('rejects when the time is over, and when the simulator stops', async () => {
    await expect(simulator.waitForMessages({}, 1)).rejects.toThrow('0 of 1 awaited message(s) arrived within 1 ms');
    const waiting = simulator.waitForMessages({});
    await Promise.all([expect(waiting).rejects.toThrow('before the simulator stopped'), simulator.stop()]);
  });

  it('keeps no more messages than it may', async () => {
    const small = await WecomSimulator.start({ messagesKeptMax: 3 });
    for (let n = 0; n < 5; n++) {
      const common = { agentid: 1, touser: 'a', to: ['a'], msgtype: 'text', body: {}, rawBody: '', at: n };
      small.messages.add({ msgid: String(n), ...common });
    }
    expect(small.accepted.map((message) => message.msgid)).toEqual(['2', '3', '4']);
    expect(small.messages.find('0')).toBeUndefined();
    await small.stop();
  });
});

it('answers 404 for a path it does not know and 405 for a wrong method', async () => {
  expect((await fetch(`${simulator.apiBaseUrl}/cgi-bin/user/nothing`)).status).toBe(404);
  expect((await fetch(`${simulator.apiBaseUrl}/cgi-bin/message/send`)).status).toBe(405);
});
