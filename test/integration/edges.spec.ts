import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RequestRates } from '../../src/access/edges/request-rates.js';
import { Database } from '../../src/database/database.js';
import { httpBounds } from '../../src/http-server.js';
import { Settings } from '../../src/settings/settings.js';
import { SYSTEM } from '../../src/common/access.js';
import { WecomSimulator } from '../../src/simulator/simulator.js';
import { CallbackAddresses } from '../../src/wecom/callback-addresses.js';
import { answerOn, rawRequest, socketTo } from '../setup/raw-request.js';
import { roomInTheMinute } from '../setup/room-in-the-minute.js';
import { type Call, problem, TestPlatform } from '../setup/test-platform.js';

const STRANGER = { authorization: 'Bearer nonsense' };
const SETTINGS = '/api/v1/settings';

let platform: TestPlatform;
let wecom: WecomSimulator;
/** Behind a proxy on loopback; the API for 10.0.0.0/8 alone; callbacks from WeCom alone; slow clients are hung up on. */
let edge: NestFastifyApplication;

beforeAll(async () => {
  platform = await TestPlatform.start();
  wecom = await WecomSimulator.start();
  const { corpId, agentId, secret, token, encodingAesKey } = wecom.app;
  edge = await platform.startApp(
    {
      TRUSTED_PROXIES: 'loopback',
      ADMIN_ALLOWED_ADDRESSES: '10.0.0.0/8, 127.0.0.1',
      CALLBACK_ALLOWED: 'wecom',
      CORS_ORIGINS: 'https://desk.example.com, https://other.example.com:8443',
      PUBLIC_URL: 'https://kefu.example.com',
      WECOM_CORP_ID: corpId,
      WECOM_AGENT_ID: `${agentId}`,
      WECOM_SECRET: secret,
      WECOM_TOKEN: token,
      WECOM_ENCODING_AES_KEY: encodingAesKey,
      WECOM_API_BASE_URL: wecom.apiBaseUrl,
    },
    { ...httpBounds, headersTimeoutMs: 400, requestTimeoutMs: 800, checkedEveryMs: 50 },
  );
});
afterAll(async () => {
  await platform.stop();
  await wecom.stop();
});

function call(options: Call) {
  return platform.call(options);
}

function from(address: string, options: Omit<Call, 'on'>) {
  return call({ ...options, on: edge, headers: { ...options.headers, 'x-forwarded-for': address } });
}

describe('the addresses that the API is served at', () => {
  it.each(['10.1.2.3', '1.1.1.1, 10.1.2.3', '::ffff:10.1.2.3', ''])('are listed: %j', async (address) => {
    expect((await from(address, { url: SETTINGS })).status).toBe(200);
  });

  it.each(['203.0.113.9', '10.1.2.3, 203.0.113.9', '127.0.0.1, 203.0.113.9', '2001:db8::1'])(
    'are no others, whatever the client writes: %j',
    async (address) => {
      expect((await from(address, { url: SETTINGS })).json()).toEqual(problem(403, 'access.address-forbidden'));
    },
  );

  it.each(['/api/v1/nowhere', '/api/openapi.json', '/%61pi/v1/settings'])(
    'are no others at %s, before anybody is asked who he is',
    async (url) => {
      expect((await from('203.0.113.9', { url, headers: STRANGER })).status).toBe(403);
    },
  );

  it('are all where callbacks come and health is asked for', async () => {
    expect((await from('203.0.113.9', { url: '/health/live' })).status).toBe(200);
  });

  it('are all where none are listed, and nobody is believed whom the configuration does not name', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'forger' };
    expect((await call({ url: '/api/v1/accounts', headers: { ...headers, ...STRANGER } })).status).toBe(401);

    const seen = () =>
      platform.app
        .get(Database)
        .rows<{ address: string }>(`select distinct address from audit_events where user_agent = 'forger'`);
    await expect.poll(seen, { timeout: 20_000 }).toEqual([{ address: '127.0.0.1' }]);
  });
});

describe('the addresses that callbacks come from', () => {
  const callback = { method: 'POST', url: '/wecom/callback', payload: '<xml/>' } as const;
  const rows = <Row>(sql: string) => edge.get(Database).rows<Row>(sql);
  const stored = async () =>
    (await rows<{ address: string }>('select address from callback_addresses order by 1')).map((row) => row.address);

  /** As if a day had passed. */
  async function refresh(): Promise<void> {
    await rows(`update callback_address_refreshes set tried_at = null, succeeded_at = null`);
    await edge.get(CallbackAddresses, { strict: false }).run();
  }

  it('are all before WeCom has said from where it calls', async () => {
    expect((await from('203.0.113.9', callback)).status).toBe(200);
  });

  it('are those that WeCom publishes, and for a while those that it published before', async () => {
    await rows(`insert into callback_addresses values
      ('101.226.103.*', clock_timestamp() - interval '30 hours'), ('192.0.2.1', clock_timestamp() - interval '49 hours')`);
    await refresh();

    await expect.poll(stored, { timeout: 20_000 }).toEqual(['101.226.103.*', '127.0.0.1']);
    await expect
      .poll(async () => (await from('203.0.113.9', callback)).json())
      .toEqual(problem(403, 'access.address-forbidden'));
    expect((await from('101.226.103.7', callback)).status).toBe(200);
    expect((await from('127.0.0.1', callback)).status).toBe(200);
  });

  it('stay as they are while WeCom does not say', async () => {
    const { counters } = wecom;
    const before = JSON.stringify(counters);
    wecom.setFault({ errcode: 45009, errmsg: 'api freq out of limit' });
    await refresh();

    await expect.poll(() => JSON.stringify(counters), { timeout: 20_000 }).not.toBe(before);
    wecom.setFault(null);
    expect(await stored()).toEqual(['101.226.103.*', '127.0.0.1']);
  });
});

