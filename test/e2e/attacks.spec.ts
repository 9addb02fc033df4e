import { createHmac, generateKeyPairSync } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TokenKeys } from '../../src/access/tokens/token-keys.js';
import { SYSTEM } from '../../src/common/access.js';
import { Settings } from '../../src/settings/settings.js';
import { ApiDocument, type Route } from '../setup/api-document.js';
import { controllerRoutes } from '../architecture/controller-routes.js';
import {
  type Attempt,
  Attacker,
  exampleOf,
  HUNG_UP,
  nameOf,
  NOBODY,
  urlOf,
  withOneFieldMore,
  withOnePartChanged,
} from '../setup/attacker.js';
import { Foreign } from '../setup/foreign.js';
import { signed } from '../setup/signed.js';
import { signIn } from '../setup/test-staff.js';
import { TestProgram } from '../setup/test-program.js';

const ORIGIN = 'https://kefu.example.com';
/** What a tool takes is what its own schema says. */
const IS_FREE = /^(parameters|arguments)\b/;

let program: TestProgram;
let attacker: Attacker;

beforeAll(async () => {
  program = await TestProgram.start({
    environment: { PUBLIC_URL: ORIGIN, ADMIN_ALLOWED_ADDRESSES: '127.0.0.0/8' },
  });
  attacker = new Attacker(program, await ApiDocument.of(program.program.url));
  const settings = program.program.app.get(Settings, { strict: false });
  for (const key of [
    'limits.apiStaffPerMinute',
    'limits.apiKeyPerMinute',
    'limits.apiStrangersPerMinute',
    'limits.apiSignInsPerMinute',
    'limits.apiImportsPerMinute',
    'limits.apiExportsPerMinute',
  ] as const) {
    await settings.change(SYSTEM, key, 0);
  }
});
afterAll(() => program.stop());

