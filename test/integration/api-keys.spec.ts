import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/database/database.js';
import { type Call, problem, TestPlatform } from '../setup/test-platform.js';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await TestPlatform.start();
});
afterAll(async () => {
  await platform.stop();
});

interface Made {
  id: string;
  prefix: string;
  secret: string;
}

let names = 0;

/** A key as the administrator makes it, unless somebody else does. */
async function make(body: Record<string, unknown> = {}, secret?: string): Promise<Made> {
  const answer = await call('POST', '/api/v1/keys', { body: keyBody(body), ...(secret !== undefined && { secret }) });
  expect(answer.status).toBe(201);
  return answer.json();
}

function keyBody(body: Record<string, unknown> = {}): Record<string, unknown> {
  return { name: `key ${++names}`, permissions: ['setting.read'], ...body };
}

interface Options extends Pick<Call, 'body' | 'on'> {
  secret?: string;
  headers?: Record<string, string>;
}

function call(method: Call['method'], url: string, { secret, headers, ...options }: Options = {}) {
  const bearer = secret === undefined ? undefined : { authorization: `Bearer ${secret}` };
  return platform.call({ method: method ?? 'GET', url, ...options, headers: { ...bearer, ...headers } });
}

describe('a key', () => {
  it('is shown once, allows what it was given, and nothing else', async () => {
    const { id, prefix, secret } = await make();

    expect(secret).toMatch(new RegExp(`^kefu_${prefix}_[\\w-]{43}$`));
    expect((await call('GET', '/api/v1/settings', { secret })).status).toBe(200);
    expect((await call('GET', '/api/v1/accounts', { secret })).json()).toEqual(problem(403, 'access.forbidden'));
    const shown = (await call('GET', `/api/v1/keys/${id}`)).text;
    expect(JSON.parse(shown)).toMatchObject({ id, prefix, mode: 'bearer', enabled: true, groupIds: null, version: 1 });
    expect(shown).not.toContain(secret.slice(14));
  });

  it('stands nowhere in the database', async () => {
    const { secret } = await make();
    const signing = await make({ mode: 'signed' });

    const [row] = await platform.app.get(Database).rows<{ everything: string }>(
      `select string_agg(k::text, ' ') || (select string_agg(details::text, ' ') from audit_events) as everything
         from api_keys k`,
    );
    for (const text of [secret, secret.slice(14), signing.secret.slice(14)]) {
      expect(row?.everything).not.toContain(text);
      expect(row?.everything).not.toContain(Buffer.from(text).toString('hex'));
    }
  });

  it.each(['kefu_aaaaaaaa_', 'kefu_'])('that does not exist is refused: %s…', async (beginning) => {
    const secret = beginning + 'x'.repeat(43);

    expect((await call('GET', '/api/v1/settings', { secret })).json()).toEqual(problem(401, 'access.unauthorized'));
  });

  it('with the right prefix and a wrong secret is refused', async () => {
    const { prefix, secret } = await make();
    const wrong = `kefu_${prefix}_${secret[14] === 'A' ? 'B' : 'A'}${secret.slice(15)}`;

    expect((await call('GET', '/api/v1/settings', { secret: wrong })).status).toBe(401);
  });

  it('counts in every process, and is revoked in every process', async () => {
    const other = await platform.startApp();
    const { id, secret } = await make();
    const status = async () => (await call('GET', '/api/v1/settings', { secret, on: other })).status;

    await expect.poll(status, { timeout: 20_000 }).toBe(200);
    expect((await call('DELETE', `/api/v1/keys/${id}`)).status).toBe(204);
    expect((await call('GET', '/api/v1/settings', { secret })).status).toBe(401);
    await expect.poll(status, { timeout: 20_000 }).toBe(401);
  });

  it('that is disabled or has expired does not count', async () => {
    const expired = await make({ expiresAt: '2020-01-01T00:00:00Z' });
    const disabled = await make({ enabled: false });

    expect((await call('GET', '/api/v1/settings', expired)).json()).toEqual(problem(401, 'access.key-expired'));
    expect((await call('GET', '/api/v1/settings', disabled)).json()).toEqual(problem(401, 'access.unauthorized'));
  });

  it('counts at its addresses alone', async () => {
    const here = await make({ addresses: ['127.0.0.0/8'] });
    const elsewhere = await make({ addresses: ['192.0.2.0/24', '2001:db8::1'] });
    const headers = { 'x-forwarded-for': '192.0.2.7' };

    expect((await call('GET', '/api/v1/settings', here)).status).toBe(200);
    expect((await call('GET', '/api/v1/settings', { ...elsewhere, headers })).json()).toEqual(
      problem(403, 'access.address-forbidden'),
    );
    const token = (await call('POST', '/api/v1/tokens', here)).json().accessToken;
    expect((await call('GET', '/api/v1/settings', { secret: token })).status).toBe(200);
    const allowedFrom = { addresses: ['192.0.2.0/24'] };
    const changed = await call('PUT', `/api/v1/keys/${here.id}`, {
      body: keyBody({ ...allowedFrom }),
    });
    expect(changed.status, changed.text).toBe(200);
    expect((await call('GET', '/api/v1/settings', { secret: token })).json()).toEqual(
      problem(403, 'access.address-forbidden'),
    );
  });

  it('tells when and where it was used last', async () => {
    const { id, secret } = await make();
    await call('GET', '/api/v1/settings', { secret });

    await expect
      .poll(async () => (await call('GET', `/api/v1/keys/${id}`)).json(), { timeout: 20_000 })
      .toMatchObject({ lastUsedAt: expect.any(String), lastUsedAddress: '127.0.0.1', version: 1 });
  });

  it('gets another secret while the one of now still counts', async () => {
    const { id, secret } = await make();
    const rotation = await call('POST', `/api/v1/keys/${id}/rotation`, { body: { overlapHours: 1 } });
    const { secret: next, version } = rotation.json();

    expect([rotation.status, version, next === secret]).toEqual([201, 2, false]);
    expect((await call('GET', '/api/v1/settings', { secret })).status).toBe(200);
    expect((await call('GET', '/api/v1/settings', { secret: next })).status).toBe(200);
    const last = (await call('POST', `/api/v1/keys/${id}/rotation`, { body: { overlapHours: 0 } })).json();
    expect((await call('GET', '/api/v1/settings', { secret })).status).toBe(401);
    expect((await call('GET', '/api/v1/settings', { secret: next })).status).toBe(401);
    expect((await call('GET', '/api/v1/settings', { secret: last.secret })).status).toBe(200);
  });

  it('is changed with the version that was seen', async () => {
    const { id } = await make();
    const body = keyBody({ permissions: ['account.read'] });

    const stale = await call('PUT', `/api/v1/keys/${id}`, { body, headers: { 'if-match': '"7"' } });
    expect(stale.json()).toEqual(problem(412, 'request.precondition-failed'));
    const changed = await call('PUT', `/api/v1/keys/${id}`, { body, headers: { 'if-match': '"1"' } });
    expect(changed.json()).toMatchObject({ permissions: ['account.read'], version: 2 });
    expect(changed.headers.etag).toBe('"2"');
  });

  it('has a name of its own', async () => {
    const body = keyBody();
    await make(body);

    expect((await call('POST', '/api/v1/keys', { body })).json()).toEqual(problem(409, 'request.conflict'));
  });

  it('and what becomes of it are recorded', async () => {
    const { id, prefix } = await make();
    await call('POST', `/api/v1/keys/${id}/rotation`, { body: {} });
    await call('DELETE', `/api/v1/keys/${id}`);

    const events = await platform.app
      .get(Database)
      .rows<{ action: string; details: string }>(
        `select action, details from audit_events where details::jsonb ->> 'keyId' = $1 and action like 'key.%' order by id`,
        [id],
      );
    expect(events.map(({ action }) => action)).toEqual(['key.created', 'key.rotated', 'key.deleted']);
    expect(events.every(({ details }) => JSON.stringify(details).includes(prefix))).toBe(true);
  });

  it.each([
    { name: '' },
    { name: 'a\r\nb' },
    { permissions: [] },
    { permissions: ['everything'] },
    { addresses: ['10.0.0.0/99'] },
    { addresses: ['somewhere'] },
    { groupIds: ['1'] },
    { expiresAt: 'soon' },
    { mode: 'plain' },
    { ownerId: '018f3b6e-0000-7000-8000-000000000000' },
    { secret: 'mine' },
    { prefix: 'aaaaaaaa' },
    { version: 3 },
  ])('is refused with %j', async (body) => {
    expect((await call('POST', '/api/v1/keys', { body: keyBody(body) })).json()).toEqual(
      problem(400, 'request.invalid'),
    );
  });

  it('holds nothing together that is kept apart', async () => {
    const body = keyBody({ permissions: ['privacy.unmask', 'privacy.approve'] });
    expect((await call('POST', '/api/v1/keys', { body })).json()).toEqual(problem(409, 'access.roles-conflict'));
  });

  it('is listed newest first, page by page', async () => {
    const first = await make();
    const second = await make();

    const page = (await call('GET', '/api/v1/keys?limit=1&enabled=true')).json();
    expect(page.items.map(({ id }: Made) => id)).toEqual([second.id]);
    const next = (await call('GET', `/api/v1/keys?limit=1&enabled=true&cursor=${page.nextCursor}`)).json();
    expect(next.items.map(({ id }: Made) => id)).toEqual([first.id]);
  });
});

