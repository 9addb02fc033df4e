import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppConfig } from '../../src/config/app-config.js';
import type { Visitor } from '../../src/simulator/member-api.js';
import { WecomSimulator } from '../../src/simulator/simulator.js';
import { TestBrowser } from '../setup/test-browser.js';
import { problem, TestPlatform } from '../setup/test-platform.js';

const ORIGIN = 'https://kefu.example.com';
const WECOM = '/api/v1/sign-in/wecom';
const CLIENT = 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 MicroMessenger/7.0.1 wxwork/4.1.20';
const COOKIE = '__Host-kefu';

let wecom: WecomSimulator;
let platform: TestPlatform;
let pool: pg.Pool;

beforeAll(async () => {
  wecom = await WecomSimulator.start();
  wecom.app.trustedDomain = 'kefu.example.com';
  const { corpId, agentId, secret, token, encodingAesKey } = wecom.app;
  platform = await TestPlatform.start(undefined, {
    PUBLIC_URL: ORIGIN,
    WECOM_CORP_ID: corpId,
    WECOM_AGENT_ID: `${agentId}`,
    WECOM_SECRET: secret,
    WECOM_TOKEN: token,
    WECOM_ENCODING_AES_KEY: encodingAesKey,
    WECOM_API_BASE_URL: wecom.apiBaseUrl,
  });
  pool = new pg.Pool({ connectionString: platform.database.ownerUrl, max: 2 });
});

afterAll(async () => {
  await pool.end();
  await platform.stop();
  await wecom.stop();
});

let addresses = 0;

/** Each from an address of its own, so that nobody waits for what another one did. */
function someBrowser(): TestBrowser {
  addresses++;
  return new TestBrowser(platform.app, `203.0.113.${addresses}`);
}

/** The link, what a visitor does at WeCom's page, and back. */
async function signIn(visitor: Visitor, { start = WECOM, browser = someBrowser(), headers = {} } = {}) {
  const { location } = await browser.visit(start);
  const back = new URL(wecom.people.open(location, visitor));
  const answer = await browser.visit(back.pathname + back.search, { headers });
  return { browser, answer, back: back.pathname + back.search };
}

async function admit(kind: string, value: string, roles: readonly string[]): Promise<string> {
  const rule = { name: `${kind} ${value}`, kind, value, roles };
  const answer = await platform.call({ method: 'POST', url: '/api/v1/staff/entry-rules', body: rule });
  expect(answer.status, answer.text).toBe(201);
  return answer.json().id;
}

async function events(action: string): Promise<Record<string, unknown>[]> {
  const { rows } = await pool.query('select action, details from audit_events where action = $1 order by id', [action]);
  return rows;
}

async function set(key: string, value: unknown): Promise<void> {
  expect((await platform.call({ method: 'PUT', url: `/api/v1/settings/${key}`, body: { value } })).status).toBe(200);
}

describe('the first administrator', () => {
  const codeFile = (): string =>
    join(platform.app.get(AppConfig, { strict: false }).dataDir, 'first-administrator-code');

  it('is whoever signs in and has the code that was left for its owner alone when the program started', async () => {
    expect(statSync(codeFile()).mode & 0o777).toBe(0o600);
    const code = readFileSync(codeFile(), 'utf8').trim();
    const { browser, answer } = await signIn({ userId: 'root' }, { start: `${WECOM}?return=/console` });
    expect(answer).toMatchObject({ status: 303, location: '/api/v1/sign-in/first-administrator' });
    expect(browser.cookies.has(COOKIE)).toBe(false);

    const page = await browser.visit(answer.location);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'.*script-src 'sha256-/);

    const path = '/api/v1/sign-in/first-administrator';
    const wrong = await browser.visit(path, { method: 'POST', body: { code: '0000-0000-0000-0000-0000' } });
    expect(wrong.json()).toEqual(problem(403, 'access.first-administrator-refused'));
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const forged = await browser.visit(path, { method: 'POST', body: { code }, headers: foreign });
    expect(forged.json()).toEqual(problem(403, 'access.csrf-refused'));
    const stranger = await someBrowser().visit(path, { method: 'POST', body: { code } });
    expect(stranger.json()).toEqual(problem(403, 'access.sign-in-stale'));

    const headers = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' };
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const right = await browser.visit(path, { method: 'POST', body: { code: typed }, headers });
    expect(right.json()).toMatchObject({ returnTo: '/console' });
    const me = (await browser.visit('/api/v1/me')).json();
    expect(me.roles).toEqual(['administrator']);
    expect(() => statSync(codeFile())).toThrow('ENOENT');
  });

  it('is one: the code counts once, and not when somebody administers', async () => {
    const { answer } = await signIn({ userId: 'second' });

    expect(answer.json()).toEqual(problem(403, 'access.not-admitted'));
  });
});

