import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DatabaseLocation } from '../database/database.module.js';

const CONNECTIONS_MAX = 4;
const CONNECT_TIMEOUT_MS = 1_000;
const QUERY_TIMEOUT_MS = 1_500;

/**
 * The callback's own few connections, so that no slow query of anybody else holds up an acknowledgement. A statement
 * that hangs is given up and its connection thrown away.
 */
@Injectable()
export class CallbackPool implements OnApplicationShutdown {
  private readonly logger = new Logger(CallbackPool.name);
  private readonly pool: pg.Pool;

  constructor(location: DatabaseLocation) {
    this.pool = new pg.Pool({
      connectionString: location.url,
      application_name: 'wecom-kefu-callback',
      max: CONNECTIONS_MAX,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      statement_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
    });
    this.pool.on('error', (error) => this.logger.warn({ error: error.message }, 'a callback connection was lost'));
  }

  /** Runs a named, and so prepared, statement. */
  async prepared<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>({ name, text, values });
    return rows;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
