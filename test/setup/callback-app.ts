import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type DynamicModule, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LoggerModule } from 'nestjs-pino';
import { AccessModule } from '../../src/access/access.module.js';
import { AuditModule } from '../../src/audit/audit.module.js';
import { CommonModule } from '../../src/common/common.module.js';
import { loggerOptions } from '../../src/common/logging.js';
import type { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { loadConfig } from '../../src/config/load-config.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { createHttpApp } from '../../src/http-app.js';
import { DetectionModule } from '../../src/privacy/detection/detection.module.js';
import { PrivacyRegistriesModule } from '../../src/privacy/privacy-registries.module.js';
import { VaultModule } from '../../src/privacy/vault/vault.module.js';
import { SettingsModule } from '../../src/settings/settings.module.js';
import { demoApp } from '../../src/simulator/simulated-app.js';
import { type CallbackDelivery, CallbackReceivers } from '../../src/wecom/callback-receivers.js';
import { CallbackModule } from '../../src/wecom/callback.module.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

@Module({})
class CallbackAppModule {
  static forRoot(config: AppConfig, url: string): DynamicModule {
    return {
      module: CallbackAppModule,
      imports: [
        LoggerModule.forRoot(loggerOptions(config)),
        CommonModule,
        ConfigModule.forRoot(config),
        DatabaseModule.forRoot(url),
        AuditModule,
        SettingsModule,
        DetectionModule,
        VaultModule,
        PrivacyRegistriesModule,
        AccessModule,
        CallbackModule,
      ],
    };
  }
}

/** The callback alone, registered as the callback of `app`, with a receiver that keeps what it is given. */
export class CallbackApp {
  readonly wecom = demoApp;
  readonly received: CallbackDelivery[] = [];
  /** Everything that was logged, as text. */
  readonly logged: string[] = [];
  /** What the receiver does next. */
  answer: () => Promise<'stored' | 'duplicate'> = () => Promise.resolve('stored');

  private constructor(
    readonly app: NestFastifyApplication,
    private readonly database: TestDatabase,
    private readonly folder: string,
  ) {
    const keep = (...parts: unknown[]): void => {
      this.logged.push(inspect(parts, { depth: 10 }));
    };
    app.useLogger({ log: keep, warn: keep, error: keep });
    app.get(CallbackReceivers, { strict: false }).register({
      kind: 'wecom-app',
      receive: (delivery) => {
        this.received.push(delivery);
        return this.answer();
      },
    });
  }

  static async start(environment: Record<string, string> = {}): Promise<CallbackApp> {
    const database = await createTestDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'kefu-callback-'));
    const { corpId, agentId, secret, token, encodingAesKey } = demoApp;
    const config = loadConfig(
      {
        LOG_LEVEL: 'silent',
        DATABASE_URL: database.url,
        MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
        WECOM_CORP_ID: corpId,
        WECOM_AGENT_ID: `${agentId}`,
        WECOM_SECRET: secret,
        WECOM_TOKEN: token,
        WECOM_ENCODING_AES_KEY: encodingAesKey,
        ...environment,
      },
      folder,
    );
    const app = await createHttpApp(CallbackAppModule.forRoot(config, database.url), config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return new CallbackApp(app, database, folder);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