describe('how often one calls', () => {
  const set = (
    key: 'limits.apiKeyPerMinute' | 'limits.apiStrangersPerMinute' | 'limits.apiImportsPerMinute',
    value: number,
  ) => platform.app.get(Settings).change(SYSTEM, key, value);

  async function madeKey(): Promise<string> {
    const body = { name: `caller ${Math.random()}`, permissions: ['setting.read', 'knowledge.read'] };
    const { secret } = (await call({ method: 'POST', url: '/api/v1/keys', body })).json();
    return `Bearer ${secret}`;
  }

  it('is told with each answer', async () => {
    const { headers } = await call({ url: SETTINGS });

    expect(headers['ratelimit-policy']).toBe('"caller";q=60000;w=60');
    expect(headers['ratelimit']).toMatch(/^"caller";r=\d+;t=\d+$/);
  });

  it('is bounded over all processes together', async () => {
    const other = await platform.startApp();
    const counted = await madeKey();
    const statusOfAccounts = async () =>
      (await call({ url: '/api/v1/accounts', headers: { authorization: counted }, on: other })).status;
    await expect.poll(statusOfAccounts, { timeout: 20_000 }).toBe(403); // known there, and not counted yet
    await set('limits.apiKeyPerMinute', 7);
    await expect.poll(() => other.get(Settings).get('limits.apiKeyPerMinute'), { timeout: 20_000 }).toBe(7);
    await roomInTheMinute(platform.app.get(Database));

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        call({ url: SETTINGS, headers: { authorization: counted }, on: index % 2 === 0 ? platform.app : other }),
      ),
    );
    await set('limits.apiKeyPerMinute', 60_000);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.json()).toEqual(problem(429, 'request.rate-limited'));
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(refused?.headers['ratelimit']).toContain('"caller";r=0;');
  });

  it('is bounded for strangers by their address, and locks nobody out who proves himself', async () => {
    await set('limits.apiStrangersPerMinute', 3);
    await roomInTheMinute(platform.app.get(Database));
    const failing = async () => (await call({ url: SETTINGS, headers: STRANGER })).status;
    const statuses = [await failing(), await failing(), await failing(), await failing(), await failing()];
    const known = await call({ url: SETTINGS });
    await set('limits.apiStrangersPerMinute', 600);

    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect(statuses.every((status) => status === 401 || status === 429)).toBe(true);
    expect(known.status).toBe(200);
  });

  it('is bounded more tightly for what takes much', async () => {
    await set('limits.apiImportsPerMinute', 1);
    await roomInTheMinute(platform.app.get(Database));
    const file = { method: 'POST', url: '/api/v1/knowledge/imports?format=jsonl', payload: 'x' } as const;
    const first = await call(file);
    const second = await call(file);
    await set('limits.apiImportsPerMinute', 120);

    expect([first.status < 300, second.status]).toEqual([true, 429]);
    expect(second.headers['ratelimit']).toContain('"imports";r=0;');
  });

  it('does not depend on the database', async () => {
    const rates = platform.app.get(RequestRates, { strict: false });
    await platform.database.goAway();
    try {
      expect(await rates.take('key/somebody', 600)).toMatchObject({ isAllowed: true });
    } finally {
      await platform.database.comeBack();
    }
  });
});

