import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Agent } from 'undici';
import { ScriptedSystem } from '../../../test/setup/scripted-system.js';
import { AddressPolicy } from '../../common/address-policy.js';
import { guardedAgent, type Resolve } from '../../config/guarded-agent.js';
import { callThrough } from './tool-http.js';
import type { ToolRequest } from './tool-request.js';

let system: ScriptedSystem;
const agents: Agent[] = [];

beforeAll(async () => {
  system = await ScriptedSystem.start();
});
beforeEach(() => {
  system.requests.length = 0;
  system.next.length = 0;
});
afterAll(async () => {
  await Promise.all(agents.map((agent) => agent.destroy()));
  await system.stop();
});

/** Names resolve to these addresses, one list a look-up; the last stays. */
function resolving(...answers: string[][]): Resolve & { asked: string[] } {
  const asked: string[] = [];
  const resolve: Resolve = (hostname, _options, callback) => {
    asked.push(hostname);
    const addresses = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return Object.assign(resolve, { asked });
}

function agentFor(listed: string, resolve?: Resolve): Agent {
  const agent = guardedAgent(AddressPolicy.parse(listed), resolve);
  agents.push(agent);
  return agent;
}

function call(
  agent: Agent,
  url: string,
  request: Partial<ToolRequest> = {},
  limits: { timeoutMs?: number; allowedHosts?: string[] } = {},
) {
  return callThrough(
    agent,
    {
      method: 'GET',
      url: new URL(url),
      headers: { authorization: 'Bearer s3cret', accept: 'application/json' },
      ...request,
    },
    {
      signal: new AbortController().signal,
      timeoutMs: 5_000,
      allowedHosts: [],
      secretHeaders: ['authorization'],
      ...limits,
    },
  );
}

describe('a call of a tool', () => {
  it('reaches a listed address', async () => {
    system.next.push({ kind: 'json', body: { status: '已发货' } });
    const answer = await call(agentFor('127.0.0.1'), `${system.origin}/orders/1`);
    expect(answer).toEqual({ ok: true, status: 200, body: '{"status":"已发货"}' });
  });

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '0.0.0.0', '[::ffff:127.0.0.1]', '[::1]', 'localhost'])(
    'does not reach %s, which nobody listed',
    async (host) => {
      const answer = await call(agentFor(''), `http://${host}:${system.port}/`);
      expect(answer).toEqual({ ok: false, reason: 'address-refused' });
      expect(system.requests).toEqual([]);
    },
  );

  it('is refused where a public name resolves to an address inside', async () => {
    for (const address of ['127.0.0.1', '169.254.169.254', '10.0.0.8', '::1', '::ffff:127.0.0.1', 'fe80::1']) {
      const answer = await call(agentFor('', resolving([address])), `http://api.example.com:${system.port}/`);
      expect([address, answer]).toEqual([address, { ok: false, reason: 'address-refused' }]);
    }
    expect(system.requests).toEqual([]);
  });

  it('connects to the address that was judged: the name is asked once, when the socket connects', async () => {
    // An address that may be reached for whoever looks first, one inside for the socket.
    const rebinding = resolving(['127.0.0.1'], ['127.0.0.2']);
    const agent = agentFor('127.0.0.1', rebinding);
    const url = `http://rebind.example.com:${system.port}/`;
    system.next.push({ kind: 'json', body: {}, headers: { connection: 'close' } });
    expect(await call(agent, url)).toMatchObject({ ok: true });
    expect(rebinding.asked).toEqual(['rebind.example.com']);
    expect(await call(agent, url)).toEqual({ ok: false, reason: 'address-refused' });
    expect(rebinding.asked).toHaveLength(2);
    expect(system.requests).toHaveLength(1);
  });

  it('uses none of the addresses inside that a name has beside public ones', async () => {
    const mixed = agentFor('', resolving(['127.0.0.1', '10.0.0.1', '::1', '192.0.2.1']));
    expect(await call(mixed, `http://mixed.example.com:${system.port}/`)).toEqual({
      ok: false,
      reason: 'address-refused',
    });
    expect(system.requests).toEqual([]);
  });

  it('reaches a listed name inside, yet not the metadata that it may come to mean', async () => {
    const agent = agentFor('erp.corp.example', resolving(['127.0.0.1'], ['169.254.169.254']));
    expect(await call(agent, `http://erp.corp.example:${system.port}/`)).toMatchObject({ ok: true });
    await agent.destroy();
    const later = agentFor('erp.corp.example', resolving(['169.254.169.254']));
    expect(await call(later, `http://erp.corp.example:${system.port}/`)).toEqual({
      ok: false,
      reason: 'address-refused',
    });
  });

  it('follows a redirect to an allowed host alone, and judges its address again', async () => {
    const agent = agentFor('127.0.0.1');
    system.next.push({ kind: 'redirect', to: '/moved' });
    expect(await call(agent, `${system.origin}/old`)).toMatchObject({ ok: true, status: 200 });
    expect(system.requests.map(({ url }) => url)).toEqual(['/old', '/moved']);
    for (const to of [
      'http://169.254.169.254/latest',
      `http://localhost:${system.port}/`,
      'ftp://127.0.0.1/',
      '//evil.example/',
      'http://[::1]/',
    ]) {
      system.next.push({ kind: 'redirect', to });
      expect([to, await call(agent, `${system.origin}/`)]).toEqual([to, { ok: false, reason: 'address-refused' }]);
    }
    system.requests.length = 0;
    system.next.push({ kind: 'redirect', to: `http://localhost:${system.port}/inside` });
    const other = agentFor('127.0.0.1', resolving(['127.0.0.1', '::1']));
    const answer = await call(other, `${system.origin}/`, {}, { allowedHosts: ['localhost'] });
    expect(answer).toMatchObject({ ok: true });
    expect(system.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer s3cret', undefined]);
  });

  it('never follows a redirect of a call that acts, nor one without end', async () => {
    const agent = agentFor('127.0.0.1');
    for (const status of [301, 302, 303, 307, 308]) {
      system.next.push({ kind: 'redirect', to: '/again', status });
      const answer = await call(agent, `${system.origin}/act`, { method: 'POST', body: '{}' });
      expect(answer).toEqual({ ok: false, reason: 'address-refused' });
    }
    expect(system.requests).toHaveLength(5);
    system.requests.length = 0;
    system.next.push(...Array.from({ length: 9 }, () => ({ kind: 'redirect', to: '/on' }) as const));
    expect(await call(agent, `${system.origin}/`)).toEqual({ ok: false, reason: 'address-refused' });
    expect(system.requests).toHaveLength(4);
  });

  it('ends in time, whatever the system does', async () => {
    const agent = agentFor('127.0.0.1');
    for (const answer of [
      { kind: 'hang' },
      { kind: 'hang', after: 'headers' },
      { kind: 'drip', everyMs: 20 },
    ] as const) {
      system.next.push(answer);
      expect(await call(agent, `${system.origin}/`, {}, { timeoutMs: 200 })).toEqual({
        ok: false,
        reason: 'timed-out',
      });
    }
  });

  it('takes no more than 256 KB', async () => {
    const agent = agentFor('127.0.0.1');
    system.next.push({ kind: 'flood', bytes: 256 * 1024 });
    expect(await call(agent, `${system.origin}/`)).toMatchObject({ ok: true });
    system.next.push({ kind: 'flood', bytes: 10_000_000 });
    expect(await call(agent, `${system.origin}/`)).toEqual({ ok: false, reason: 'too-large' });
  });

  it('tells a broken connection and a system that is not there', async () => {
    const agent = agentFor('127.0.0.1');
    system.next.push({ kind: 'cut' });
    expect(await call(agent, `${system.origin}/`)).toEqual({ ok: false, reason: 'unreachable' });
    expect(await call(agent, 'http://127.0.0.1:1/')).toEqual({ ok: false, reason: 'unreachable' });
  });

  it('rejects with what the turn was aborted with', async () => {
    system.next.push({ kind: 'hang' });
    const reason = new Error('the lease is lost');
    const aborted = callThrough(
      agentFor('127.0.0.1'),
      { method: 'GET', url: new URL(system.origin), headers: {} },
      { signal: AbortSignal.abort(reason), timeoutMs: 5_000, allowedHosts: [], secretHeaders: [] },
    );
    await expect(aborted).rejects.toBe(reason);
  });
});
