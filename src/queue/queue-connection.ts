import { Injectable } from '@nestjs/common';
import { type ConnectionOptions, createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { AppConfig } from '../config/app-config.js';
import { DatabaseLocation } from '../database/database.module.js';
import { FetchGate } from './fetch-gate.js';

/** Jobs are kept apart from whatever else lives in the same Redis. */
const PREFIX = 'kefu';

/** A pool that gives up what the database never answers, and with it the connection: a silent one is used no more. */
const POOL = {
  max: 4,
  connectionTimeoutMillis: 5_000,
  query_timeout: 10_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};

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
  producer(): QueueSettings {
    return this.settings({ enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  }

  /** A worker waits for Redis to come back. */
  worker(): QueueSettings {
    return this.settings({ maxRetriesPerRequest: null });
  }

  private settings(redis: Record<string, unknown>): QueueSettings {
    const { REDIS_URL } = this.config.environment;
    const connection =
      REDIS_URL === undefined
        ? { ...POOL, connectionString: this.location.url, migrate: false, application_name: 'wecom-kefu-queue' }
        : { url: REDIS_URL, retryStrategy: (times: number) => Math.min(times * 100, 2_000), ...redis };
    return { connection, prefix: PREFIX };
  }
}
