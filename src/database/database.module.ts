import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Database } from './database.js';
import { assertMigrated } from './migrator.js';

/** Where the database is: the application's restricted role. */
export class DatabaseLocation {
  constructor(readonly url: string) {}
}

const POOL_MAX = 16;
const STATEMENT_TIMEOUT_MS = 30_000;
/** The server ends a statement that takes too long; from one that is gone without a word nothing comes. */
const SILENCE_MAX_MS = STATEMENT_TIMEOUT_MS + 2_000;
const KEEP_ALIVE_AFTER_MS = 10_000;

@Global()
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  static forRoot(url: string): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        { provide: DatabaseLocation, useValue: new DatabaseLocation(url) },
        { provide: DataSource, useFactory: () => connect(url) },
        Database,
      ],
      exports: [DatabaseLocation, Database],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

/** @throws {AppError} `database.migration-missing` in front of a database that is behind the code. */
async function connect(url: string): Promise<DataSource> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    poolSize: POOL_MAX,
    connectTimeoutMS: 5_000,
    applicationName: 'wecom-kefu',
    extra: {
      pipeline: true, // statements that do not wait for each other leave in one write
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: 30_000,
      query_timeout: SILENCE_MAX_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    },
  }).initialize();
  try {
    await assertMigrated(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}
