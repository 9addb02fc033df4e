import { afterEach, describe, expect, it } from 'vitest';
import { Metrics } from '../common/metrics.js';
import { AppConfig } from '../config/app-config.js';
import { Environment } from '../config/environment.js';
import { FetchGate, mayFetch } from './fetch-gate.js';

describe('whether a job may be fetched', () => {
  it('is so while the event loop lags by 20 ms at most', () => {
    expect(mayFetch(20, 0)).toBe(true);
    expect(mayFetch(20.1, 0)).toBe(false);
  });

  it('is so after a wait of 50 ms, however late the event loop is', () => {
    expect(mayFetch(5_000, 49)).toBe(false);
    expect(mayFetch(5_000, 50)).toBe(true);
  });
});

describe('the gate before the fetches of a process', () => {
  let gate: FetchGate;

  afterEach(() => gate.onModuleDestroy());

  it('shuts while the event loop is held up, and opens by itself', async () => {
    gate = open('all');
    keepBusy(60);
    expect(gate.isOpen).toBe(false);
    await gate.pass();
    await expect.poll(() => gate.isOpen).toBe(true);
  });

  it.each(['web', 'worker'] as const)('stays open in ROLE=%s, where nobody shares the event loop', (role) => {
    gate = open(role);
    keepBusy(60);
    expect(gate.isOpen).toBe(true);
  });
});

function open(role: Environment['ROLE']): FetchGate {
  const config = new AppConfig(Object.assign(new Environment(), { ROLE: role }), '/', {
    masterKey: '',
    adminApiKey: undefined,
  });
  const gate = new FetchGate(config, new Metrics());
  gate.onApplicationBootstrap();
  return gate;
}

function keepBusy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
