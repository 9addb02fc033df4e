import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RequestNonces } from '../../src/access/signing/request-nonces.js';
import { Database } from '../../src/database/database.js';
import { rawRequest } from '../setup/raw-request.js';
import { type Signable, signed } from '../setup/signed.js';
import { problem, TestPlatform } from '../setup/test-platform.js';

const SETTINGS = { method: 'GET', url: '/api/v1/settings' } as const;
const SETTING = { method: 'PUT', url: '/api/v1/settings/dialog.companyName' } as const;

let platform: TestPlatform;
let secret: string;
let keyId: string;

beforeAll(async () => {
  platform = await TestPlatform.start();
  const body = { name: 'signer', mode: 'signed', permissions: ['setting.read', 'setting.write', 'knowledge.write'] };
  const made = (await platform.call({ method: 'POST', url: '/api/v1/keys', body })).json();
  secret = made.secret;
  keyId = made.id;
});
afterAll(async () => {
  await platform.stop();
});

/** @param sent what is sent in place of what was signed. */
function call(
  what: Signable & { method: 'GET' | 'PUT' | 'POST' },
  sent: Partial<Signable & { method: 'GET' | 'PUT' | 'POST' | 'DELETE' }> = {},
  headers: Record<string, string> = {},
  on?: NestFastifyApplication,
) {
  const { method, url, body } = { ...what, ...sent };
  return platform.call({
    method,
    url,
    ...(body !== undefined && { payload: body }),
    headers: { ...signed(secret, what), ...headers },
    ...(on && { on }),
  });
}

function named(name: string): string {
  return JSON.stringify({ value: name });
}

