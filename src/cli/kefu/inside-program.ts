import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../app.module.js';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import { AppError } from '../../common/app-error.js';
import { withRequest } from '../../common/request-context.js';
import { AppConfig } from '../../config/app-config.js';
import { loadConfig } from '../../config/load-config.js';
import { programVersion } from '../../config/program-version.js';
import { EmbeddedPostgres } from '../../database/embedded-postgres.js';
import { OperationsModule } from '../../operations/operations.module.js';

/** The parts of the program, for a command. */
export interface Inside {
  readonly get: <T>(part: Type<T>) => T;
  /** Of this run: the events of what it does have it. */
  requestId: string;
}

interface Wanted {
  /** Such as `key create`: it is recorded before anything is done. Undefined for one that changes nothing. */
  records?: string;
  /** The configuration to run with; the one of the environment by default. */
  config?: AppConfig;
}

/**
 * Runs a deed within the program's modules, without listening, working or doing chores; beside a running program, or
 * with the embedded database started for it.
 * @throws {AppError} `database.unavailable` where there is no database yet; whatever the start or the deed throws.
 */
export async function insideProgram<T>(
  { records, config = loadConfig() }: Wanted,
  deed: (inside: Inside) => Promise<T>,
): Promise<T> {
  const { url, ownerUrl, close } = await databaseOf(config);
  try {
    const app = await NestFactory.createApplicationContext(modulesFor(config, url, ownerUrl), {
      logger: false,
      abortOnError: false,
    });
    try {
      return await runAs(app, records, deed);
    } finally {
      await app.close();
    }
  } finally {
    await close();
  }
}

/** Where the database is: that of the environment, or the embedded one. */
async function databaseOf({ environment, dataDir }: AppConfig): Promise<{
  url: string;
  ownerUrl: string | undefined;
  close: () => Promise<void>;
}> {
  const { DATABASE_URL, DATABASE_OWNER_URL } = environment;
  if (DATABASE_URL !== undefined) {
    return { url: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL, close: () => Promise.resolve() };
  }
  if (!EmbeddedPostgres.isIn(dataDir)) {
    throw new AppError('database.unavailable', `there is no database under ${dataDir}: start the program once first`);
  }
  const postgres = await EmbeddedPostgres.attach(dataDir);
  return { url: postgres.url, ownerUrl: postgres.ownerUrl, close: () => postgres.stop() };
}

/**
 * The first app and the first model are what a start stores, for every process: a command leaves what is stored alone,
 * whatever has been written into its environment since.
 */
const STORED_AT_START = {
  WECOM_CORP_ID: undefined,
  WECOM_AGENT_ID: undefined,
  WECOM_SECRET: undefined,
  WECOM_TOKEN: undefined,
  WECOM_ENCODING_AES_KEY: undefined,
  LLM_BASE_URL: undefined,
  LLM_API_KEY: undefined,
  LLM_MODEL: undefined,
} as const;

/** All but what tells of a program that runs; in the role that works on no jobs. */
function modulesFor(config: AppConfig, url: string, ownerUrl: string | undefined): DynamicModule {
  const environment = { ...config.environment, ...STORED_AT_START, ROLE: 'web', LOG_LEVEL: 'silent' } as const;
  const quiet = new AppConfig(environment, config.dataDir, {
    masterKey: config.masterKey.toString('base64'),
    furtherMasterKeys: config.furtherMasterKeys.map((key) => key.toString('base64')),
    adminApiKey: config.adminApiKey,
  });
  const whole = AppModule.forRoot(quiet, url, ownerUrl);
  return { ...whole, imports: (whole.imports ?? []).filter((module) => module !== OperationsModule) };
}

/** What it does is the system's deed, in the wake of one event that says who ran it. */
function runAs<T>(
  app: INestApplicationContext,
  records: string | undefined,
  deed: (inside: Inside) => Promise<T>,
): Promise<T> {
  const requestId = randomUUID();
  const [user, host] = [userName(), hostname()];
  const userAgent = `kefu/${programVersion()} (${user}@${host})`;
  const inside: Inside = { requestId, get: (part) => app.get(part, { strict: false }) };
  return withRequest({ requestId, address: null, userAgent, purpose: null, isCommand: true }, async () => {
    if (records !== undefined) {
      const details = { command: records, via: 'cli', user, host } as const;
      await inside.get(AuditLog).recordAlone({ actor: SYSTEM }, { action: 'command.run', details });
    }
    return deed(inside);
  });
}

/** A container may run as somebody without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `${process.getuid?.() ?? 'unknown'}`;
  }
}
