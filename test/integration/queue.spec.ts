import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HealthRegistry } from '../../src/common/health-registry.js';
import { type ContactId, newId } from '../../src/common/ids.js';
import { Metrics } from '../../src/common/metrics.js';
import { loadConfig } from '../../src/config/load-config.js';
import { DatabaseLocation } from '../../src/database/database.module.js';
import { JobQueues } from '../../src/queue/job-queues.js';
import { JobWorker } from '../../src/queue/job-worker.js';
import type { Jobs } from '../../src/queue/jobs.js';
import { QueueConnection } from '../../src/queue/queue-connection.js';
import { createTestDatabase, type TestDatabase } from '../setup/test-database.js';

class Recorder extends JobWorker<'outbox.deliver'> {
  readonly handled: ContactId[] = [];

  constructor(connection: QueueConnection) {
    super(connection, 'outbox.deliver', 2);
  }

  protected handle({ contactId }: Jobs['outbox.deliver']): Promise<void> {
    this.handled.push(contactId);
    return Promise.resolve();
  }
}

describe('the queue on PostgreSQL', () => {
  let folder: string;
  let database: TestDatabase;
  let connection: QueueConnection;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kefu-queue-'));
    database = await createTestDatabase();
    const config = loadConfig(
      { LOG_LEVEL: 'silent', DATABASE_URL: database.url, MASTER_KEY: Buffer.alloc(32, 7).toString('base64') },
      folder,
    );
    connection = new QueueConnection(config, new DatabaseLocation(database.url));
  });

  afterEach(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is not lost when the database goes while it is being opened', async () => {
    await database.goAway();
    const queues = new JobQueues(connection, new Metrics(), new HealthRegistry());
    const worker = new Recorder(connection);
    worker.onApplicationBootstrap();
    const contactId = newId<ContactId>();
    const add = (): Promise<void> => queues.addAll('outbox.deliver', [{ data: { contactId }, key: contactId }]);
    await expect(add()).rejects.toThrow('not currently accepting connections');

    await database.comeBack();
    try {
      await vi.waitFor(add, { timeout: 10_000, interval: 100 });
      await vi.waitFor(() => expect(worker.handled).toContain(contactId), { timeout: 10_000 });
    } finally {
      await worker.onModuleDestroy();
      await queues.onApplicationShutdown();
    }
  });
});