describe('every route', () => {
  it('refuses a token that is not exactly as it was made', async () => {
    const { id, key } = await program.program.app.get(TokenKeys, { strict: false }).current();
    const [published] = (await program.api('GET', '/.well-known/jwks.json')).body.keys;
    const now = Math.floor(Date.now() / 1_000);
    const good = { iss: ORIGIN, aud: 'wecom-kefu', sub: 'key:admin', jti: id, iat: now, nbf: now, exp: now + 900 };
    const header = { alg: 'ES256', typ: 'at+jwt', kid: id };
    const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const hs = `${encoded({ ...header, alg: 'HS256' })}.${encoded(good)}`;
    const by = (signer: Parameters<SignJWT['sign']>[0], payload: JWTPayload, more = {}): Promise<string> =>
      new SignJWT(payload).setProtectedHeader({ ...header, ...more }).sign(signer);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const forged = [
      `${encoded({ ...header, alg: 'none' })}.${encoded(good)}.`,
      `${hs}.${createHmac('sha256', JSON.stringify(published)).update(hs).digest('base64url')}`,
      await by(privateKey, good),
      await by(privateKey, good, { kid: 'x'.repeat(43) }),
      await by(key, { ...good, exp: now - 31 }),
      await by(key, { ...good, nbf: now + 300 }),
    ];

    expect(
      (await program.api('GET', '/api/v1/me', undefined, { authorization: `Bearer ${await by(key, good)}` })).status,
    ).toBe(200);
    for (const token of forged) {
      const headers = { authorization: `Bearer ${token}` };
      expect(
        await attacker.tryAll(attacker.guarded, { headers }, ({ code }) => code === 'access.token-invalid'),
      ).toEqual([]);
    }
  });

  it('that changes something refuses a browser that another page sent', async () => {
    const { headers } = await signIn(program.program.app, ['administrator']);
    const cookie = `__Host-kefu=${headers.authorization.slice('Bearer '.length)}`;
    const session = await attacker.try({ method: 'GET', path: '/api/v1/session' }, { headers: { cookie } });
    const { csrfToken } = JSON.parse(session.text);
    const forgeries: Record<string, string>[] = [
      {},
      { 'x-csrf-token': 'x'.repeat(43) },
      { 'x-csrf-token': csrfToken, origin: 'https://evil.example' },
      { 'x-csrf-token': csrfToken, origin: 'null' },
      { 'x-csrf-token': csrfToken, 'sec-fetch-site': 'cross-site' },
      { 'x-csrf-token': csrfToken, 'sec-fetch-site': 'same-site' },
    ];
    for (const forged of forgeries) {
      const attempt = { headers: { cookie, ...forged } };
      expect(await attacker.tryAll(attacker.changing, attempt, ({ code }) => code === 'access.csrf-refused')).toEqual(
        [],
      );
    }
  });

  it('takes a signed request once, and no signature of another one', async () => {
    const body = { name: 'signer', mode: 'signed', permissions: ['ticket.read'] };
    const { secret } = (await program.api('POST', '/api/v1/keys', body)).body;
    const wrong: string[] = [];
    for (const [index, route] of attacker.guarded.entries()) {
      const headers = signed(secret, { method: route.method, url: urlOf(route) });
      const other = attacker.guarded.at(index - 1) ?? route;
      const swapped = (await attacker.try(other, { headers })).code;
      const first = (await attacker.try(route, { headers })).status;
      const second = (await attacker.try(route, { headers })).code;
      if (first === 401 || second !== 'access.nonce-used' || swapped !== 'access.signature-wrong') {
        wrong.push(`${nameOf(route)}: ${first} ${second} ${swapped}`);
      }
    }

    expect(wrong).toEqual([]);
  });

  it('serves nobody at another address, whatever he writes of himself', async () => {
    const headers = Object.fromEntries(
      ['x-forwarded-for', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'cf-connecting-ip', 'forwarded'].map((name) => [
        name,
        name === 'forwarded' ? 'for=127.0.0.1' : '127.0.0.1',
      ]),
    );
    const attempt = { headers: { ...attacker.asAdministrator, ...headers }, remoteAddress: '203.0.113.9' };
    const routes = attacker.api.routes.filter(({ path }) => path.startsWith('/api/'));

    expect(await attacker.tryAll(routes, attempt, ({ code }) => code === 'access.address-forbidden')).toEqual([]);
  });

  it('takes the methods that it lists, and is talked into no other', async () => {
    const wrong: string[] = [];
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
    for (const [path, operations] of Object.entries(attacker.api.document.paths)) {
      const listed = Object.keys(operations).map((method) => method.toUpperCase());
      for (const method of methods.filter((one) => !listed.includes(one) && !attacker.isTaken(one, path))) {
        const override = { 'x-http-method-override': listed[0] ?? '', 'x-http-method': 'DELETE' };
        const { status, headers } = await attacker.try(
          { method, path },
          { headers: { ...attacker.asAdministrator, ...override }, query: '?_method=DELETE' },
        );
        const allowed = String(headers['allow']).split(', ');
        if (status !== 405 || !listed.every((one) => allowed.includes(one)) || allowed.includes(method)) {
          wrong.push(`${method} ${path}: ${status} ${allowed.join()}`);
        }
      }
    }

    expect(wrong).toEqual([]);
  });
});

