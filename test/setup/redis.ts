import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Empty where there is no `redis-server`: tests on that backend are skipped, and fail where `REQUIRE_REDIS` is set. */
    redisUrl: string;
  }
}

/** Each test gets a database of its own in it. */
export const REDIS_DATABASES = 10_000;

/** One real Redis for the whole run, where the machine has one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-redis-'));
  const port = await freePort();
  const server = await startRedis(port, folder);
  if (server === undefined && process.env['REQUIRE_REDIS'] === 'true') {
    throw new Error('REQUIRE_REDIS is set, and there is no redis-server');
  }
  project.provide('redisUrl', server === undefined ? '' : `redis://127.0.0.1:${port}`);
  return async () => {
    if (server !== undefined) {
      server.kill();
      await once(server, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Undefined where there is no `redis-server`. */
export async function startRedis(port: number, folder: string): Promise<ChildProcess | undefined> {
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--databases', `${REDIS_DATABASES}`];
  const server = spawn('redis-server', [...options, '--dir', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('Ready to accept connections')) {
        resolve(server);
      }
    });
  });
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}
