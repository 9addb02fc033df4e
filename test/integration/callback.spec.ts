import { encrypt, getSignature } from '@wecom/crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/common/app-error.js';
import { accountIdOf } from '../../src/common/ids.js';
import { Metrics } from '../../src/common/metrics.js';
import { buildCallback, buildVerification, renderXml } from '../../src/simulator/callbacks.js';
import { demoApp } from '../../src/simulator/simulated-app.js';
import { CallbackApp } from '../setup/callback-app.js';

const PATH = '/wecom/callback';
const accountId = accountIdOf(demoApp.corpId, demoApp.agentId);
const SECRET_WORDS = '银行卡密码是多少';

let callback: CallbackApp;

beforeAll(async () => {
  callback = await CallbackApp.start();
});
afterAll(() => callback.stop());
beforeEach(() => {
  callback.received.length = 0;
  callback.logged.length = 0;
  callback.answer = () => Promise.resolve('stored');
});

function textXml(content = SECRET_WORDS): string {
  const createTime = Math.floor(Date.now() / 1_000);
  return renderXml(demoApp, { from: 'alice', createTime, msgId: '77', content: { type: 'text', content } });
}

function post(query: string, body?: string | Buffer, path = PATH) {
  return callback.app.inject({
    method: 'POST',
    url: `${path}?${query}`,
    headers: { 'content-type': 'text/xml' },
    ...(body !== undefined && { payload: body }),
  });
}

