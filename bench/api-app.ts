import { Controller, type DynamicModule, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../src/app.module.js';
import { Public, RequirePermission } from '../src/common/access.js';
import type { AppConfig } from '../src/config/app-config.js';
import { createHttpApp } from '../src/http-app.js';
import type { BenchDatabase } from './bench-database.js';

/** Two routes that differ in nothing but who may call them. */
@Controller('api/v1/bench')
class TwinsController {
  @Get('open')
  @Public()
  open() {
    return { isTwin: true };
  }

  @Get('closed')
  @RequirePermission('knowledge.read')
  closed() {
    return { isTwin: true };
  }
}

@Module({})
class BenchModule {
  static forRoot(config: AppConfig, { url, ownerUrl }: BenchDatabase): DynamicModule {
    return {
      module: BenchModule,
      imports: [AppModule.forRoot(config, url, ownerUrl)],
      controllers: [TwinsController],
    };
  }
}

export type Headers = Readonly<Record<string, string>>;

/** The program with the twins, on the bench's database. */
export class BenchApi {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    private readonly admin: Headers,
  ) {}

  static async start(config: AppConfig, database: BenchDatabase): Promise<BenchApi> {
    const app = await createHttpApp(BenchModule.forRoot(config, database), config);
    await app.listen(0, '127.0.0.1');
    return new BenchApi(app, await app.getUrl(), { authorization: `Bearer ${config.adminApiKey ?? ''}` });
  }

  async stop(): Promise<void> {
    await this.app.close();
  }

  /** @throws for any other status than 200. */
  async read(path: string, headers: Headers = this.admin) {
    const page: { nextCursor: string | null } = JSON.parse(await this.get(path, headers));
    return page;
  }

  /** @throws for any other status than 200. */
  async get(path: string, headers: Headers): Promise<string> {
    const response = await fetch(this.url + path, { headers });
    const text = await response.text();
    if (response.status !== 200) {
      throw new Error(`${response.status} for ${path}: ${text}`);
    }
    return text;
  }

  async post(path: string, body: unknown, headers: Headers = this.admin): Promise<Record<string, string>> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${response.status} for ${path}: ${text}`);
    }
    return JSON.parse(text);
  }

  /** Live in every process within two seconds. */
  async setting(key: string, value: unknown): Promise<void> {
    const response = await fetch(`${this.url}/api/v1/settings/${key}`, {
      method: 'PUT',
      headers: { ...this.admin, 'content-type': 'application/json' },
      body: JSON.stringify({ value }),
    });
    if (!response.ok) {
      throw new Error(`${response.status} for the setting ${key}: ${await response.text()}`);
    }
  }
}
