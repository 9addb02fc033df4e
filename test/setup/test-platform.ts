import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, type DynamicModule, Get, HttpCode, Module, Post, Req, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsInt } from 'class-validator';
import { LoggerModule } from 'nestjs-pino';
import { expect } from 'vitest';
import { AccessModule } from '../../src/access/access.module.js';
import { AuditModule } from '../../src/audit/audit.module.js';
import { Public, RequirePermission } from '../../src/common/access.js';
import { CommonModule } from '../../src/common/common.module.js';
import { loggerOptions } from '../../src/common/logging.js';
import type { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { loadConfig } from '../../src/config/load-config.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { createHttpApp } from '../../src/http-app.js';
import type { HttpBounds } from '../../src/http-server.js';
import { OperationsModule } from '../../src/operations/operations.module.js';
import { DetectionModule } from '../../src/privacy/detection/detection.module.js';
import { UnmaskingModule } from '../../src/privacy/unmasking/unmasking.module.js';
import { PrivacyRegistriesModule } from '../../src/privacy/privacy-registries.module.js';
import { VaultModule } from '../../src/privacy/vault/vault.module.js';
import { SettingsModule } from '../../src/settings/settings.module.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

export const ADMIN_API_KEY = 'an-admin-key-for-tests';

export class NumberBody {
  @IsInt()
  number!: number;
}

/** Routes that the program does not have: what a careless feature might do. */
@Controller()
class ProbeController {
  @Post('wecom/callback')
  @HttpCode(200)
  @Public()
  callback(@Req() { body }: { body: unknown }) {
    return { isBuffer: Buffer.isBuffer(body), bytes: Buffer.isBuffer(body) ? body.length : null };
  }

  @Post('api/v1/knowledge/imports')
  @RequirePermission('knowledge.write')
  import(@Req() { body }: { body: unknown }) {
    return { isBuffer: Buffer.isBuffer(body), bytes: Buffer.isBuffer(body) ? body.length : null };
  }

  @Post('probe/number')
  @Public()
  double(@Body() { number }: NumberBody) {
    return { double: number * 2 };
  }

  @Get('probe/undeclared')
  undeclared() {
    return 'nobody sees this';
  }

  @Get('probe/broken')
  @Public()
  broken() {
    throw new Error('the password is hunter2');
  }
}

type Feature = DynamicModule | Type;
type Features = (config: AppConfig) => readonly Feature[];

@Module({})
class ProbeModule {
  static forRoot(config: AppConfig, url: string, features: readonly Feature[] | undefined): DynamicModule {
    return {
      module: ProbeModule,
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
        UnmaskingModule.forRoot(config),
        AccessModule,
        OperationsModule,
        ...(features ?? []),
      ],
      controllers: features === undefined ? [ProbeController] : [],
    };
  }
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  body?: unknown;
  payload?: string | Buffer;
  headers?: Record<string, string>;
  /** Unset: the first one. */
  on?: NestFastifyApplication;
}

/** The platform without the features, with some routes to probe it, on a database of its own. */
export class TestPlatform {
  private readonly apps: NestFastifyApplication[] = [];
  private readonly masterKey = randomBytes(32).toString('base64');
  private readonly folder = mkdtempSync(join(tmpdir(), 'kefu-http-'));

  private constructor(
    readonly database: TestDatabase,
    private readonly features: Features | undefined,
  ) {}

  /** @param features are tested in place of the routes that probe it. */
  static async start(features?: Features, environment: Record<string, string> = {}): Promise<TestPlatform> {
    const platform = new TestPlatform(await createTestDatabase(), features);
    await platform.startApp(environment);
    return platform;
  }

  get app(): NestFastifyApplication {
    const [first] = this.apps;
    if (first === undefined) {
      throw new TypeError('no app was started');
    }
    return first;
  }

  /** One more process on the same database. */
  async startApp(environment: Record<string, string> = {}, bounds?: HttpBounds): Promise<NestFastifyApplication> {
    const { url } = this.database;
    const keys = { ADMIN_API_KEY, MASTER_KEY: this.masterKey };
    const config = loadConfig({ LOG_LEVEL: 'silent', DATABASE_URL: url, ...keys, ...environment }, this.folder);
    const app = await createHttpApp(ProbeModule.forRoot(config, url, this.features?.(config)), config, bounds);
    this.apps.push(app);
    await app.listen(0, '127.0.0.1');
    return app;
  }

  /** With the admin key, unless the headers say otherwise. */
  async call({ method = 'GET', url, body, payload, headers = {}, on = this.app }: Call) {
    const answer = await on.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${ADMIN_API_KEY}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
      ...(payload !== undefined && { payload }),
    });
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, json: () => answer.json() };
  }

  async stop(): Promise<void> {
    await Promise.all(this.apps.map((app) => app.close()));
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Matches a problem with this status and code. */
export function problem(status: number, code: string): unknown {
  return expect.objectContaining({ status, code, type: `urn:wecom-kefu:error:${code}`, title: expect.any(String) });
}
