import { Injectable } from '@nestjs/common';
import { type ConnectionOptions, createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { AppConfig } from '../config/app-config.js';
import { DatabaseLocation } from '../database/database.module.js';
import { FetchGate } from './fetch-gate.js';
import type { JobName } from './jobs.js';

/** Jobs are kept apart from whatever else lives in the same Redis. */
const PREFIX = 'kefu';

/** A pool that gives up what the database never answers, and with it the connection: a silent one is used no more. */
const POOL = {
  connectionTimeoutMillis: 5_000,
  query_timeout: 10_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};

/** So many connections a queue has for its jobs, and as many to add some; a worker listens on one more. */
const CONNECTIONS = 1;
/** Of those whose jobs somebody waits for. */
const BUSY_CONNECTIONS = 3;
const BUSY: readonly JobName[] = ['dialog.turn', 'outbox.deliver', 'handoff.offer', 'notification.send'];

interface QueueSettings {
  connection: ConnectionOptions;
  prefix: string;
}

/** Where BullMQ keeps its jobs: Redis where `REDIS_URL` is set, else PostgreSQL. */
@Injectable()
export class QueueConnection {
  readonly backend: 'redis' | 'postgres';

  constructor(
    private readonly config: AppConfig,
    private readonly location: DatabaseLocation,
    /** What the workers of this process ask before they fetch. */
    readonly gate: FetchGate,
  ) {
    this.backend = config.environment.REDIS_URL === undefined ? 'postgres' : 'redis';
    if (this.backend === 'postgres') {
      setDefaultBackendFactory(createPostgresBackend);
    } else {
      setDefaultBackendFactory();
    }
  }

  /** A producer fails at once while Redis is away, instead of piling up what the sweeper will nudge anyway. */
  producer(name: JobName): QueueSettings {
    return this.settings(name, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  }

  /** A worker waits for Redis to come back. */
  worker(name: JobName): QueueSettings {
    return this.settings(name, { maxRetriesPerRequest: null });
  }

  private settings(name: JobName, redis: Record<string, unknown>): QueueSettings {
    const { REDIS_URL } = this.config.environment;
    const max = BUSY.includes(name) ? BUSY_CONNECTIONS : CONNECTIONS;
    const connection =
      REDIS_URL === undefined
        ? { ...POOL, max, connectionString: this.location.url, migrate: false, application_name: 'wecom-kefu-queue' }
        : { url: REDIS_URL, retryStrategy: (times: number) => Math.min(times * 100, 2_000), ...redis };
    return { connection, prefix: PREFIX };
  }
}
