import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { temporaryFolder } from './bench-database.js';
import { freePort } from './child-server.js';

export interface RedisServer {
  url: string;
  stop(): Promise<void>;
}

/** A Redis of one's own that keeps nothing on disk; undefined where there is no `redis-server`. */
export async function startRedis(): Promise<RedisServer | undefined> {
  const folder = temporaryFolder();
  const port = await freePort();
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder];
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  const isReady = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).once('exit', () => resolve(false));
    server.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('Ready to accept connections')) {
        resolve(true);
      }
    });
  });
  if (!isReady) {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      server.kill();
      await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
