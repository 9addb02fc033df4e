import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { HealthRegistry } from '../../src/common/health-registry.js';
import { type ContactId, newId } from '../../src/common/ids.js';
import { Metrics } from '../../src/common/metrics.js';
import { loadConfig } from '../../src/config/load-config.js';
import { DatabaseLocation } from '../../src/database/database.module.js';
import { FetchGate } from '../../src/queue/fetch-gate.js';
import { JobQueues } from '../../src/queue/job-queues.js';
import { JobWorker } from '../../src/queue/job-worker.js';
import type { Jobs } from '../../src/queue/jobs.js';
import { QueueConnection } from '../../src/queue/queue-connection.js';
import { REDIS_DATABASES } from '../setup/redis.js';
import { TcpProxy } from '../setup/tcp-proxy.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';
import { backends } from '../setup/test-program.js';

/** Works on one job at a time, and finishes it no sooner than it is let. */
class Recorder extends JobWorker<'outbox.deliver'> {
  readonly handled: ContactId[] = [];
  mayFinish = Promise.resolve();

  constructor(connection: QueueConnection) {
    super(connection, 'outbox.deliver', 1);
  }

  protected async handle({ contactId }: Jobs['outbox.deliver']): Promise<void> {
    this.handled.push(contactId);
    await this.mayFinish;
  }
}

describe('the queue on PostgreSQL', () => {
  let folder: string;
  let database: TestDatabase;
  let proxy: TcpProxy;
  let queues: JobQueues;
  let worker: Recorder;
  let gate: FetchGate;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    folder = mkdtempSync(join(tmpdir(), 'kefu-queue-'));
    database = await createTestDatabase();
    proxy = await TcpProxy.start(database.url);
  });

  afterEach(async () => {
    gate.onModuleDestroy();
    await worker.onModuleDestroy();
    await queues.onApplicationShutdown();
    await proxy.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(): void {
    const config = loadConfig(
      { LOG_LEVEL: 'silent', DATABASE_URL: proxy.url, MASTER_KEY: Buffer.alloc(32, 7).toString('base64') },
      folder,
    );
    gate = new FetchGate(config, new Metrics());
    const connection = new QueueConnection(config, new DatabaseLocation(proxy.url), gate);
    queues = new JobQueues(connection, new Metrics(), new HealthRegistry());
    worker = new Recorder(connection);
    gate.onApplicationBootstrap();
    worker.onApplicationBootstrap();
  }

  function add(contactId: ContactId): Promise<void> {
    return queues.addAll('outbox.deliver', [{ data: { contactId }, key: contactId }]);
  }

  /** Tries as the sweeper does. @returns what was worked. */
  async function isWorked(timeout: number): Promise<ContactId> {
    const contactId = newId<ContactId>();
    await vi.waitFor(() => add(contactId), { timeout, interval: 100 });
    await vi.waitFor(() => expect(worker.handled).toContain(contactId), { timeout });
    return contactId;
  }

  it('is not lost when the database goes while it is being opened', async () => {
    await database.goAway();
    open();
    await expect(add(newId())).rejects.toThrow('not currently accepting connections');
    await database.comeBack();
    expect(worker.handled).toContain(await isWorked(20_000));
  });

  it('goes on within seconds when nobody listened as a job ended', async () => {
    open();
    await isWorked(20_000);
    const { promise, resolve: finish } = Promise.withResolvers<void>();
    worker.mayFinish = promise;
    await isWorked(20_000);
    await proxy.stop();
    await vi.waitFor(() => expect(add(newId())).rejects.toThrow('ECONNREFUSED'), 20_000);
    finish();
    let refused = 0;
    const countRefused = async (): Promise<void> => {
      await expect(add(newId())).rejects.toThrow('ECONNREFUSED');
      expect((refused += 1)).toBe(5); // the worker was refused as well by then
    };
    await vi.waitFor(countRefused, { timeout: 20_000, interval: 100 });
    await proxy.listen();
    expect(worker.handled).toContain(await isWorked(20_000));
  }, 60_000);

  it('goes on when the network has fallen silent', async () => {
    open();
    await isWorked(20_000);
    await Promise.all(Array.from({ length: 20 }, () => add(newId()))); // on all its connections
    proxy.freeze();
    expect(worker.handled).toContain(await isWorked(25_000));
  }, 60_000);

  it('goes on in a process whose event loop is never free', async () => {
    open();
    await isWorked(20_000);
    const busy = setInterval(() => {
      const until = performance.now() + 40;
      while (performance.now() < until);
    }, 1);
    try {
      await vi.waitFor(() => expect(gate.isOpen).toBe(false), 20_000);
      await Promise.all(Array.from({ length: 10 }, () => isWorked(20_000)));
    } finally {
      clearInterval(busy);
    }
  }, 60_000);
});

class Failing extends Recorder {
  isBroken = true;

  protected override async handle(data: Jobs['outbox.deliver']): Promise<void> {
    await super.handle(data);
    if (this.isBroken) {
      throw new Error('it is broken');
    }
  }
}

describe.each(backends)('a job that failed, on %s', (backend) => {
  it('is told with its reason, and runs again once it is asked for', async () => {
    Logger.overrideLogger(false);
    const folder = mkdtempSync(join(tmpdir(), 'kefu-queue-'));
    const database = await createTestDatabase();
    const environment = {
      LOG_LEVEL: 'silent',
      DATABASE_URL: database.url,
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      ...(backend === 'redis' && { REDIS_URL: `${inject('redisUrl')}/${randomInt(REDIS_DATABASES)}` }),
    };
    const config = loadConfig(environment, folder);
    const gate = new FetchGate(config, new Metrics());
    const connection = new QueueConnection(config, new DatabaseLocation(database.url), gate);
    const queues = new JobQueues(connection, new Metrics(), new HealthRegistry());
    const worker = new Failing(connection);
    gate.onApplicationBootstrap();
    worker.onApplicationBootstrap();
    try {
      const contactId = newId<ContactId>();
      const failed = () => queues.failed(10);
      await vi.waitFor(() => queues.addAll('outbox.deliver', [{ data: { contactId }, key: contactId }]), 20_000);
      await vi.waitFor(async () => expect(await failed()).toHaveLength(1), 20_000);
      const jobs = await failed();
      expect(jobs).toMatchObject([{ name: 'outbox.deliver', reason: 'it is broken' }]);
      const runAgain = () => Promise.all(jobs.map((job) => queues.runAgain(job)));

      worker.isBroken = false;
      await runAgain();
      await vi.waitFor(() => expect(worker.handled).toEqual([contactId, contactId]), 20_000);
      await vi.waitFor(async () => expect(await failed()).toEqual([]), 20_000);
      await runAgain();
      expect(worker.handled).toHaveLength(2);
    } finally {
      gate.onModuleDestroy();
      await worker.onModuleDestroy();
      await queues.onApplicationShutdown();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});
