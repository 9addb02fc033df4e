import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { AppError } from '../common/app-error.js';
import { anchorFileOf, AppConfig } from './app-config.js';
import { Environment, MASTER_KEY_FORM } from './environment.js';

/** Every fault of the environment at once: names and forms, never values. */
export class ConfigurationError extends AppError {
  constructor(readonly faults: readonly string[]) {
    super('config.invalid', `the configuration has ${faults.length} fault(s):\n  ${faults.join('\n  ')}`);
  }
}

type Variables = Record<string, string | undefined>;

const LIST_COMMA = /\s*,\s*/;

/**
 * Reads the environment, then `.env` for what it does not set, then the files that `<NAME>_FILE` names.
 * @throws {ConfigurationError} with every fault.
 */
export function loadConfig(environment: Variables = process.env, folder = process.cwd()): AppConfig {
  const parsed = parse(environment, folder);
  const dataDir = resolve(folder, parsed.DATA_DIR);
  return new AppConfig(parsed, dataDir, {
    masterKey: parsed.MASTER_KEY ?? generatedMasterKey(dataDir),
    furtherMasterKeys: parsed.MASTER_KEY_PREVIOUS?.split(LIST_COMMA) ?? [],
    adminApiKey:
      parsed.ADMIN_API_KEY ?? (parsed.DATABASE_URL === undefined ? generated(dataDir, 'admin-api-key') : undefined),
  });
}

/** What is wrong with the environment, if anything; it writes nothing. */
export function checkConfig(environment: Variables = process.env, folder = process.cwd()): readonly string[] {
  try {
    const { MASTER_KEY, DATA_DIR } = parse(environment, folder);
    if (MASTER_KEY === undefined && assertKeyNotLost(resolve(folder, DATA_DIR))) {
      generatedMasterKey(resolve(folder, DATA_DIR));
    }
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error.faults;
    }
    throw error;
  }
}

/** What is needed to read what is stored, and to check it. */
export interface ReaderConfig {
  /** Undefined: the embedded database. */
  databaseUrl: string | undefined;
  /** Of its owner, where he is named. */
  databaseOwnerUrl: string | undefined;
  /** Absolute, as the next one. */
  dataDir: string;
  anchorFile: string;
  /** Of 32 bytes each; none where none is at hand. */
  masterKeys: readonly Buffer[];
  /** Whether the first of them was set; otherwise it was generated. */
  isMasterKeySet: boolean;
}

/**
 * For commands that change nothing, such as an auditor's: they need no `MASTER_KEY`, and leave none behind.
 * @throws {ConfigurationError} with every fault.
 */
export function loadReaderConfig(environment: Variables = process.env, folder = process.cwd()): ReaderConfig {
  const parsed = parse(environment, folder, ['MASTER_KEY']);
  const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseOwnerUrl, MASTER_KEY, MASTER_KEY_PREVIOUS } = parsed;
  const dataDir = resolve(folder, parsed.DATA_DIR);
  const kept = databaseUrl === undefined && existsSync(join(dataDir, 'master-key'));
  const masterKey = MASTER_KEY ?? (kept ? generatedMasterKey(dataDir) : undefined);
  const keys = masterKey === undefined ? [] : [masterKey, ...(MASTER_KEY_PREVIOUS?.split(LIST_COMMA) ?? [])];
  return {
    databaseUrl,
    databaseOwnerUrl,
    dataDir,
    anchorFile: anchorFileOf(parsed, dataDir),
    masterKeys: keys.map((key) => Buffer.from(key, 'base64')),
    isMasterKeySet: MASTER_KEY !== undefined,
  };
}

function parse(
  environment: Variables,
  folder: string,
  mayBeMissing: readonly (keyof Environment)[] = [],
): Readonly<Environment> {
  const faults: string[] = [];
  const variables = readFiles(merge(readDotEnv(folder), dropEmpty(environment)), faults);
  const parsed = plainToInstance(Environment, pick(variables), { exposeDefaultValues: true });
  for (const error of validateSync(parsed, { skipMissingProperties: false })) {
    if (error.value !== undefined || !mayBeMissing.some((name) => name === error.property)) {
      faults.push(describe(error));
    }
  }
  if (faults.length > 0) {
    throw new ConfigurationError(faults);
  }
  return parsed;
}

/** What `stronger` sets, in either form, hides both forms of it in `weaker`. */
function merge(weaker: Variables, stronger: Variables): Variables {
  const plain = (name: string): string => name.replace(/_FILE$/, '');
  const set = new Set(Object.keys(stronger).map(plain));
  return { ...Object.fromEntries(Object.entries(weaker).filter(([name]) => !set.has(plain(name)))), ...stronger };
}

function readDotEnv(folder: string): Variables {
  const file = join(folder, '.env');
  return existsSync(file) ? dropEmpty(parseEnv(readFileSync(file, 'utf8'))) : {};
}

/** An empty variable, as compose files like to pass it, is an unset one. */
function dropEmpty(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
}

function readFiles(variables: Variables, faults: string[]): Variables {
  const read: Variables = { ...variables };
  for (const name of Object.keys(new Environment())) {
    const file = variables[`${name}_FILE`];
    if (file === undefined) {
      continue;
    }
    if (variables[name] !== undefined) {
      faults.push(`${name}: set either ${name} or ${name}_FILE, not both`);
      continue;
    }
    try {
      read[name] = readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE: the file cannot be read`);
    }
  }
  return read;
}

function pick(variables: Variables): Variables {
  const known = Object.keys(new Environment());
  return Object.fromEntries(
    known.filter((name) => variables[name] !== undefined).map((name) => [name, variables[name]]),
  );
}

function describe(error: ValidationError): string {
  const forms = Object.values(error.constraints ?? {}).map((form) => form.replace(`${error.property} `, ''));
  return `${error.property}: ${forms.join(', ')}`;
}

/** @throws {ConfigurationError} for a damaged file: another key in its place could not read what is stored. */
function generatedMasterKey(dataDir: string): string {
  assertKeyNotLost(dataDir);
  const key = generated(dataDir, 'master-key');
  if (!MASTER_KEY_FORM.test(key)) {
    throw new ConfigurationError(['MASTER_KEY: the file master-key under DATA_DIR must hold 32 bytes in base64']);
  }
  return key;
}

/**
 * @returns whether there is a generated key.
 * @throws {ConfigurationError} for one that is gone while there is a database. The key is made before the database, hence
 *   nobody sees that at a first start.
 */
function assertKeyNotLost(dataDir: string): boolean {
  const hasDatabase = existsSync(join(dataDir, 'postgres'));
  const hasKey = existsSync(join(dataDir, 'master-key'));
  if (hasDatabase && !hasKey) {
    throw new ConfigurationError([
      'MASTER_KEY: there is a database under DATA_DIR, and the file master-key beside it is gone: put it back, or set ' +
        'MASTER_KEY to the key that the database was made with; nothing was changed',
    ]);
  }
  return hasKey;
}

/** A key that nobody set is made once and kept, readable by its owner alone. */
function generated(dataDir: string, name: string): string {
  const file = join(dataDir, name);
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    publish(file, randomBytes(32).toString('base64'));
  }
  return readFileSync(file, 'utf8').trim();
}

/** Whole or not at all: whoever starts at the same moment reads the first one's key, and never half of it. */
function publish(file: string, content: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, content, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) {
      throw error;
    }
  } finally {
    rmSync(draft);
  }
}