describe('a signed request', () => {
  it('does what it says, with and without a body', async () => {
    expect((await call(SETTINGS)).status).toBe(200);
    expect((await call({ ...SETTING, body: named('Signed & Co') })).json()).toMatchObject({ value: 'Signed & Co' });
    expect((await call({ ...SETTINGS, url: '/api/v1/settings?fields=key' })).status).toBe(200);
  });

  it('may leave the digest away where there is no body', async () => {
    const { 'x-content-sha256': _, ...headers } = signed(secret, SETTINGS);

    expect((await platform.call({ ...SETTINGS, headers })).status).toBe(200);
  });

  it('counts once, in whichever process', async () => {
    const other = await platform.startApp();
    await expect.poll(async () => (await call(SETTINGS, {}, {}, other)).status, { timeout: 20_000 }).toBe(200);
    const nonce = 'the-very-same-nonce';

    expect((await call({ ...SETTINGS, nonce })).status).toBe(200);
    for (const on of [platform.app, other]) {
      expect((await call({ ...SETTINGS, nonce }, {}, {}, on)).json()).toEqual(problem(401, 'access.nonce-used'));
    }
  });

  it('counts once, however many come at once', async () => {
    const nonce = 'a-nonce-for-everybody';
    const answers = await Promise.all(Array.from({ length: 10 }, () => call({ ...SETTINGS, nonce })));

    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toEqual([200]);
  });

  it.each([-301, -86_400, 305, 86_400])('that is %d s off is refused, and uses no nonce up', async (seconds) => {
    const nonce = `off-by-${seconds}-seconds`;
    const timestamp = Math.floor(Date.now() / 1_000) + seconds;

    expect((await call({ ...SETTINGS, timestamp, nonce })).json()).toEqual(problem(401, 'access.signature-stale'));
    expect((await call({ ...SETTINGS, nonce })).status).toBe(200);
  });

  it.each([
    ['path', { url: '/api/v1/settings/dialog.aiLabel' }],
    ['query', { url: '/api/v1/settings/dialog.companyName?version=1' }],
    ['spelling of the path', { url: '/api/v1/settings/dialog%2EcompanyName' }],
  ] as const)('with another %s is refused', async (_what, sent) => {
    const answer = await call({ ...SETTING, body: named('never') }, sent);

    expect(answer.json()).toEqual(problem(401, 'access.signature-wrong'));
  });

  it('with another method is refused', async () => {
    const url = `/api/v1/keys/${keyId}`;

    expect((await call({ ...SETTINGS, url }, { method: 'DELETE' })).json()).toEqual(
      problem(401, 'access.signature-wrong'),
    );
  });

  it('whose parameters came in another order is refused', async () => {
    const answer = await call(
      { ...SETTINGS, url: '/api/v1/keys?limit=1&enabled=true' },
      { url: '/api/v1/keys?enabled=true&limit=1' },
    );

    expect(answer.json()).toEqual(problem(401, 'access.signature-wrong'));
  });

  it('with another body changes nothing', async () => {
    const answer = await call({ ...SETTING, body: named('asked for') }, { body: named('slipped in') });
    expect(answer.json()).toEqual(problem(401, 'access.body-digest-wrong'));

    const alsoDigest = signed(secret, { ...SETTING, body: named('slipped in') })['x-content-sha256'] ?? '';
    const both = await call(
      { ...SETTING, body: named('asked for') },
      { body: named('slipped in') },
      { 'x-content-sha256': alsoDigest },
    );
    expect(both.json()).toEqual(problem(401, 'access.signature-wrong'));
    expect((await call({ ...SETTINGS, url: SETTING.url })).text).not.toContain('slipped in');
  });

  it('for a large file is refused before the file is read, and its body compared while it is', async () => {
    const url = '/api/v1/knowledge/imports?format=jsonl';
    const body = Buffer.alloc(3_000_000, 'x');

    expect((await call({ method: 'POST', url, body })).json()).toEqual({ isBuffer: true, bytes: body.length });
    expect((await call({ method: 'POST', url, body }, { body: Buffer.alloc(3_000_000, 'y') })).status).toBe(401);
    expect((await call({ method: 'POST', url, body }, {}, { 'x-nonce': 'another-nonce-than-that' })).status).toBe(401);
  });

  it.each<Record<string, string>>([
    { 'x-timestamp': '' },
    { 'x-timestamp': '1.7e9' },
    { 'x-timestamp': '-1700000000' },
    { 'x-nonce': 'short' },
    { 'x-nonce': 'x'.repeat(65) },
    { 'x-nonce': "'; drop table request_nonces; --" },
    { 'x-signature': 'AAAA' },
    { 'x-signature': 'zz'.repeat(32) },
  ])('with %j is refused', async (headers) => {
    expect((await call({ ...SETTING, body: named('x') }, {}, headers)).json()).toEqual(
      problem(401, 'access.signature-malformed'),
    );
  });

  it('with a body and no digest of it is refused', async () => {
    const { 'x-content-sha256': _, ...headers } = signed(secret, { ...SETTING, body: named('x') });

    expect((await platform.call({ ...SETTING, payload: named('x'), headers })).json()).toEqual(
      problem(401, 'access.signature-malformed'),
    );
  });

  it('of a key that is sent, or with another key, is refused', async () => {
    const body = { name: 'sent', permissions: ['setting.read'] };
    const sent = (await platform.call({ method: 'POST', url: '/api/v1/keys', body })).json().secret;
    const wrongKey = { ...signed(sent, SETTINGS), authorization: `Signature ${secret.slice(5, 13)}` };

    for (const headers of [signed(sent, SETTINGS), wrongKey, signed(`kefu_zzzzzzzz_${'x'.repeat(43)}`, SETTINGS)]) {
      expect((await platform.call({ ...SETTINGS, headers })).json()).toEqual(problem(401, 'access.signature-wrong'));
    }
  });

  it('proves the key, which is not taken itself', async () => {
    const headers = { authorization: `Bearer ${secret}` };

    expect((await platform.call({ ...SETTINGS, headers })).json()).toEqual(problem(401, 'access.unauthorized'));
  });

  it('counts with the secrets from before and after a rotation', async () => {
    const body = { name: 'rotated', mode: 'signed', permissions: ['setting.read'] };
    const made = (await platform.call({ method: 'POST', url: '/api/v1/keys', body })).json();
    const url = `/api/v1/keys/${made.id}/rotation`;
    const next = (await platform.call({ method: 'POST', url, body: { overlapHours: 1 } })).json();

    for (const one of [made.secret, next.secret]) {
      expect((await platform.call({ ...SETTINGS, headers: signed(one, SETTINGS) })).status).toBe(200);
    }
  });
});

describe('headers that come twice', () => {
  it.each(['x-timestamp', 'x-nonce', 'x-signature', 'x-content-sha256', 'authorization'])(
    'are refused: %s',
    async (name) => {
      const headers = Object.entries(signed(secret, SETTINGS));
      const twice = [...headers, ...headers.filter(([one]) => one === name)];

      const lines = twice.map(([field, value]) => `${field}: ${value}`);
      expect(await rawRequest(platform.app, [`GET ${SETTINGS.url} HTTP/1.1`, ...lines])).toMatch(/^HTTP\/1\.1 401 /);
    },
  );
});

describe('nonces', () => {
  it('are forgotten when their timestamps are too old anyway', async () => {
    const database = platform.app.get(Database);
    await call(SETTINGS);
    await database.run(`insert into request_nonces values ($1, 'old', clock_timestamp() - interval '1 s')`, [keyId]);
    await platform.app.get(RequestNonces, { strict: false }).run();

    const left = await database.rows<{ nonce: string }>('select nonce from request_nonces');
    expect(left.length).toBeGreaterThan(0);
    expect(left.map(({ nonce }) => nonce)).not.toContain('old');
  });
});
