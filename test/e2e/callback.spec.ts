import { createCipheriv } from 'node:crypto';
import { connect } from 'node:net';
import { getSignature } from '@wecom/crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildCallback, buildVerification, type EncryptedCallback, renderXml } from '../../src/simulator/callbacks.js';
import type { SimulatedApp } from '../../src/simulator/simulated-app.js';
import { vectors } from '../fixtures/wecom-vectors.js';
import { TestProgram } from '../setup/test-program.js';

const PATH = '/wecom/callback';
const MB = 1_048_576;

let desk: TestProgram;
let lastMsgId = 0;

beforeAll(async () => {
  desk = await TestProgram.start();
});
afterAll(() => desk.stop());

function textXml(app: SimulatedApp): string {
  lastMsgId += 1;
  const createTime = Math.floor(Date.now() / 1_000);
  return renderXml(app, {
    from: 'alice',
    createTime,
    msgId: `${lastMsgId}`,
    content: { type: 'text', content: '帮助' },
  });
}

function goodCallback(app = desk.wecom.app): EncryptedCallback {
  return buildCallback(app, textXml(app));
}

function post(
  { query, body }: EncryptedCallback,
  { path = PATH, headers = {}, on = desk }: { path?: string; headers?: Record<string, string>; on?: TestProgram } = {},
): Promise<Response> {
  // As bytes, because to a text `fetch` adds a content type.
  return fetch(`${on.program.url}${path}?${query}`, { method: 'POST', headers, body: Buffer.from(body) });
}

async function stored(on = desk): Promise<number> {
  return (await on.rows('select 1 from inbox')).length;
}

async function counted(result: string): Promise<number> {
  const { body } = await desk.api('GET', '/metrics');
  return Number(new RegExp(`kefu_callbacks_total\\{result="${result}"\\} (\\d+)`).exec(body)?.[1] ?? 0);
}

describe('the check of the URL', () => {
  it('is passed', async () => {
    expect(await desk.wecom.verifyUrl()).toMatchObject({ ok: true });
  });

  it('answers the bytes of the echo, also where a plus sign was not escaped', async () => {
    for (let check = 0; check < 10; check += 1) {
      const query = buildVerification(desk.wecom.app, `回声${check}`).replaceAll('%2B', '+');
      const answer = await fetch(`${desk.program.url}${PATH}?${query}`);

      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(`回声${check}`));
    }
  });

  it('that fails is told as a problem', async () => {
    const query = buildVerification({ ...desk.wecom.app, token: 'another' }, '1');
    const answer = await fetch(`${desk.program.url}${PATH}?${query}`);

    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 403, code: 'callback.signature-invalid' });
  });
});

it.each(['text/xml', 'application/json', 'application/x-www-form-urlencoded', 'nonsense', undefined])(
  'a message is stored, whatever type it says it has: %j',
  async (type) => {
    const before = await stored();
    const answer = await post(goodCallback(), { headers: type === undefined ? {} : { 'content-type': type } });

    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(await stored()).toBe(before + 1);
  },
);

describe('what is refused', () => {
  const bomb = '<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>';
  const external = '<!DOCTYPE xml [<!ENTITY b SYSTEM "file:///etc/passwd">]>';
  const entity = '<xml><ToUserName>a</ToUserName><FromUserName>b</FromUserName><Encrypt>&b;</Encrypt></xml>';
  const good = () => goodCallback();
  const without = (name: string) => {
    const { query, body } = good();
    const parameters = new URLSearchParams(query);
    parameters.delete(name);
    return { query: parameters.toString(), body };
  };
  const encrypted = (xml: string, app = desk.wecom.app) => buildCallback(app, xml);

  it.each<[string, string, number, () => EncryptedCallback]>([
    ['another signature', 'callback.signature-invalid', 403, () => ({ ...good(), query: good().query })],
    [
      'another receiver',
      'callback.receiver-mismatch',
      403,
      () => goodCallback({ ...desk.wecom.app, corpId: 'wwother' }),
    ],
    ['no signature', 'callback.parameter-missing', 400, () => without('msg_signature')],
    ['no timestamp', 'callback.parameter-missing', 400, () => without('timestamp')],
    ['no nonce', 'callback.parameter-missing', 400, () => without('nonce')],
    [
      'a repetition of long ago',
      'callback.stale',
      403,
      () => buildCallback(desk.wecom.app, '<xml/>', { timestamp: 1 }),
    ],
    ['no base64', 'callback.ciphertext-invalid', 400, () => signed('*'.repeat(64))],
    ['half a block', 'callback.ciphertext-invalid', 400, () => signed(Buffer.alloc(24).toString('base64'))],
    ['padding of 0', 'callback.ciphertext-invalid', 400, () => padded(Buffer.alloc(32, 0))],
    ['padding of 33', 'callback.ciphertext-invalid', 400, () => padded(Buffer.alloc(64, 33))],
    [
      'padding that differs',
      'callback.ciphertext-invalid',
      400,
      () => padded(Buffer.from('01'.repeat(31) + '20', 'hex')),
    ],
    ['a length beyond the end', 'callback.ciphertext-invalid', 400, () => padded(Buffer.alloc(32, 32), 0xff_ff)],
    ['an envelope that is no XML', 'callback.envelope-invalid', 400, () => ({ ...good(), body: '{"encrypt":"a"}' })],
    ['an envelope with a bomb', 'callback.envelope-invalid', 400, () => ({ ...good(), body: bomb + entity })],
    ['an envelope with a file', 'callback.envelope-invalid', 400, () => ({ ...good(), body: external + entity })],
    ['a message that is no XML', 'callback.message-invalid', 400, () => encrypted('你好')],
    ['a message with a bomb', 'callback.message-invalid', 400, () => encrypted(bomb + entity)],
    ['a message with a file', 'callback.message-invalid', 400, () => encrypted(external + entity)],
  ])('%s: %s', async (_what, code, status, make) => {
    const [rows, count] = [await stored(), await counted(code)];
    const answer = await post(make());

    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, code, requestId: answer.headers.get('x-request-id') });
    expect(answer.status).toBe(status);
    expect(await counted(code)).toBe(count + 1);
    expect(await stored()).toBe(rows);
  });

  it('an account that nobody has', async () => {
    const answer = await post(goodCallback(), { path: `${PATH}/0190a0a0-0000-7000-8000-000000000000` });

    expect(await answer.json()).toMatchObject({ status: 404, code: 'callback.account-unknown' });
  });

  it.each([
    ['its announced length', `content-length: ${2 * MB}`, 'x'.repeat(1_000)],
    ['what has come', 'transfer-encoding: chunked', `${(MB + 1).toString(16)}\r\n${'x'.repeat(MB + 1)}\r\n`],
  ])('more than 1 MB, before it is read whole: by %s', async (_what, framing, begun) => {
    const rows = await stored();
    const answer = await answerTo(`POST ${PATH}?${good().query} HTTP/1.1\r\nhost: a\r\n${framing}\r\n\r\n${begun}`);

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain('request.too-large');
    expect(await stored()).toBe(rows);
  });
});