describe('a sign-in with WeCom', () => {
  it('goes to the page of the client inside it, and to the QR code everywhere else', async () => {
    const inside = await someBrowser().visit(WECOM, { headers: { 'user-agent': CLIENT } });
    const outside = await someBrowser().visit(WECOM);
    const wanted = await someBrowser().visit(`${WECOM}?mode=client`);

    const { corpId, agentId } = wecom.app;
    const redirect = encodeURIComponent(`${ORIGIN}${WECOM}/callback`);
    expect(inside.location).toMatch(
      new RegExp(
        `^https://open\\.weixin\\.qq\\.com/connect/oauth2/authorize\\?appid=${corpId}&redirect_uri=${redirect}` +
          `&response_type=code&scope=snsapi_base&state=[0-9a-f]{64}&agentid=${agentId}#wechat_redirect$`,
      ),
    );
    expect(outside.location).toMatch(
      new RegExp(
        `^https://login\\.work\\.weixin\\.qq\\.com/wwlogin/sso/login\\?login_type=CorpApp&appid=${corpId}` +
          `&agentid=${agentId}&redirect_uri=${redirect}&state=[0-9a-f]{64}&lang=zh$`,
      ),
    );
    expect(new URL(wanted.location).host).toBe('open.weixin.qq.com');
  });

  it('admits by userid, by department and by tag, with the roles of the rules', async () => {
    wecom.people.members.set('dora', { name: '朵拉', departments: [42] });
    wecom.people.tags.set(7, { members: ['Tom'], departments: [77] });
    wecom.people.members.set('sue', { departments: [77] });
    await admit('user', 'Alice', ['operator']);
    await admit('department', '42', ['knowledge-editor']);
    await admit('tag', '7', ['auditor']);
    await admit('tag', '8', ['supervisor']); // WeCom has no such tag

    const roles = async (userId: string): Promise<unknown> => {
      const { browser, answer } = await signIn({ userId });
      expect(answer).toMatchObject({ status: 303, location: '/api/v1/session' });
      const { name, roles: given } = (await browser.visit('/api/v1/me')).json();
      return { name, roles: given };
    };
    expect(await roles('alice')).toEqual({ name: 'alice', roles: ['operator'] });
    expect(await roles('dora')).toEqual({ name: '朵拉', roles: ['knowledge-editor'] });
    expect(await roles('tom')).toEqual({ name: 'tom', roles: ['auditor'] });
    expect(await roles('sue')).toEqual({ name: 'sue', roles: ['auditor'] });
  });

  it('ends the sessions of whoever signs in and is admitted no more', async () => {
    wecom.people.members.set('erin', { departments: [42] });
    const before = await signIn({ userId: 'erin' });
    wecom.people.members.set('erin', { departments: [43] });
    expect((await signIn({ userId: 'erin' })).answer.json()).toEqual(problem(403, 'access.not-admitted'));
    expect((await before.browser.visit('/api/v1/session')).json()).toEqual(problem(401, 'access.session-ended'));

    wecom.people.members.set('erin', { departments: [42] });
    const { browser } = await signIn({ userId: 'erin' });
    expect((await browser.visit('/api/v1/me')).json()).toMatchObject({ roles: ['knowledge-editor'] });
  });

  it('asks for the e-mail address where the setting says so', async () => {
    await set('access.wecomPrivateInfo', true);
    wecom.people.members.set('alice', { email: 'alice@corp.example' });
    const { location } = await someBrowser().visit(`${WECOM}?mode=client`);
    expect(new URL(location).searchParams.get('scope')).toBe('snsapi_privateinfo');
    const { browser } = await signIn({ userId: 'alice' }, { start: `${WECOM}?mode=client` });
    const { staffId } = (await browser.visit('/api/v1/session')).json();
    const member = (await platform.call({ url: `/api/v1/staff/${staffId}` })).json();
    expect(member).toMatchObject({ email: 'alice@corp.example' });
    await set('access.wecomPrivateInfo', false);
  });

  it('refuses whoever is no member of the enterprise, and whoever breaks off', async () => {
    expect((await signIn({ openid: 'o-somebody' })).answer.json()).toEqual(problem(403, 'access.not-a-member'));
    expect((await signIn('refuses')).answer.json()).toEqual(problem(403, 'access.sign-in-declined'));
    const page = await signIn({ openid: 'o-somebody' }, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(page.answer).toMatchObject({ status: 403, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(page.answer.text).toContain('access.not-a-member');
    expect(page.answer.text).toContain('只有本企业的成员可以登录');
    expect(page.browser.cookies.has(COOKIE)).toBe(false);
  });

  it('ends once: neither the state nor the code counts again', async () => {
    const { browser, back } = await signIn({ userId: 'alice' });
    expect((await browser.visit(back)).json()).toEqual(problem(403, 'access.sign-in-stale'));

    const { location } = await browser.visit(WECOM);
    const again = new URL(back, ORIGIN);
    again.searchParams.set('state', new URL(location).searchParams.get('state') ?? '');
    const answer = await browser.visit(again.pathname + again.search);
    expect(answer.json()).toEqual(problem(403, 'access.sign-in-refused'));
  });

  it('ends in the browser where it began, with the provider where it began, within ten minutes', async () => {
    const victim = someBrowser();
    const { location } = await someBrowser().visit(WECOM);
    const back = new URL(wecom.people.open(location, { userId: 'alice' }));
    const path = back.pathname + back.search;
    expect((await victim.visit(path)).json()).toEqual(problem(403, 'access.sign-in-stale'));
    await victim.visit(WECOM);
    expect((await victim.visit(path)).json()).toEqual(problem(403, 'access.sign-in-stale'));
    expect(victim.cookies.has(COOKIE)).toBe(false);

    const late = someBrowser();
    const begun = await late.visit(WECOM);
    await pool.query(`update sign_in_states set expires_at = clock_timestamp() - interval '1 second'`);
    const returned = new URL(wecom.people.open(begun.location, { userId: 'alice' }));
    expect((await late.visit(returned.pathname + returned.search)).json()).toEqual(
      problem(403, 'access.sign-in-stale'),
    );
  });

  it('leads to no other place, however it is spelled', async () => {
    for (const place of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/%0d%0aSet-Cookie:x',
      '/.//evil',
    ]) {
      const target = place === '/%0d%0aSet-Cookie:x' ? place : encodeURIComponent(place);
      const answer = await someBrowser().visit(`${WECOM}?return=${target}`);
      expect([place, answer.json()]).toEqual([place, problem(400, 'request.invalid')]);
    }
  });

  it('makes whoever fails again and again wait, in every process', async () => {
    const browser = someBrowser();
    for (let attempt = 0; attempt < 6; attempt++) {
      expect((await browser.visit(`${WECOM}/callback?code=x&state=y`)).status).toBe(403);
    }
    const other = await platform.startApp({ PUBLIC_URL: ORIGIN });
    for (const on of [platform.app, other]) {
      const answer = await browser.visit(`${WECOM}/callback?code=x&state=y`, { on });
      expect(answer.json()).toEqual(problem(429, 'access.sign-in-locked'));
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect((await events('sign-in.refused')).length).toBeGreaterThan(5);
  });
});

it('colleagues whom nobody admits keep nobody at their address out, and wait themselves', async () => {
  const address = '203.0.113.250';
  const refusalOf = async (userId: string): Promise<string> =>
    (await signIn({ userId }, { browser: new TestBrowser(platform.app, address) })).answer.json().code;
  for (let colleague = 0; colleague < 7; colleague++) {
    expect(await refusalOf(`colleague-${colleague}`)).toBe('access.not-admitted');
  }
  const { answer } = await signIn({ userId: 'alice' }, { browser: new TestBrowser(platform.app, address) });
  expect(answer.status).toBe(303);

  for (let attempt = 0; attempt < 5; attempt++) {
    expect(await refusalOf('colleague-0')).toBe('access.not-admitted');
  }
  expect(await refusalOf('colleague-0')).toBe('access.sign-in-locked');
});

describe('a session', () => {
  it('has a cookie that no script reads, no other site sends and no other host sets', async () => {
    const { answer } = await signIn({ userId: 'alice' });

    expect(answer.set[0]).toMatch(/^__Host-kefu=kefus_[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const { rows } = await pool.query<{ all: string }>('select string_agg(s::text, chr(10)) as all from sessions s');
    expect(rows[0]?.all).not.toContain(answer.set[0]?.slice(COOKIE.length + 1, COOKIE.length + 50));
  });

  it('has a token of its own, whatever the browser had before', async () => {
    const browser = someBrowser();
    browser.cookies.set(COOKIE, `kefus_${'a'.repeat(43)}`);
    await signIn({ userId: 'alice' }, { browser });
    const first = browser.cookies.get(COOKIE);
    await signIn({ userId: 'alice' }, { browser });

    expect(first).not.toBe(`kefus_${'a'.repeat(43)}`);
    expect(browser.cookies.get(COOKIE)).not.toBe(first);
  });

  it('takes what changes something from our own pages alone, with their token', async () => {
    const { browser } = await signIn({ userId: 'root' });
    const { csrfToken } = (await browser.visit('/api/v1/session')).json();
    const own = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' };
    const forgeries: Record<string, string>[] = [
      {},
      { ...own },
      { ...own, 'x-csrf-token': 'wrong' },
      { 'x-csrf-token': csrfToken, origin: 'https://evil.example' },
      { 'x-csrf-token': csrfToken, origin: 'null' },
      { 'x-csrf-token': csrfToken, 'sec-fetch-site': 'cross-site' },
      { 'x-csrf-token': csrfToken, 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of forgeries) {
      const answer = await browser.visit('/api/v1/sessions', { method: 'DELETE', headers });
      expect(answer.json()).toEqual(problem(403, 'access.csrf-refused'));
    }
    const headers = { ...own, 'x-csrf-token': csrfToken };
    expect((await browser.visit('/api/v1/session', { method: 'DELETE', headers })).status).toBe(204);
    expect((await browser.visit('/api/v1/session')).status).toBe(401);
  });

  it('is nothing where two cookies claim to be it, and nothing beside a key', async () => {
    const { browser } = await signIn({ userId: 'alice' });
    const cookie = `${COOKIE}=${browser.cookies.get(COOKIE)}`;
    const twice = await someBrowser().visit('/api/v1/session', { headers: { cookie: `${cookie}; ${cookie}` } });
    expect(twice.status).toBe(401);
    const headers = { authorization: 'Bearer no-such-key-at-all' };
    expect((await browser.visit('/api/v1/session', { headers })).status).toBe(401);
  });

  it('counts as a bearer token as well, without a page', async () => {
    const { browser } = await signIn({ userId: 'alice' });
    const headers = { authorization: `Bearer ${browser.cookies.get(COOKIE)}` };

    expect((await platform.call({ url: '/api/v1/session', headers })).status).toBe(200);
    expect((await platform.call({ method: 'DELETE', url: '/api/v1/session', headers })).status).toBe(204);
    expect((await platform.call({ url: '/api/v1/session', headers })).json()).toEqual(
      problem(401, 'access.session-ended'),
    );
  });

  it('changes its token in time; the old one counts until the new one was seen, and a minute more', async () => {
    const { browser } = await signIn({ userId: 'alice' });
    const { id } = (await browser.visit('/api/v1/session')).json();
    const old = browser.cookies.get(COOKIE) ?? '';
    await pool.query(`update sessions set rotated_at = rotated_at - interval '1 hour' where id = $1`, [id]);
    await expect.poll(async () => (await browser.visit('/api/v1/session')).set.length, { timeout: 20_000 }).toBe(1);
    const next = browser.cookies.get(COOKIE) ?? '';
    expect(next).not.toBe(old);

    const asBefore = new TestBrowser(platform.app, '203.0.113.250');
    asBefore.cookies.set(COOKIE, old);
    expect((await asBefore.visit('/api/v1/session')).json()).toMatchObject({ id });
    expect((await browser.visit('/api/v1/session')).json()).toMatchObject({ id });
    const until = async (): Promise<unknown> =>
      (await pool.query('select previous_until from sessions where id = $1', [id])).rows[0]?.previous_until;
    await expect.poll(until, { timeout: 20_000 }).toBeInstanceOf(Date);
    await pool.query(`update sessions set previous_until = clock_timestamp() where id = $1`, [id]);
    await expect.poll(async () => (await asBefore.visit('/api/v1/session')).status, { timeout: 20_000 }).toBe(401);
    expect((await browser.visit('/api/v1/session')).status).toBe(200);
  });

  it('ends when nobody was seen in it for long, and after its hours in any case', async () => {
    for (const column of ['seen_at', 'created_at']) {
      const { browser } = await signIn({ userId: 'alice' });
      const { id } = (await browser.visit('/api/v1/session')).json();
      await pool.query(`update sessions set ${column} = ${column} - interval '13 hours' where id = $1`, [id]);
      await expect.poll(async () => (await browser.visit('/api/v1/session')).status, { timeout: 20_000 }).toBe(401);
    }
  });

  it('is listed and ended by its member, and by nobody else without the right to', async () => {
    const alice = await signIn({ userId: 'alice' });
    const dora = await signIn({ userId: 'dora' });
    const ofDora = (await dora.browser.visit('/api/v1/session')).json();
    const items = (await dora.browser.visit('/api/v1/sessions')).json().items;
    expect(items).toContainEqual(expect.objectContaining({ id: ofDora.id, isCurrent: true }));

    const others = await alice.browser.visit(`/api/v1/sessions?staffId=${ofDora.staffId}`);
    expect(others.json()).toEqual(problem(403, 'access.forbidden'));
    const ended = await alice.browser.change('DELETE', `/api/v1/sessions/${ofDora.id}`);
    expect(ended.json()).toEqual(problem(404, 'request.not-found'));
    const all = await alice.browser.change('DELETE', `/api/v1/sessions?staffId=${ofDora.staffId}`);
    expect(all.json()).toEqual(problem(403, 'access.forbidden'));

    const byAdmin = await platform.call({ method: 'DELETE', url: `/api/v1/sessions/${ofDora.id}` });
    expect(byAdmin.status).toBe(204);
    expect((await dora.browser.visit('/api/v1/session')).status).toBe(401);
    expect(await events('session.revoked')).toContainEqual(
      expect.objectContaining({ details: { sessionId: ofDora.id, staffId: ofDora.staffId, reason: 'revoked' } }),
    );
  });

  it('ends in every process when its member is shut out', async () => {
    await admit('user', 'mallory', ['operator']);
    const { browser } = await signIn({ userId: 'mallory' });
    const other = await platform.startApp({ PUBLIC_URL: ORIGIN });
    const { staffId } = (await browser.visit('/api/v1/session', { on: other })).json();
    const member = (await platform.call({ url: `/api/v1/staff/${staffId}` })).json();
    const body = { roles: member.roles, enabled: false };
    expect((await platform.call({ method: 'PUT', url: `/api/v1/staff/${staffId}`, body })).status).toBe(200);

    const statusOn = async (on: typeof other): Promise<number> =>
      (await browser.visit('/api/v1/session', { on })).status;
    expect(await statusOn(platform.app)).toBe(401);
    await expect.poll(() => statusOn(other), { timeout: 20_000 }).toBe(401);
    expect((await signIn({ userId: 'mallory' })).answer.json()).toEqual(problem(403, 'access.disabled'));
  });

  it('takes with it the access tokens that were issued in it', async () => {
    const { browser } = await signIn({ userId: 'alice' });
    const { csrfToken } = (await browser.visit('/api/v1/session')).json();
    const headers = { 'x-csrf-token': csrfToken, origin: ORIGIN };
    const { accessToken } = (await browser.visit('/api/v1/tokens', { method: 'POST', headers })).json();
    const use = () => platform.call({ url: '/api/v1/me', headers: { authorization: `Bearer ${accessToken}` } });
    expect((await use()).json()).toMatchObject({ userId: 'alice' });
    expect((await browser.visit('/api/v1/session', { method: 'DELETE', headers })).status).toBe(204);
    expect((await use()).json()).toEqual(problem(401, 'access.token-invalid'));
  });

  it('is one of twenty at most: one more ends the oldest', async () => {
    const first = await signIn({ userId: 'tom' });
    for (let session = 0; session < 20; session++) {
      await signIn({ userId: 'tom' });
    }
    expect((await first.browser.visit('/api/v1/session')).status).toBe(401);
    const last = await signIn({ userId: 'tom' });
    expect((await last.browser.visit('/api/v1/sessions?limit=200')).json().items).toHaveLength(20);
  });
});