/** Signed by the app's token, whatever is in it. */
function signed(encrypted: string, timestamp = `${Math.floor(Date.now() / 1_000)}`): { query: string; body: string } {
  const nonce = '1372623149';
  const signature = getSignature(demoApp.token, timestamp, nonce, encrypted);
  return {
    query: new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString(),
    body: `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  };
}

async function counted(result: string): Promise<number> {
  const text = await callback.app.get(Metrics, { strict: false }).registry.metrics();
  return Number(new RegExp(`kefu_callbacks_total\\{result="${result}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
}

describe('the check of the URL', () => {
  it.each([PATH, `${PATH}/${accountId}`])('%s answers the decrypted echo and nothing else', async (path) => {
    const answer = await callback.app.inject(`${path}?${buildVerification(demoApp, '1616140317555161061')}`);

    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.body).toBe('1616140317555161061');
  });

  it('takes a plus sign that was not escaped', async () => {
    // Of 20 random ciphertexts hardly one lacks a plus sign.
    for (let check = 0; check < 20; check += 1) {
      const query = buildVerification(demoApp, `${check}`.repeat(20)).replaceAll('%2B', '+');
      expect((await callback.app.inject(`${PATH}?${query}`)).statusCode).toBe(200);
    }
  });

  it('is refused with another signature, and for another corp', async () => {
    const query = buildVerification(demoApp, '1').replace(/msg_signature=..../, 'msg_signature=0000');
    const foreign = buildVerification({ ...demoApp, corpId: 'wwother' }, '1');

    expect((await callback.app.inject(`${PATH}?${query}`)).json().code).toBe('callback.signature-invalid');
    expect((await callback.app.inject(`${PATH}?${foreign}`)).json().code).toBe('callback.receiver-mismatch');
  });
});

describe('a message', () => {
  it('is handed to the receiver of the account’s kind and answered with 200 and an empty body', async () => {
    const before = await counted('stored');
    const { query, body } = buildCallback(demoApp, textXml('你好'));
    const answer = await post(query, body);

    expect([answer.statusCode, answer.body]).toEqual([200, '']);
    expect(callback.received).toMatchObject([
      {
        account: { id: accountId },
        callback: { fromUserId: 'alice', content: { type: 'text', text: '你好' } },
        dedupeKey: `msg:${demoApp.corpId}:${demoApp.agentId}:77`,
        requestId: answer.headers['x-request-id'],
      },
    ]);
    expect(await counted('stored')).toBe(before + 1);
  });

  it('has one key, however often it is signed anew', async () => {
    callback.answer = () => Promise.resolve('duplicate');
    const xml = textXml();
    for (let repetition = 0; repetition < 3; repetition += 1) {
      const { query, body } = buildCallback(demoApp, xml);
      expect((await post(query, body)).statusCode).toBe(200);
    }

    expect(new Set(callback.received.map(({ dedupeKey }) => dedupeKey)).size).toBe(1);
    expect(await counted('duplicate')).toBe(3);
  });

  it('is accepted without a content type and within the allowed age', async () => {
    const timestamp = Math.floor(Date.now() / 1_000) - 590;
    const { query, body } = buildCallback(demoApp, textXml(), { timestamp });
    const answer = await callback.app.inject({ method: 'POST', url: `${PATH}?${query}`, payload: Buffer.from(body) });

    expect(answer.statusCode).toBe(200);
  });
});

describe('what is refused', () => {
  const now = (): number => Math.floor(Date.now() / 1_000);
  const good = () => buildCallback(demoApp, textXml());
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>';
  const external = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Encrypt>&a;</Encrypt></xml>';
  const cipherOf = (message: string, receiver = demoApp.corpId) => encrypt(demoApp.encodingAesKey, message, receiver);

  it.each<[string, string, number, () => { query: string; body?: string }]>([
    ['no query', 'callback.parameter-missing', 400, () => ({ ...good(), query: '' })],
    ['a nonce given twice', 'callback.parameter-missing', 400, () => ({ ...good(), query: `${good().query}&nonce=1` })],
    ['an old one', 'callback.stale', 403, () => buildCallback(demoApp, textXml(), { timestamp: now() - 610 })],
    ['one of tomorrow', 'callback.stale', 403, () => buildCallback(demoApp, textXml(), { timestamp: now() + 610 })],
    ['one of no time', 'callback.stale', 403, () => buildCallback(demoApp, textXml(), { timestamp: 'now' })],
    ['no body', 'callback.envelope-invalid', 400, () => ({ query: good().query })],
    ['no XML', 'callback.envelope-invalid', 400, () => ({ ...good(), body: 'hello' })],
    ['an entity bomb', 'callback.envelope-invalid', 400, () => ({ ...good(), body: bomb })],
    ['an external entity', 'callback.envelope-invalid', 400, () => ({ ...good(), body: external })],
    ['no ciphertext', 'callback.envelope-invalid', 400, () => ({ ...good(), body: '<xml><Encrypt></Encrypt></xml>' })],
    ['another ciphertext', 'callback.signature-invalid', 403, () => ({ ...good(), body: good().body })],
    ['no base64', 'callback.ciphertext-invalid', 400, () => signed('*'.repeat(64))],
    [
      'a ciphertext of another key',
      'callback.ciphertext-invalid',
      400,
      () => signed(Buffer.alloc(96, 1).toString('base64')),
    ],
    ['another receiver', 'callback.receiver-mismatch', 403, () => signed(cipherOf(textXml(), 'wwother'))],
    ['an empty receiver', 'callback.receiver-mismatch', 403, () => signed(cipherOf(textXml(), ''))],
    ['a message that is no XML', 'callback.message-invalid', 400, () => signed(cipherOf(SECRET_WORDS))],
    ['a message that is JSON', 'callback.message-invalid', 400, () => signed(cipherOf('{"MsgType":"text"}'))],
  ])('%s: %s', async (_what, code, status, make) => {
    const before = await counted(code);
    const { query, body } = make();
    const answer = await post(query, body);

    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ status, code, requestId: answer.headers['x-request-id'] });
    expect(answer.statusCode).toBe(status);
    expect(callback.received).toEqual([]);
    expect(await counted(code)).toBe(before + 1);
    expect(callback.logged).toHaveLength(1);
    expect(callback.logged[0]).toContain(code);
    expect(callback.logged[0]).toContain(String(answer.headers['x-request-id']));
    expect(callback.logged[0]).toContain(accountId);
    expect(callback.logged[0]).not.toContain(SECRET_WORDS);
    expect(callback.logged[0]).not.toContain('Encrypt');
  });

  it.each(['nobody', '__proto__', '../x', accountIdOf('wwother', 1)])('the unknown account %j', async (id) => {
    const { query, body } = good();
    const answer = await post(query, body, `${PATH}/${encodeURIComponent(id)}`);

    expect(answer.json()).toMatchObject({ status: 404, code: 'callback.account-unknown' });
    expect(callback.logged).toHaveLength(1);
    expect(callback.logged[0]).not.toContain(id);
  });
});

it('takes old ones where nobody looks at the time', async () => {
  const lenient = await CallbackApp.start({ CALLBACK_FRESHNESS_SECONDS: '0' });
  try {
    const { query, body } = buildCallback(demoApp, textXml(), { timestamp: 1 });
    const answer = await lenient.app.inject({ method: 'POST', url: `${PATH}?${query}`, payload: body });

    expect(answer.statusCode).toBe(200);
  } finally {
    await lenient.stop();
  }
});

describe('while the database is away', () => {
  const away = () => Promise.reject(new AppError('database.unavailable', 'away'));

  it('answers 503 at once, and 200 when it is back', async () => {
    const before = await counted('unavailable');
    const { query, body } = buildCallback(demoApp, textXml());
    callback.answer = away;
    expect((await post(query, body)).json()).toMatchObject({ status: 503, code: 'database.unavailable' });
    expect(await counted('unavailable')).toBe(before + 1);

    callback.answer = () => Promise.resolve('stored');
    expect((await post(query, body)).statusCode).toBe(200);
  });
});