describe('a body', () => {
  const bodies = () => attacker.api.routes.filter(({ operation }) => exampleOf(operation) !== undefined);

  it('sets nothing that the route does not name, at whatever depth', async () => {
    const wrong: string[] = [];
    for (const route of bodies()) {
      for (const { place, value } of withOneFieldMore(exampleOf(route.operation), { isAdministrator: true })) {
        const { status, text } = await attacker.try(route, {
          headers: attacker.asAdministrator,
          payload: JSON.stringify(value),
        });
        if (status !== 400 && !IS_FREE.test(place)) {
          wrong.push(`${nameOf(route)} ${place}: ${status} ${text.slice(0, 120)}`);
        }
      }
    }

    expect(wrong).toEqual([]);
  });

  it.each([
    ['nested 10,000 deep, of arrays', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['nested 10,000 deep, of objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['with a prototype', '{"__proto__":{"isAdministrator":true}}'],
    ['with the prototype of a constructor', '{"constructor":{"prototype":{"isAdministrator":true}}}'],
  ])('%s is refused', async (_what, payload) => {
    const attempt = { headers: attacker.asAdministrator, payload };

    expect(await attacker.tryAll(bodies(), attempt, ({ status }) => status === 400)).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each([
    ['nothing', null],
    ['a NUL', 'a\0b'],
    ['half a character', '\uD800'],
    ['an object', {}],
  ])('with %s where something else belongs breaks nothing', async (_what, wrongOne) => {
    const broken: string[] = [];
    for (const route of bodies()) {
      for (const value of withOnePartChanged(exampleOf(route.operation), wrongOne)) {
        const payload = JSON.stringify(value);
        const { status, text } = await attacker.try(route, { headers: attacker.asAdministrator, payload });
        if (status >= 500) {
          broken.push(`${nameOf(route)} ${payload}: ${text}`);
        }
      }
    }

    expect(broken).toEqual([]);
  });

  it('without end is refused at its bound, whether it is JSON or a file', async () => {
    const wrong: string[] = [];
    for (const route of attacker.api.routes.filter(({ operation }) => operation.requestBody !== undefined)) {
      const isJson = 'application/json' in (route.operation.requestBody?.content ?? {});
      const headers = { ...attacker.asAdministrator, ...(isJson && { 'content-type': 'application/json' }) };
      const { status, mb } = await attacker.flood(route, headers);
      if ((status !== 413 && status !== HUNG_UP) || mb > 60) {
        wrong.push(`${nameOf(route)}: ${status} after ${mb} MB`);
      }
    }

    expect(wrong).toEqual([]);
  });
});

describe('a parameter', () => {
  const NASTY = ["' or '1'='1' --", '\r\nx-injected: 1', '\0', '../../__proto__'];

  it('of a query is no SQL, no header and no path', async () => {
    const wrong: string[] = [];
    for (const route of attacker.api.routes.filter(({ method }) => method === 'GET')) {
      const names = (route.operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name);
      for (const name of names) {
        for (const value of NASTY) {
          const query = `?${name}=${encodeURIComponent(value)}`;
          const { status, headers, text } = await attacker.try(route, { headers: attacker.asAdministrator, query });
          if (status >= 500 || 'x-injected' in headers || (status === 200 && !text.includes('"items":[]'))) {
            wrong.push(`${nameOf(route)} ${query}: ${status} ${text.slice(0, 150)}`);
          }
        }
        const query = `?${name}=a&${name}[a]=b`;
        const { status } = await attacker.try(route, { headers: attacker.asAdministrator, query });
        if (status >= 500) {
          wrong.push(`${nameOf(route)} ${query}: ${status}`);
        }
      }
    }

    expect(wrong).toEqual([]);
  });

  it('of a path is an id of something, and nothing else', async () => {
    // Anything may be the name of a category or an intent.
    const routes = attacker.api.routes.filter(({ path }) => path.includes('{') && !path.endsWith('/{name}'));
    for (const value of [...NASTY, 'x'.repeat(3_000)]) {
      const attempt = ({ operation }: Route): Attempt => ({
        headers: attacker.asAdministrator,
        parameter: () => encodeURIComponent(value),
        ...bodyOf(exampleOf(operation)),
      });
      expect(await attacker.tryAll(routes, attempt, ({ status }) => status >= 400 && status < 500)).toEqual([]);
    }
  });
});

describe('somebody of one group, whatever else he may do', () => {
  let world: Foreign;
  let headers: Record<string, string>;

  beforeAll(async () => {
    world = await Foreign.make(program);
    headers = world.headers;
  });

  it('is answered of what is another group’s as of what there is not', async () => {
    const wrong: string[] = [];
    for (const { method, path, reach } of (await controllerRoutes()).filter((route) => route.reach?.kind === 'one')) {
      const route = attacker.api.routes.find(
        (one) => one.method === method && one.path === path.replaceAll(/:(\w+)/g, '{$1}'),
      );
      const example = route && exampleOf(route.operation);
      const attempt = { headers, ...bodyOf(example) };
      const of = reach?.kind === 'one' ? reach.of : 'media';
      const foreign = await attacker.try({ method, path: path.replace(/:\w+/, world.ids[of]) }, attempt);
      const nothing = await attacker.try({ method, path: path.replace(/:\w+/, NOBODY) }, attempt);
      if (foreign.status !== 404 || told(foreign) !== told(nothing)) {
        wrong.push(`${method} ${path}: ${foreign.status} ${foreign.text}`);
      }
    }

    expect(wrong).toEqual([]);
  });

  it('is shown nothing of it by a filter', async () => {
    const wrong: string[] = [];
    for (const route of attacker.guarded.filter(({ method }) => method === 'GET')) {
      for (const { name } of route.operation.parameters ?? []) {
        const id = world.named(name);
        const { status, text } =
          id === undefined ? NONE : await attacker.try(route, { headers, query: `?${name}=${id}` });
        if (status === 200 && !text.includes('"items":[]')) {
          wrong.push(`${nameOf(route)} ${name}: ${text.slice(0, 300)}`);
        }
      }
    }

    expect(wrong).toEqual([]);
  });

  it('does nothing to it by an id in a body', async () => {
    const wrong: string[] = [];
    for (const route of attacker.guarded) {
      const example = exampleOf(route.operation);
      const bodies = [(name: string) => world.named(name), (name: string) => world.named(name) && NOBODY].map((idOf) =>
        JSON.stringify(example, (name, value: unknown) => idOf(name) ?? value),
      );
      if (example !== undefined && bodies[0] !== JSON.stringify(example)) {
        const [foreign, nothing] = [
          await attacker.try(route, { headers, payload: bodies[0] ?? '' }),
          await attacker.try(route, { headers, payload: bodies[1] ?? '' }),
        ];
        if (foreign.status < 400 || told(foreign) !== told(nothing)) {
          wrong.push(`${nameOf(route)}: ${foreign.text} ${nothing.text}`);
        }
      }
    }

    expect(wrong).toEqual([]);
  });
});

function bodyOf(example: unknown): Attempt {
  return example === undefined ? {} : { payload: JSON.stringify(example) };
}

describe('whoever gives rights', () => {
  it('comes by none that he does not hold, in whatever way', async () => {
    const { app } = program.program;
    const [member, other] = [await signIn(app, ['administrator']), await signIn(app, ['operator'])];
    const wanted = { name: 'watches', permissions: ['audit.manage'] };
    const key = (await program.api('POST', '/api/v1/keys', wanted)).body;
    const { accessToken } = (await program.api('POST', '/api/v1/tokens', undefined, member.headers)).body;
    const given = { enabled: true, roles: ['compliance-officer'] };
    const rule = { name: 'more for me', kind: 'user', value: member.userId, roles: ['compliance-officer'] };
    const rights = async (): Promise<unknown> =>
      (await program.api('GET', '/api/v1/me', undefined, member.headers)).body.permissions;
    const before = await rights();
    for (const headers of [member.headers, { authorization: `Bearer ${accessToken}` }]) {
      const attempts = [
        program.api('POST', '/api/v1/roles', { id: 'more', description: 'x', reach: 'all', ...wanted }, headers),
        program.api('PUT', '/api/v1/roles/administrator', { description: 'x', reach: 'all', ...wanted }, headers),
        program.api('PUT', `/api/v1/staff/${member.id}`, given, headers),
        program.api('PUT', `/api/v1/staff/${other.id}`, given, headers),
        program.api('POST', '/api/v1/staff/entry-rules', rule, headers),
        program.api('POST', '/api/v1/staff/entry-rules', { ...rule, kind: 'everybody', value: '' }, headers),
        program.api('POST', '/api/v1/keys', { ...wanted, name: 'mine' }, headers),
        program.api('PUT', `/api/v1/keys/${key.id}`, { ...wanted, permissions: ['key.read'] }, headers),
        program.api('POST', `/api/v1/keys/${key.id}/rotation`, {}, headers),
        program.api('PUT', '/api/v1/settings/retention.eventsMonths', { value: 1 }, headers),
        program.api('PUT', '/api/v1/settings/privacy.fourEyes', { value: false }, headers),
        program.api('POST', '/api/v1/privacy/unmaskings', { contactId: NOBODY, reason: 'curious' }, headers),
      ];

      const statuses = (await Promise.all(attempts)).map(({ status }) => status);
      expect(
        statuses.filter((status) => ![403, 409].includes(status)),
        statuses.join(),
      ).toEqual([]);
    }
    expect(await rights()).toEqual(before);
  });

  it('gives keys that are never more than he is, whoever they make keys for', async () => {
    const owner = await signIn(program.program.app, ['administrator']);
    const body = { permissions: ['setting.read', 'ticket.read', 'key.manage'] };
    const key = (await program.api('POST', '/api/v1/keys', { ...body, name: 'first' }, owner.headers)).body;
    const by = { authorization: `Bearer ${key.secret}` };
    const next = (await program.api('POST', '/api/v1/keys', { ...body, name: 'second' }, by)).body;
    const { accessToken } = (await program.api('POST', '/api/v1/tokens', undefined, by)).body;
    const statuses = (path: string): Promise<number[]> =>
      Promise.all(
        [key.secret, next.secret, accessToken].map(
          async (secret) => (await program.api('GET', path, undefined, { authorization: `Bearer ${secret}` })).status,
        ),
      );
    const wait = { timeout: 20_000 };
    const change = (given: object) => program.api('PUT', `/api/v1/staff/${owner.id}`, given);
    expect(await statuses('/api/v1/settings')).toEqual([200, 200, 200]);

    await change({ roles: ['operator'], enabled: true });
    await expect.poll(() => statuses('/api/v1/settings'), wait).toEqual([403, 403, 403]);
    expect(await statuses('/api/v1/tickets')).toEqual([200, 200, 200]);
    await change({ roles: ['operator'], enabled: false });
    await expect.poll(() => statuses('/api/v1/tickets'), wait).toEqual([401, 401, 401]);
    expect((await program.api('DELETE', `/api/v1/staff/${owner.id}`)).status).toBe(204);
    await expect.poll(() => statuses('/api/v1/tickets'), wait).toEqual([401, 401, 401]);

    expect((await program.api('POST', `/api/v1/keys/${key.id}/rotation`, { overlapHours: 1 })).status).toBe(201);
    await expect.poll(() => statuses('/api/v1/settings'), wait).toEqual([200, 401, 200]);
  });

  it('lets nobody sign in as somebody of another enterprise', async () => {
    const secrets = { secret: 'his own', token: 'abc', encodingAesKey: 'a'.repeat(43) };
    const app = { kind: 'wecom-app', name: 'his', parameters: { corpId: 'ww-of-his-own', agentId: 7 }, secrets };
    const { id } = (await program.api('POST', '/api/v1/accounts', app)).body;
    const route = { method: 'GET', path: '/api/v1/sign-in/wecom' };

    expect(await attacker.try(route, { query: `?account=${id}` })).toMatchObject({
      code: 'access.sign-in-unavailable',
    });
    expect((await attacker.try(route)).status).toBe(302);
  });
});

it('a file is kept under no name of its sender', async () => {
  const name = encodeURIComponent('../../evil\r\nx-injected: 1.txt');
  const kept = await program.api('POST', `/api/v1/media?type=file&name=${name}`, 'a plan');
  const other = await program.api(
    'POST',
    `/api/v1/media?type=file&name=${encodeURIComponent('../../../evil.txt')}`,
    'x',
  );
  const folder = String(program.environment['DATA_DIR']);

  expect([kept.status, other.status].filter((status) => status >= 500)).toEqual([]);
  for (const { body } of [kept, other].filter(({ status }) => status === 201)) {
    const read = await program.api('GET', `/api/v1/media/${body.id}`);
    expect([...read.headers.keys()]).not.toContain('x-injected');
    expect(read.headers.get('content-disposition')).not.toContain('/');
  }
  expect(readdirSync(join(folder, '..')).filter((file) => file.includes('evil'))).toEqual([]);
  expect(readdirSync(folder, { recursive: true }).filter((file) => String(file).includes('evil'))).toEqual([]);
});

const NONE = { status: 0, text: '' };

function told({ text }: { text: string }): string {
  return text.replace(/"requestId":"[^"]*"/, '');
}