/** Signed with the app's token, whatever it is. */
function signed(ciphertext: string): EncryptedCallback {
  const [timestamp, nonce] = [`${Math.floor(Date.now() / 1_000)}`, '1372623149'];
  const signature = getSignature(desk.wecom.app.token, timestamp, nonce, ciphertext);
  return {
    query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString(),
    body: `<xml><Encrypt><![CDATA[${ciphertext}]]></Encrypt></xml>`,
  };
}

/** Signed and encrypted: a message of 12 bytes that says it has `length`, and this padding. */
function padded(padding: Buffer, length = 12): EncryptedCallback {
  const header = Buffer.alloc(20);
  header.writeUInt32BE(length, 16);
  const key = Buffer.from(`${desk.wecom.app.encodingAesKey}=`, 'base64');
  const aes = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plaintext = Buffer.concat([header, Buffer.alloc(12, 'a'), padding]);
  return signed(Buffer.concat([aes.update(plaintext), aes.final()]).toString('base64'));
}

/** What comes back for an unfinished request. */
function answerTo(begun: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(desk.program.url).port), '127.0.0.1', () => socket.write(begun));
    socket.setEncoding('utf8');
    socket.on('data', (data) => {
      answer += data;
      if (answer.includes('requestId')) {
        resolve(answer);
        socket.destroy();
      }
    });
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
  });
}

it('a second app has an address and keys of its own', async () => {
  const { token, encodingAesKey } = vectors.otherText.app;
  const other = { ...desk.wecom.app, agentId: 1_000_003, token, encodingAesKey };
  const { corpId, agentId, secret } = other;
  const { status, body } = await desk.api('POST', '/api/v1/accounts', {
    kind: 'wecom-app',
    name: '人事',
    parameters: { corpId, agentId },
    secrets: { secret, token, encodingAesKey },
  });
  expect(status).toBe(201);
  const path = `${PATH}/${body.id}`;

  const echo = await fetch(`${desk.program.url}${path}?${buildVerification(other, '123')}`);
  expect(await echo.text()).toBe('123');
  expect((await post(goodCallback(other), { path })).status).toBe(200);
  expect(await desk.rows('select external_id from inbox where account_id = $1', [body.id])).toHaveLength(1);
  expect(await (await post(goodCallback(), { path })).json()).toMatchObject({ code: 'callback.signature-invalid' });
  expect(await (await post(goodCallback(other))).json()).toMatchObject({ code: 'callback.signature-invalid' });

  await desk.api('PUT', `/api/v1/accounts/${body.id}`, { name: '人事', enabled: false });
  expect(await (await post(goodCallback(other), { path })).json()).toMatchObject({ code: 'callback.account-unknown' });
});

it('while the database is away, a program told so holds a callback beyond the 5 s after which WeCom repeats it', async () => {
  const holding = await TestProgram.start({ environment: { CALLBACK_OUTAGE: 'timeout' } });
  try {
    await holding.database.goAway();
    const started = performance.now();
    const answer = await post(goodCallback(), { on: holding });

    expect(performance.now() - started).toBeGreaterThan(5_400);
    expect(await answer.json()).toMatchObject({ status: 503, code: 'database.unavailable' });

    await holding.database.comeBack();
    await vi.waitFor(async () => expect((await holding.api('GET', '/health/ready')).status).toBe(200), {
      timeout: 20_000,
    });
    expect((await post(goodCallback(), { on: holding })).status).toBe(200);
    expect(await stored(holding)).toBe(1);
  } finally {
    await holding.stop();
  }
}, 60_000);

it('gives up a statement that hangs before WeCom gives up the callback, and stores the message once when it is repeated', async () => {
  const blocker = new Client({ connectionString: desk.database.ownerUrl });
  await blocker.connect();
  const before = await stored();
  const callback = goodCallback();
  try {
    await blocker.query('begin; lock table inbox in access exclusive mode');
    const started = performance.now();
    const answer = await post(callback);
    expect(await answer.json()).toMatchObject({ status: 503, code: 'database.unavailable' });
    expect(performance.now() - started).toBeLessThan(5_000);
  } finally {
    await blocker.end();
  }
  await vi.waitFor(async () => expect((await post(callback)).status).toBe(200), { timeout: 20_000 });
  expect(await stored()).toBe(before + 1);
});
