import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HealthRegistry, type HealthReport } from '../../src/common/health-registry.js';
import { type Call, problem, TestPlatform } from '../setup/test-platform.js';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await TestPlatform.start();
});
afterAll(async () => {
  await platform.stop();
});

function call(options: Call) {
  return platform.call(options);
}

describe('health', () => {
  it('is live and ready, and tells what is degraded with 200', async () => {
    expect((await call({ url: '/health/live', headers: { authorization: '' } })).json()).toEqual({ status: 'ok' });
    expect((await call({ url: '/health/ready', headers: { authorization: '' } })).json()).toMatchObject({
      status: 'ok',
      degraded: [],
      details: { database: { status: 'up' } },
    });

    const impaired = await startAppWithQueue('degraded');
    const answer = await call({ url: '/health/ready', on: impaired });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      status: 'ok',
      degraded: ['queue'],
      details: { queue: { backend: 'redis' } },
    });
  });

  it('of a worker needs the queue', async () => {
    expect((await call({ url: '/health/ready', on: await startAppWithQueue('degraded', 'worker') })).status).toBe(503);
    expect((await call({ url: '/health/ready', on: await startAppWithQueue('up', 'worker') })).status).toBe(200);
  });

  it('is not ready, and other routes answer 503, while the database is away', async () => {
    const lonely = await TestPlatform.start();
    const own = lonely.app;
    await lonely.database.drop();

    expect((await call({ url: '/health/ready', on: own })).status).toBe(503);
    expect((await call({ url: '/health/live', on: own })).status).toBe(200);
    expect((await call({ url: '/api/v1/audit/events', on: own })).json()).toEqual(problem(503, 'database.unavailable'));
    expect((await call({ url: '/api/v1/settings', on: own })).status).toBe(200);
    await lonely.stop();
  });

  it('is counted: /metrics prints', async () => {
    const answer = await call({ url: '/metrics', headers: { authorization: '' } });

    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.text).toContain('kefu_process_cpu_seconds_total');
  });
});

async function startAppWithQueue(status: HealthReport['status'], role = 'all'): Promise<NestFastifyApplication> {
  const started = await platform.startApp({ ROLE: role });
  const check = (): Promise<HealthReport> => Promise.resolve({ status, backend: 'redis' });
  started.get(HealthRegistry).register({ name: 'queue', check });
  return started;
}
