import { createHmac, generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chores } from '../../src/common/chores.js';
import { Database } from '../../src/database/database.js';
import { TokenKeys } from '../../src/access/tokens/token-keys.js';
import { problem, TestPlatform } from '../setup/test-platform.js';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await TestPlatform.start();
});

afterAll(async () => {
  await platform.stop();
});

async function issued(): Promise<string> {
  const answer = await platform.call({ method: 'POST', url: '/api/v1/tokens' });
  expect(answer.status, answer.text).toBe(201);
  return answer.json().accessToken;
}

async function use(token: string) {
  return platform.call({ url: '/api/v1/me', headers: { authorization: `Bearer ${token}` } });
}

async function keySet(): Promise<Record<string, string>[]> {
  return (await platform.call({ url: '/.well-known/jwks.json', headers: { authorization: '' } })).json().keys;
}

/** What our key signs, with other words. */
async function signedByUs(header: Record<string, unknown>, payload: JWTPayload): Promise<string> {
  const { id, key } = await platform.app.get(TokenKeys, { strict: false }).current();
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: id, ...header }).sign(key);
}

describe('an access token', () => {
  it('says who somebody is for a quarter of an hour, and gives no other token', async () => {
    const token = await issued();
    const { sub, exp = 0, iat = 0 } = decodeJwt(token);
    expect({ sub, seconds: exp - iat }).toEqual({ sub: 'key:admin', seconds: 900 });
    expect((await use(token)).status).toBe(200);
    const again = await platform.call({
      method: 'POST',
      url: '/api/v1/tokens',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(again.json()).toEqual(problem(403, 'access.token-from-token'));
  });

  it('is refused for everything that is not exactly as it was made', async () => {
    const token = await issued();
    const payload = decodeJwt(token);
    const [head = '', body = '', signature = ''] = token.split('.');
    const header = decodeProtectedHeader(token);
    const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const [key] = await keySet();
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const now = Math.floor(Date.now() / 1_000);
    const hs = `${encoded({ ...header, alg: 'HS256' })}.${body}`;
    const foreign = (more: object): Promise<string> =>
      new SignJWT(payload).setProtectedHeader({ ...header, alg: 'ES256', ...more }).sign(other.privateKey);
    const jwk = other.publicKey.export({ format: 'jwk' });
    const refused = {
      'alg none': `${encoded({ ...header, alg: 'none' })}.${body}.`,
      'alg none with a signature': `${encoded({ ...header, alg: 'none' })}.${body}.${signature}`,
      'the public key as a secret': `${hs}.${createHmac('sha256', JSON.stringify(key)).update(hs).digest('base64url')}`,
      'no signature': `${head}.${body}.`,
      'another subject': `${head}.${encoded({ ...payload, sub: 'staff:root' })}.${signature}`,
      'a foreign key': await foreign({}),
      'a foreign key in the header': await foreign({ jwk }),
      'a foreign key at an address': await foreign({ jku: 'https://evil.example/jwks.json' }),
      'another kid': await foreign({ kid: 'x'.repeat(43) }),
      'a kid that is a path': await foreign({ kid: '../../etc/passwd' }),
      'no kid': await foreign({ kid: undefined }),
      'another type': await signedByUs({ typ: 'JWT' }, payload),
      expired: await signedByUs({}, { ...payload, exp: now - 31 }),
      'not valid yet': await signedByUs({}, { ...payload, nbf: now + 300 }),
      'for ever': await signedByUs({}, { ...payload, exp: undefined }),
      'another audience': await signedByUs({}, { ...payload, aud: 'somebody-else' }),
      'another issuer': await signedByUs({}, { ...payload, iss: 'https://evil.example' }),
      'for nobody': await signedByUs({}, { ...payload, sub: 'contact:1' }),
      'for a key that is none': await signedByUs({}, { ...payload, sub: 'key:nobody' }),
    };
    for (const [what, forged] of Object.entries(refused)) {
      expect([what, (await use(forged)).json()]).toEqual([what, problem(401, 'access.token-invalid')]);
    }
    expect((await use(token)).status).toBe(200);
  });

  it('outlives a change of the key, in every process, unless that revokes what was signed before', async () => {
    const other = await platform.startApp();
    const old = await issued();
    const rotated = await platform.call({ method: 'POST', url: '/api/v1/tokens/keys', body: {} });
    expect(rotated.status).toBe(201);
    const fresh = await issued();
    expect(decodeProtectedHeader(fresh).kid).toBe(rotated.json().id);
    for (const token of [old, fresh]) {
      const answer = await platform.call({
        url: '/api/v1/me',
        headers: { authorization: `Bearer ${token}` },
        on: other,
      });
      expect(answer.status).toBe(200);
    }
    expect((await keySet()).map(({ kid }) => kid)).toEqual([rotated.json().id, decodeProtectedHeader(old).kid]);
    expect((await keySet()).flatMap((key) => Object.keys(key))).not.toContain('d');

    await platform.call({ method: 'POST', url: '/api/v1/tokens/keys', body: { revokesOld: true } });
    const statusOf = async (token: string): Promise<number> => (await use(token)).status;
    await expect.poll(() => statusOf(fresh), { timeout: 20_000 }).toBe(401);
    expect(await statusOf(await issued())).toBe(200);
  });

  it('is signed with another key after 30 days, and the old key goes when what it signed has ended', async () => {
    const database = platform.app.get(Database, { strict: false });
    const kidOf = async (): Promise<string | undefined> => decodeProtectedHeader(await issued()).kid;
    const old = await issued();
    const { kid } = decodeProtectedHeader(old);
    await renewKeys();
    expect(await kidOf()).toBe(kid);

    await database.run(`update token_keys set created_at = created_at - interval '30 days'`);
    await renewKeys();
    const next = await kidOf();
    expect(next).not.toBe(kid);
    expect((await keySet()).map((key) => key['kid'])).toEqual([next, kid]);
    expect((await use(old)).status).toBe(200);

    await database.run(`update token_keys set retired_at = retired_at - interval '20 minutes'`);
    await renewKeys();
    await expect.poll(async () => (await use(old)).status, { timeout: 20_000 }).toBe(401);
    expect(await kidOf()).toBe(next);
  });
});

/** The chore, as the sweeper does it. */
async function renewKeys(): Promise<void> {
  for (const chore of platform.app.get(Chores, { strict: false }).all()) {
    if (chore.name === 'token-keys') {
      await chore.run();
    }
  }
}
