import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const START_TIMEOUT_MS = 30_000;
const POLL_MS = 10;

interface ChildOptions {
  /** Of the build, such as `src/main.js`. */
  entry: string;
  /** Of Node itself. */
  flags?: readonly string[];
  args?: readonly string[];
  variables?: Readonly<Record<string, string>>;
  port: number;
  /** Answers 200 when it is ready. */
  readyPath: string;
}

/** A server in a process of its own, with none of our variables but those it is given. */
export class ChildServer {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    readonly url: string,
    /** From the start of the process until it said that it is ready. */
    readonly readyMs: number,
  ) {}

  static async start({
    entry,
    flags = [],
    args = [],
    variables = {},
    port,
    readyPath,
  }: ChildOptions): Promise<ChildServer> {
    const startedAt = performance.now();
    const { PATH, NODE_OPTIONS } = process.env;
    const child = spawn(process.execPath, [...flags, join(import.meta.dirname, '..', entry), ...args], {
      cwd: tmpdir(), // where there is no .env
      env: { PATH, NODE_OPTIONS, ...variables },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const url = `http://127.0.0.1:${port}`;
    while (!(await isReady(url + readyPath))) {
      if (child.exitCode !== null || performance.now() - startedAt > START_TIMEOUT_MS) {
        child.kill('SIGKILL');
        throw new Error(`${entry} did not get ready: ${child.exitCode === null ? 'in time' : 'it ended'}`);
      }
      await delay(POLL_MS);
    }
    return new ChildServer(child, port, url, performance.now() - startedAt);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves when the process has ended. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGTERM');
      await once(this.child, 'exit');
    }
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 200;
  } catch {
    return false;
  }
}
