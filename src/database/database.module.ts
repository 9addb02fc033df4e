import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SecretBox } from '../common/secret-box.js';
import { Database } from './database.js';
import { DatabaseChecks } from './database-checks.js';
import { assertMasterKey } from './master-key-check.js';
import { assertMigrated } from './migrator.js';

/** Where the database is. */
export class DatabaseLocation {
  constructor(
    /** The application's restricted role. */
    readonly url: string,
    /** The owner of the tables, where this process knows it. */
    readonly ownerUrl?: string,
  ) {}
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

  static forRoot(url: string, ownerUrl?: string): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        { provide: DataSource, inject: [SecretBox], useFactory: (box: SecretBox) => connect(url, box) },
        // Known once the database was found to be the right one: whatever opens connections of its own would leave them.
        { provide: DatabaseLocation, inject: [DataSource], useFactory: () => new DatabaseLocation(url, ownerUrl) },
        Database,
        DatabaseChecks,
      ],
      exports: [DatabaseLocation, Database],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

/**
 * @throws {AppError} `database.migration-missing` in front of a database that is behind the code,
 *   `secret.master-key-wrong` in front of one that was encrypted with another key.
 */
async function connect(url: string, box: SecretBox): Promise<DataSource> {
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
    await assertMasterKey(dataSource, box);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}
