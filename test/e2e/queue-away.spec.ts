import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort, startRedis } from '../setup/redis.js';
import { TestProgram } from '../setup/test-program.js';

describe.skipIf(inject('redisUrl') === '')('while Redis is away', () => {
  let folder: string;
  let port: number;
  let redis: ChildProcess | undefined;
  let desk: TestProgram;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kefu-redis-away-'));
    port = await freePort();
    desk = await TestProgram.start({ environment: { REDIS_URL: `redis://127.0.0.1:${port}` } });
  });

  afterAll(async () => {
    await desk.stop();
    await stopRedis();
    rmSync(folder, { recursive: true, force: true });
  });

  async function stopRedis(): Promise<void> {
    const running = redis;
    redis = undefined;
    if (running !== undefined) {
      running.kill('SIGKILL');
      await once(running, 'exit');
    }
  }

  it('starts, stores and says that it is degraded, and answers once Redis is there', async () => {
    expect(await desk.wecom.say('alice', '帮助')).toMatchObject({ acked: true, status: 200 });
    const { status, body } = await desk.api('GET', '/health/ready');
    expect(status).toBe(200);
    expect(body.degraded).toContain('queue');

    redis = await startRedis(port, folder);
    await desk.wecom.waitForMessages({ to: 'alice' }, 60_000);
  }, 90_000);

  it('does the same when Redis goes in mid-run and comes back empty', async () => {
    await stopRedis();
    expect(await desk.wecom.say('bob', '帮助')).toMatchObject({ acked: true, status: 200 });
    redis = await startRedis(port, folder);
    await desk.wecom.waitForMessages({ to: 'bob' }, 60_000);
    await desk.settled();
    expect(desk.wecom.accepted).toHaveLength(2);
  }, 90_000);
});