describe('whoever makes keys', () => {
  const group = '018f3b6e-0000-7000-8000-000000000001';

  it('gives no more than he holds', async () => {
    const { secret } = await make({ permissions: ['key.manage', 'key.read'] });

    const more = await call('POST', '/api/v1/keys', { secret, body: keyBody({ permissions: ['setting.write'] }) });
    expect(more.json()).toEqual(problem(403, 'access.escalation'));
    expect((await make({ permissions: ['key.read'] }, secret)).id).toBeDefined();
  });

  it('shows no conversations that he does not see', async () => {
    const { secret } = await make({ permissions: ['key.manage', 'key.read'], groupIds: [group] });
    const asked = (groupIds: string[] | null) =>
      call('POST', '/api/v1/keys', { secret, body: keyBody({ permissions: ['key.read'], groupIds }) });

    expect((await asked(null)).json()).toEqual(problem(403, 'access.escalation'));
    expect((await asked(['018f3b6e-0000-7000-8000-000000000002'])).status).toBe(403);
    expect((await asked([group])).status).toBe(201);
  });

  it('gets at no key that holds more than he does, but may revoke it', async () => {
    const strong = await make({ permissions: ['setting.write'] });
    const { secret } = await make({ permissions: ['key.manage', 'key.read'] });
    const body = keyBody({ permissions: ['key.read'] });

    expect((await call('PUT', `/api/v1/keys/${strong.id}`, { secret, body })).status).toBe(403);
    expect((await call('POST', `/api/v1/keys/${strong.id}/rotation`, { secret, body: {} })).status).toBe(403);
    expect((await call('DELETE', `/api/v1/keys/${strong.id}`, { secret })).status).toBe(204);
  });
});
