import { tmpdir } from 'node:os';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScriptedModeration } from '../../test/setup/scripted-moderation.js';
import { HealthRegistry } from '../common/health-registry.js';
import { Metrics } from '../common/metrics.js';
import { loadConfig } from '../config/load-config.js';
import { OutgoingDispatcher } from '../config/outgoing-dispatcher.js';
import { Moderation } from './moderation.js';

let remote: ScriptedModeration;
let outgoing: OutgoingDispatcher;
let health: HealthRegistry;

beforeEach(async () => {
  Logger.overrideLogger(false);
  remote = await ScriptedModeration.start();
});

afterEach(async () => {
  await outgoing.onApplicationShutdown();
  await remote.stop();
});

function start(variables: Record<string, string> = { MODERATION_BASE_URL: `${remote.baseUrl}/` }): Moderation {
  const keys = { MASTER_KEY: Buffer.alloc(32).toString('base64'), ADMIN_API_KEY: 'a key for this test' };
  const config = loadConfig({ ...keys, ...variables }, tmpdir());
  outgoing = new OutgoingDispatcher(config);
  health = new HealthRegistry();
  const moderation = new Moderation(config, outgoing, new Metrics(), health);
  moderation.onModuleInit();
  return moderation;
}

const report = () => health.all()[0]?.check();

describe('the moderation endpoint', () => {
  it('is off unless it is configured', async () => {
    const moderation = start({});
    expect(moderation.available).toBe(false);
    expect(await moderation.check('炸弹')).toEqual({ outcome: 'off' });
    expect(await report()).toEqual({ status: 'up', configured: false });
  });

  it('tells what it flags and why, and sees no personal data', async () => {
    const moderation = start({
      MODERATION_BASE_URL: remote.baseUrl,
      MODERATION_API_KEY: 'sk-m',
      MODERATION_MODEL: 'omni',
    });
    expect(await moderation.check('我的电话 13800138000')).toMatchObject({ outcome: 'checked', isFlagged: false });
    expect(await moderation.check('做炸弹')).toMatchObject({ isFlagged: true, categories: ['violence'] });
    expect(remote.requests[0]?.input).not.toContain('13800138000');
    expect(remote.requests[0]?.model).toBe('omni');
    expect(remote.authorizations).toEqual(['Bearer sk-m', 'Bearer sk-m']);
  });

  it.each([
    ['503', { status: 503, body: 'a secret of the provider' }, 'unavailable'],
    ['401', { status: 401, body: '{}' }, 'unavailable'],
    ['HTML', { status: 200, body: '<html>' }, 'unavailable'],
    ['no results', { status: 200, body: '{"results":[]}' }, 'invalid'],
    ['a result of another form', { status: 200, body: '{"results":[{"flagged":"yes"}]}' }, 'invalid'],
    ['null', { status: 200, body: 'null' }, 'invalid'],
  ])('lets texts pass when it answers %s', async (_, answer, reason) => {
    remote.answer = () => answer;
    expect(await start().check('text')).toMatchObject({ outcome: 'degraded', reason });
    expect(await report()).toMatchObject({ status: 'degraded', reason });
  });

  it('is given up when it hangs, and left alone for a while when it failed twice', async () => {
    remote.answer = () => undefined;
    const moderation = start();
    expect(await moderation.check('text')).toMatchObject({ outcome: 'degraded', reason: 'timeout' });
    expect(await moderation.check('text')).toMatchObject({ outcome: 'degraded', reason: 'timeout' });
    expect(await moderation.check('text')).toMatchObject({ outcome: 'degraded', reason: 'resting' });
    expect(remote.requests).toHaveLength(2);
  });

  it('ends with the turn', async () => {
    remote.answer = () => undefined;
    const result = await start().check('text', AbortSignal.timeout(50));
    expect(result).toMatchObject({ outcome: 'degraded' });
    expect(await report()).toMatchObject({ status: 'up' });
  });
});
