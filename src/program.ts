import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { AppConfig } from './config/app-config.js';
import { EmbeddedPostgres } from './database/embedded-postgres.js';
import { migrate } from './database/migrator.js';
import { createHttpApp } from './http-app.js';

/** The whole program in one role, with its database where that is the embedded one. */
export class Program {
  private constructor(
    readonly app: NestFastifyApplication,
    private readonly postgres: EmbeddedPostgres | undefined,
    /** Such as `http://127.0.0.1:3000`. */
    readonly url: string,
  ) {}

  /**
   * Resolves when it serves and works.
   * @throws {AppError} such as `database.in-use`, `database.migration-missing`.
   */
  static async start(config: AppConfig): Promise<Program> {
    const { DATABASE_URL, DATABASE_OWNER_URL, HOST, PORT } = config.environment;
    const postgres = DATABASE_URL === undefined ? await startPostgres(config) : undefined;
    const databaseUrl = DATABASE_URL ?? postgres?.url ?? '';
    const ownerUrl = postgres?.ownerUrl ?? DATABASE_OWNER_URL ?? DATABASE_URL;
    try {
      const app = await createHttpApp(AppModule.forRoot(config, databaseUrl, ownerUrl), config);
      await app.listen(PORT, HOST);
      return new Program(app, postgres, `http://127.0.0.1:${portOf(app)}`);
    } catch (error) {
      await postgres?.stop();
      throw error;
    }
  }

  /** Takes no new work, lets what runs finish or gives it back, and stops the embedded database last. */
  async stop(): Promise<void> {
    await this.app.close();
    await this.postgres?.stop();
  }
}

async function startPostgres(config: AppConfig): Promise<EmbeddedPostgres> {
  const postgres = await EmbeddedPostgres.start(config.dataDir);
  await migrate(postgres.ownerUrl, new URL(postgres.url).username);
  return postgres;
}

function portOf(app: NestFastifyApplication): number {
  const address = app.getHttpServer().address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
