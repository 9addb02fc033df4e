import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestBrowser } from '../setup/test-browser.js';
import { TestOidcProvider } from '../setup/test-oidc-provider.js';
import { problem, TestPlatform } from '../setup/test-platform.js';

const ORIGIN = 'https://kefu.example.com';
const CALLBACK = `${ORIGIN}/api/v1/sign-in/oidc/callback`;

let provider: TestOidcProvider;
let platform: TestPlatform;

beforeAll(async () => {
  provider = await TestOidcProvider.start(CALLBACK);
  platform = await TestPlatform.start(undefined, {
    PUBLIC_URL: ORIGIN,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.client.client_id,
    OIDC_CLIENT_SECRET: provider.client.client_secret,
  });
  const rule = { name: 'desk', kind: 'oidc-group', value: 'desk', roles: ['supervisor'] };
  const made = await platform.call({ method: 'POST', url: '/api/v1/staff/entry-rules', body: rule });
  expect(made.status, made.text).toBe(201);
});

afterAll(async () => {
  await platform.stop();
  await provider.stop();
});

it('a member whom a provider of OpenID Connect vouches for comes in by his groups, once', async () => {
  provider.groups.set('olga', ['desk']);
  const browser = new TestBrowser(platform.app);
  const { location } = await browser.visit('/api/v1/sign-in/oidc?return=/console');
  expect(new URL(location).searchParams.get('code_challenge_method')).toBe('S256');
  const back = new URL(await provider.open(location, CALLBACK));
  const path = back.pathname + back.search;

  const stranger = await new TestBrowser(platform.app).visit(path);
  expect(stranger.json()).toEqual(problem(403, 'access.sign-in-stale'));
  const answer = await browser.visit(path);
  expect(answer, answer.text).toMatchObject({ status: 303, location: '/console' });
  const me = (await browser.visit('/api/v1/me')).json();
  expect(me).toMatchObject({ name: 'Name of olga', roles: ['supervisor'] });
  expect((await browser.visit(path)).json()).toEqual(problem(403, 'access.sign-in-stale'));
});

it('a code that the provider does not know, and a sign-in that it breaks off, are refused', async () => {
  for (const [answer, code] of [
    ['code=forged', 'access.sign-in-refused'],
    ['error=access_denied', 'access.sign-in-declined'],
  ]) {
    const browser = new TestBrowser(platform.app, '203.0.113.9');
    const { location } = await browser.visit('/api/v1/sign-in/oidc');
    const state = new URL(location).searchParams.get('state') ?? '';
    const iss = encodeURIComponent(provider.issuer);
    const back = await browser.visit(`/api/v1/sign-in/oidc/callback?${answer}&state=${state}&iss=${iss}`);
    expect(back.json()).toEqual(problem(403, code ?? ''));
  }
});
