import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import type { TestProgram } from './test-program.js';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const TYPESCRIPT = new URL('typescript-threads.ts', import.meta.url).href;
const START_MS = 120_000;

/** The program in a process of its own, which can be killed as a machine that loses its power would be. */
export class ProgramProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Everything that it printed, once it has ended. */
    private readonly printed: Promise<string>,
    private readonly name: string,
    private readonly beside: TestProgram,
  ) {}

  /** Begins to start; by default as a worker that shares the database, the queue and the simulator of the other program. */
  static spawn(beside: TestProgram, name: string, environment: Record<string, string> = {}): ProgramProcess {
    const database = new URL(beside.database.url);
    database.searchParams.set('application_name', name);
    const child = spawn(process.execPath, ['--import', TYPESCRIPT, MAIN], {
      env: {
        PATH: process.env['PATH'],
        ...beside.environment,
        LOG_LEVEL: 'warn',
        ROLE: 'worker',
        DATABASE_URL: database.href,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed = Promise.all([text(child.stdout), text(child.stderr)]).then((parts) => parts.join(''));
    return new ProgramProcess(child, printed, name, beside);
  }

  /** As `spawn`, and resolves when it works. */
  static async start(beside: TestProgram, name: string, environment?: Record<string, string>): Promise<ProgramProcess> {
    const program = ProgramProcess.spawn(beside, name, environment);
    await expect
      .poll(() => program.hasStarted(), { timeout: START_MS, interval: 100, message: `${name} starts` })
      .toBe(true);
    return program;
  }

  /** Resolves when it is gone; its connections to the database may not be yet. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGKILL');
      await once(this.child, 'exit');
    }
  }

  /** By itself. @returns how, and everything that it printed. */
  async ended(): Promise<{ code: number | null; printed: string }> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      await once(this.child, 'exit');
    }
    return { code: this.child.exitCode, printed: await this.printed };
  }

  /** Until one of its statements, of which the pattern is a part, waits for somebody else's lock. */
  async isHeldUp(statement: RegExp): Promise<void> {
    await ProgramProcess.firstHeldUp([this], statement);
  }

  /** Whichever of them it is. */
  static firstHeldUp(programs: readonly ProgramProcess[], statement: RegExp): Promise<ProgramProcess> {
    return vi.waitFor(
      async () => {
        for (const program of programs) {
          if ((await program.heldUp()).some((query) => statement.test(query))) {
            return program;
          }
        }
        throw new Error(`nobody waits for a lock with ${statement}`);
      },
      { timeout: START_MS, interval: 20 },
    );
  }

  private async heldUp(): Promise<string[]> {
    const rows = await this.beside.rows<{ query: string }>(
      `select query from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'`,
      [this.name],
    );
    return rows.map(({ query }) => query);
  }

  private async hasStarted(): Promise<boolean> {
    if (this.child.exitCode !== null) {
      throw new Error(`${this.name} ended:\n${await this.printed}`);
    }
    const rows = await this.beside.rows(
      `select from audit_events where action = 'program.started' and details ->> 'pid' = $1`,
      [`${this.child.pid}`],
    );
    return rows.length > 0;
  }
}