describe('a method that is not there', () => {
  it.each(['PUT', 'DELETE', 'PATCH'] as const)('is told which ones are: %s', async (method) => {
    const answer = await call({ method, url: '/api/v1/keys' });

    expect(answer.json()).toEqual(problem(405, 'request.method-not-allowed'));
    expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS, POST');
  });

  it.each(['TRACE', 'PROPFIND', 'SEARCH'])('is refused: %s', async (method) => {
    expect(await rawRequest(platform.app, [`${method} ${SETTINGS} HTTP/1.1`])).toMatch(/^HTTP\/1\.1 (404|405) /);
  });

  it.each(['FOO /api/v1/settings HTTP/1.1', 'GET /api/v1/settings HTTP/9.9', 'hello'])(
    'or no HTTP at all is refused: %j',
    async (line) => {
      expect(await rawRequest(platform.app, [line])).toMatch(/^HTTP\/1\.1 400 /);
    },
  );

  it('is asked for with OPTIONS', async () => {
    const [answer] = (await rawRequest(platform.app, [`OPTIONS ${SETTINGS} HTTP/1.1`])).split('\r\n\r\n');

    expect(answer).toMatch(/^HTTP\/1\.1 204 /);
    expect(answer).toMatch(/\r\nallow: GET, HEAD, OPTIONS/);
    expect(answer).not.toMatch(/access-control/i);
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    rawRequest(edge, [
      `OPTIONS ${SETTINGS} HTTP/1.1`,
      `origin: ${origin}`,
      'access-control-request-method: PUT',
      'access-control-request-headers: authorization',
    ]);

  it('may call where they are listed', async () => {
    const answer = await preflight('https://desk.example.com');

    expect(answer).toMatch(/^HTTP\/1\.1 204 /);
    expect(answer).toMatch(/\r\naccess-control-allow-origin: https:\/\/desk\.example\.com\r\n/);
    expect(answer).toMatch(/\r\naccess-control-allow-credentials: true\r\n/);
    const headers = { origin: 'https://desk.example.com' };
    expect((await call({ url: SETTINGS, headers, on: edge })).headers['access-control-allow-origin']).toBe(
      'https://desk.example.com',
    );
  });

  it.each(['https://desk.example.com.evil.example', 'http://desk.example.com', 'null', 'https://other.example.com'])(
    'may not where they are not: %s',
    async (origin) => {
      expect(await preflight(origin)).not.toMatch(/access-control-allow/i);
      expect((await call({ url: SETTINGS, headers: { origin }, on: edge })).headers).not.toHaveProperty(
        'access-control-allow-origin',
      );
    },
  );
});

describe('an answer', () => {
  it('tells browsers what not to do with it', async () => {
    const { headers } = await call({ url: '/nowhere', on: edge });

    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
    });
    expect((await call({ url: '/nowhere' })).headers).not.toHaveProperty('strict-transport-security');
  });
});

describe('a client that takes its time', () => {
  it.each([
    ['headers', `GET ${SETTINGS} HTTP/1.1\r\nhost: test\r\n`, 'x'],
    [
      'a body',
      'POST /probe/number HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: 999999\r\n\r\n',
      ' ',
    ],
  ])('over %s is hung up on', async (_what, beginning, more) => {
    const socket = socketTo(edge);
    socket.write(beginning);
    const dribbling = setInterval(() => socket.write(more), 20);
    const answer = await answerOn(socket);
    clearInterval(dribbling);

    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('request.too-slow');
  });

  it('does not hold up the others', async () => {
    const sockets = Array.from({ length: 50 }, () => socketTo(platform.app));
    sockets.forEach((socket) => socket.write(`GET ${SETTINGS} HTTP/1.1\r\n`));

    expect((await call({ url: SETTINGS })).status).toBe(200);
    sockets.forEach((socket) => socket.destroy());
  });
});

describe('what is too large or malformed', () => {
  it.each([
    ['a URL', `GET /api/v1/settings?x=${'x'.repeat(20_000)} HTTP/1.1`, 431],
    ['a header', `GET /api/v1/settings HTTP/1.1\r\nx-large: ${'x'.repeat(20_000)}`, 431],
    ['a header with a control character', 'GET /api/v1/settings HTTP/1.1\r\nx-evil: a\u0001b', 400],
    ['a header that smuggles', 'GET /api/v1/settings HTTP/1.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked', 400],
    ['two lengths', 'POST /probe/number HTTP/1.1\r\ncontent-length: 5\r\ncontent-length: 6', 400],
  ])('is refused: %s', async (_what, lines, status) => {
    const answer = await rawRequest(platform.app, [lines]);

    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('application/problem+json');
  });

  it.each([
    '{"number":1,"__proto__":{"isAdmin":true}}',
    '{"number":1,"constructor":{"prototype":{"isAdmin":true}}}',
    '{"number":1,"\\u005f_proto__":{"isAdmin":true}}',
  ])('changes no prototype: %s', async (payload) => {
    const headers = { 'content-type': 'application/json' };

    expect((await call({ method: 'POST', url: '/probe/number', payload, headers })).status).toBe(400);
    expect({}).not.toHaveProperty('isAdmin');
  });

  it.each(['/api/v1/settings?__proto__[isAdmin]=1', '/api/v1/settings?constructor[prototype][isAdmin]=1'])(
    'changes no prototype by a query: %s',
    async (url) => {
      expect((await call({ url })).status).toBeLessThan(500);
      expect({}).not.toHaveProperty('isAdmin');
    },
  );

  it.each([
    '/api/docs/../../package.json',
    '/api/docs/%2e%2e/%2e%2e/package.json',
    '/api/docs/..%2f..%2fpackage.json',
    '/api/docs/..%5c..%5cpackage.json',
  ])('reads no other file: %s', async (url) => {
    const answer = await rawRequest(platform.app, [`GET ${url} HTTP/1.1`]);

    expect(answer).toMatch(/^HTTP\/1\.1 (400|403|404) /);
    expect(answer).not.toContain('wecom-kefu"');
  });
});
