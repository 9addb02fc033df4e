import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EmbeddedPostgres } from '../../src/database/embedded-postgres.js';
import { migrate } from '../../src/database/migrator.js';
import { WecomSimulator } from '../../src/simulator/simulator.js';
import type { Options } from './options.js';
import { type Span, without } from './sealing-time.js';

/** Of 50 ms: a minute, on a machine that has other things to do. */
const READY_TRIES_MAX = 1_200;
const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** Everything that the program needs, and its processes: one that stores and two that answer. */
export class World {
  readonly programs: Program[] = [];
  /** What all of the processes are told. */
  environment: NodeJS.ProcessEnv = {};
  private readonly outages: Span[] = [];
  private redis: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    readonly wecom: WecomSimulator,
    readonly postgres: EmbeddedPostgres,
  ) {}

  /** @param environment what the program is told besides. */
  static async start(options: Pick<Options, 'queue'>, environment: NodeJS.ProcessEnv = {}): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'kefu-chaos-'));
    chmodSync(folder, 0o755);
    const wecom = await WecomSimulator.start({ retryAfterMs: 500, messagesKeptMax: 1_000_000 });
    const postgres = await EmbeddedPostgres.start(folder);
    const world = new World(folder, wecom, postgres);
    try {
      await migrate(postgres.ownerUrl, new URL(postgres.url).username);
      const redisUrl = options.queue === 'redis' ? await world.startRedis() : undefined;
      await world.startPrograms(redisUrl, environment);
      return world;
    } catch (error) {
      await world.stop(); // its processes would outlive this one
      throw error;
    }
  }

  /** As if the machine of the database had lost its power: nothing is said goodbye to. */
  async restartPostgres(): Promise<void> {
    const [pid] = readFileSync(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    const from = Date.now();
    process.kill(Number(pid), 'SIGQUIT');
    while (isAlive(Number(pid))) {
      await sleep(50);
    }
    await EmbeddedPostgres.attach(this.folder);
    this.outages.push({ from, to: Date.now() });
  }

  /** When there was a process that seals, and a database. */
  sealersLived(): Span[] {
    return without(
      this.programs.filter(({ runsJobs }) => runsJobs).flatMap(({ lives }) => lives),
      this.outages,
    );
  }

  /** Everything that the queue knew is gone. */
  async flushRedis(): Promise<boolean> {
    if (this.redis === undefined) {
      return false;
    }
    const flush = spawn('redis-cli', ['-p', `${this.redisPort}`, 'FLUSHALL'], { stdio: 'ignore' });
    await once(flush, 'exit');
    return true;
  }

  async stop(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.stop()));
    if (this.redis !== undefined) {
      this.redis.kill('SIGKILL');
      await once(this.redis, 'exit');
    }
    await this.wecom.stop();
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private redisPort = 0;

  private async startRedis(): Promise<string> {
    this.redisPort = await freePort();
    const options = ['--port', `${this.redisPort}`, '--bind', '127.0.0.1', '--save', '', '--dir', this.folder];
    this.redis = spawn('redis-server', options, { stdio: 'ignore' });
    await once(this.redis, 'spawn');
    return `redis://127.0.0.1:${this.redisPort}`;
  }

  private async startPrograms(redisUrl: string | undefined, more: NodeJS.ProcessEnv): Promise<void> {
    const { corpId, agentId, secret, token, encodingAesKey } = this.wecom.app;
    this.environment = {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      DATABASE_URL: this.postgres.url,
      DATABASE_OWNER_URL: this.postgres.ownerUrl,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      MASTER_KEY: randomBytes(32).toString('base64'),
      WECOM_CORP_ID: corpId,
      WECOM_AGENT_ID: `${agentId}`,
      WECOM_SECRET: secret,
      WECOM_TOKEN: token,
      WECOM_ENCODING_AES_KEY: encodingAesKey,
      WECOM_API_BASE_URL: this.wecom.apiBaseUrl,
      AUDIT_ANCHOR_FILE: join(this.folder, 'audit-anchors.jsonl'),
      DIALOG_BURST_MS: '200',
      ...more,
    };
    for (const [name, role] of [
      ['web', 'web'],
      ['worker-1', 'worker'],
      ['worker-2', 'worker'],
    ] as const) {
      const port = await freePort();
      const program = new Program(name, port, role !== 'web', this.folder, {
        ...this.environment,
        ROLE: role,
        PORT: `${port}`,
      });
      this.programs.push(program);
      program.start();
    }
    this.wecom.app.callbackUrl = `http://127.0.0.1:${this.programs[0]?.port}/wecom/callback`;
    await Promise.all(this.programs.map((program) => program.isReady()));
  }
}

/** One process of the program, which can be killed and started again. */
export class Program {
  private child: ChildProcess | undefined;
  private isStopped = false;
  private readonly past: Span[] = [];
  private readySince: number | undefined;

  constructor(
    readonly name: string,
    readonly port: number,
    readonly runsJobs: boolean,
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  start(): void {
    const log = createWriteStream(join(this.folder, `${this.name}.log`), { flags: 'a' });
    this.child = spawn(process.execPath, [MAIN], { env: this.environment, cwd: this.folder, stdio: 'pipe' });
    this.child.stdout?.pipe(log);
    this.child.stderr?.pipe(log);
    this.child.once('exit', () => {
      this.ended();
      this.startAgain();
    });
    void this.watch(this.child);
  }

  kill(): void {
    this.child?.kill('SIGKILL');
  }

  /** From when it was ready until it was no more, each time that it was started. */
  get lives(): readonly Span[] {
    return this.readySince === undefined ? this.past : [...this.past, { from: this.readySince, to: Date.now() }];
  }

  async isReady(): Promise<void> {
    for (let tries = 0; tries < READY_TRIES_MAX; tries += 1) {
      if (this.readySince !== undefined) {
        return;
      }
      await sleep(50);
    }
    throw new Error(`${this.name} does not get ready:\n${readFileSync(join(this.folder, `${this.name}.log`), 'utf8')}`);
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGKILL');
      await once(this.child, 'exit');
    }
  }

  private async watch(child: ChildProcess): Promise<void> {
    while (this.child === child && child.exitCode === null && child.signalCode === null) {
      const isReady = await this.answersReady();
      if (isReady && this.child === child && child.exitCode === null && child.signalCode === null) {
        this.readySince = Date.now();
        return;
      }
      await sleep(50);
    }
  }

  private ended(): void {
    if (this.readySince !== undefined) {
      this.past.push({ from: this.readySince, to: Date.now() });
      this.readySince = undefined;
    }
  }

  private answersReady(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** As a supervisor would: also when it could not start because the database was away. */
  private startAgain(): void {
    if (!this.isStopped) {
      setTimeout(() => !this.isStopped && this.start(), 200);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}
