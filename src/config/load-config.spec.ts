import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError, loadConfig } from './load-config.js';

const MASTER_KEY = randomBytes(32).toString('base64');
const wecom = {
  WECOM_CORP_ID: 'ww1',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'the secret',
  WECOM_TOKEN: 'QDG6eK',
  WECOM_ENCODING_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kefu-config-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function load(variables: Record<string, string>) {
  return loadConfig(variables, folder);
}

function faultsOf(variables: Record<string, string>): readonly string[] {
  try {
    load(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return error.faults;
    }
    throw error;
  }
  return [];
}

function namesOf(faults: readonly string[]): string[] {
  return faults.map((fault) => fault.split(':')[0] ?? '');
}

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('loadConfig', () => {
  it('needs nothing: every default is valid', () => {
    const config = load({});

    expect(config.environment).toMatchObject({ ROLE: 'all', PORT: 3000, LOG_LEVEL: 'info', LOG_PRETTY: false });
    expect(config.dataDir).toBe(join(folder, 'data'));
    expect(config.firstApp).toBeUndefined();
    expect(config.firstModel).toBeUndefined();
  });

  it('takes an empty variable for one that is not set', () => {
    expect(load({ PORT: '', DATABASE_URL: '', WECOM_SECRET: '' }).environment.PORT).toBe(3000);
  });

  it('lists all faults at once, by name and never by value', () => {
    const values = { PORT: '70001', ROLE: 'boss', DATABASE_URL: 'mysql://root:hunter2@db', LOG_PRETTY: 'perhaps' };
    const faults = faultsOf(values);

    expect(namesOf(faults).toSorted()).toEqual(['DATABASE_URL', 'LOG_PRETTY', 'MASTER_KEY', 'PORT', 'ROLE']);
    for (const value of Object.values(values)) {
      expect(faults.join('\n')).not.toContain(value);
    }
  });

  it.each(['PORT', 'WORKER_CONCURRENCY', 'DIALOG_BURST_MS', 'WECOM_AGENT_ID'])('wants a whole number in %s', (name) => {
    for (const value of ['many', '1.5', '-1', 'NaN', 'Infinity']) {
      expect(namesOf(faultsOf({ ...wecom, [name]: value }))).toEqual([name]);
    }
  });

  describe('the first app', () => {
    it('is set as a whole', () => {
      expect(load(wecom).firstApp).toEqual({
        corpId: 'ww1',
        agentId: 1_000_002,
        secret: 'the secret',
        token: 'QDG6eK',
        encodingAesKey: wecom.WECOM_ENCODING_AES_KEY,
      });
    });

    it.each(Object.keys(wecom))('is refused without %s', (name) => {
      expect(namesOf(faultsOf({ ...wecom, [name]: '' }))).toEqual([name]);
    });

    it('is refused with a key of the wrong length, which is not told', () => {
      const faults = faultsOf({ ...wecom, WECOM_ENCODING_AES_KEY: 'short' });

      expect(namesOf(faults)).toEqual(['WECOM_ENCODING_AES_KEY']);
      expect(faults.join()).not.toContain('short');
    });
  });

  it.each([
    ['LLM_MODEL', { LLM_BASE_URL: 'https://llm.example/v1' }],
    ['LLM_BASE_URL', { LLM_MODEL: 'qwen' }],
    ['SMTP_FROM', { SMTP_URL: 'smtp://mail.example:25' }],
    ['SMTP_URL', { SMTP_FROM: 'Desk <desk@example.com>' }],
  ])('wants %s as soon as its other half is set', (missing, variables) => {
    expect(namesOf(faultsOf(variables))).toEqual([missing]);
  });

  describe('a variable from elsewhere', () => {
    it('is read from .env, where the environment does not set it', () => {
      write('.env', 'PORT=4000\nHOST="127.0.0.1"\nLOG_LEVEL=\n');

      expect(load({ PORT: '5000' }).environment).toMatchObject({ PORT: 5000, HOST: '127.0.0.1', LOG_LEVEL: 'info' });
    });

    it('is read from the file that <NAME>_FILE names, without the line break at its end', () => {
      const file = write('secret', 'the secret\n');
      const { WECOM_SECRET: _, ...others } = wecom;

      expect(load({ ...others, WECOM_SECRET_FILE: file }).firstApp?.secret).toBe('the secret');
    });

    it('is refused when it is set twice, or when its file cannot be read', () => {
      const file = write('key', 'a-key-of-sixteen-letters');

      expect(namesOf(faultsOf({ ADMIN_API_KEY: 'another-key-of-sixteen', ADMIN_API_KEY_FILE: file }))).toEqual([
        'ADMIN_API_KEY',
      ]);
      expect(namesOf(faultsOf({ ADMIN_API_KEY_FILE: join(folder, 'absent') }))).toEqual(['ADMIN_API_KEY_FILE']);
    });

    it('is set by the environment, though .env names a file for it', () => {
      write('.env', `ADMIN_API_KEY_FILE=${join(folder, 'absent')}\n`);

      expect(load({ ADMIN_API_KEY: 'a-key-of-sixteen-letters' }).adminApiKey).toBe('a-key-of-sixteen-letters');
    });

    it('is read from a file of the environment, though .env sets it', () => {
      write('.env', 'ADMIN_API_KEY=a-key-that-.env-holds\n');
      const file = write('key', 'a-key-of-sixteen-letters');

      expect(load({ ADMIN_API_KEY_FILE: file }).adminApiKey).toBe('a-key-of-sixteen-letters');
    });
  });

  describe('the keys', () => {
    const external = { DATABASE_URL: 'postgres://kefu@db/kefu' };

    it('are generated once for the embedded database, for their owner alone', () => {
      const [first, second] = [load({}), load({})];

      expect(first.masterKey).toHaveLength(32);
      expect(second.masterKey.equals(first.masterKey)).toBe(true);
      expect(second.adminApiKey).toBe(first.adminApiKey);
      expect(statSync(join(folder, 'data', 'master-key')).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(folder, 'data', 'admin-api-key'), 'utf8')).toBe(first.adminApiKey);
    });

    it('are not generated in front of an external database: a MASTER_KEY is required, an API key is not', () => {
      expect(namesOf(faultsOf(external))).toEqual(['MASTER_KEY']);
      expect(load({ ...external, MASTER_KEY }).adminApiKey).toBeUndefined();
    });

    it.each([
      ['too short', randomBytes(31).toString('base64')],
      ['too long', randomBytes(33).toString('base64')],
      ['not base64', '!'.repeat(44)],
      ['hexadecimal', randomBytes(22).toString('hex')],
    ])('must be exactly 32 bytes: %s', (_, key) => {
      const faults = faultsOf({ ...external, MASTER_KEY: key });

      expect(namesOf(faults)).toEqual(['MASTER_KEY']);
      expect(faults.join()).not.toContain(key);
    });

    it('are refused when the file that holds them was damaged', () => {
      load({});
      write('data/master-key', 'c2hvcnQ=');

      expect(namesOf(faultsOf({}))).toEqual(['MASTER_KEY']);
    });
  });
});
