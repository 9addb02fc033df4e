import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppConfig } from '../../src/config/app-config.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Program } from '../../src/program.js';
import { runKefuHere } from '../setup/kefu-command.js';

const ADMIN_API_KEY = 'test-admin-api-key';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kefu-lost-key-'));
  chmodSync(folder, 0o755); // root runs the embedded PostgreSQL as another user, who has to reach its folder
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As somebody runs it who has set nothing: the database and the key are made under `DATA_DIR`. */
function configuration(): AppConfig {
  return loadConfig(
    { PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', DATA_DIR: join(folder, 'data'), ADMIN_API_KEY },
    folder,
  );
}

async function call(program: Program, method: string, path: string) {
  const headers = { authorization: `Bearer ${ADMIN_API_KEY}` };
  const response = await fetch(`${program.url}/api/v1/audit/${path}`, { method, headers });
  return response.json();
}

/** That it was asked for while one runs by itself is refused, and asked again. */
async function isSound(program: Program): Promise<void> {
  await expect.poll(() => call(program, 'POST', 'verification')).toMatchObject({ state: 'sound' });
}

it('a generated master key that is lost is told at start, and works again once it is put back', async () => {
  const file = join(folder, 'data', 'master-key');
  const first = await Program.start(configuration());
  await isSound(first);
  const before = await call(first, 'GET', 'keys');
  await first.stop();
  const key = readFileSync(file, 'utf8');
  rmSync(file);

  expect(configuration).toThrow('the file master-key beside it is gone');
  expect(existsSync(file)).toBe(false);
  writeFileSync(file, randomBytes(32).toString('base64'));
  const wrongKey = expect.objectContaining({ code: 'secret.master-key-wrong' });
  await expect(Program.start(configuration())).rejects.toEqual(wrongKey);

  writeFileSync(file, key);
  const again = await Program.start(configuration());
  await isSound(again);
  expect(await call(again, 'GET', 'keys')).toEqual(before);
  await again.stop();
}, 300_000);

it('a generated master key is replaced by a command while the program is stopped, and by none while it runs', async () => {
  const file = join(folder, 'data', 'master-key');
  const environment = { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' };
  const rotate = () => runKefuHere(['master-key', 'rotate', '--yes', '--json'], environment, folder);
  const before = readFileSync(file, 'utf8');
  const ended = await rotate();
  expect(JSON.parse(ended.stdout)).toMatchObject({ ok: true, command: 'master-key rotate', waiting: 0 });
  expect(ended.stdout).not.toContain(before);
  expect(readFileSync(file, 'utf8')).not.toBe(before);
  expect(readFileSync(JSON.parse(ended.stdout).oldKeyFile, 'utf8')).toBe(before);

  const program = await Program.start(configuration());
  await isSound(program);
  expect(JSON.parse((await rotate()).stdout)).toMatchObject({ ok: false, error: { code: 'command.not-now' } });
  await program.stop();
}, 300_000);
