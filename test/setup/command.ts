import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Options {
  cwd: string;
  /** All that the command knows, besides where programs are. */
  environment?: Record<string, string>;
}

/** What Node takes before a file of TypeScript of this repository. */
export const TYPESCRIPT = ['--import', resolve('test/setup/typescript-threads.ts')];

/** One of our own commands, without a build. */
export function runCommand(file: string, args: readonly string[], options: Options): Promise<Ended> {
  return runProgram(process.execPath, [...TYPESCRIPT, resolve(file), ...args], options);
}

export async function runProgram(
  program: string,
  args: readonly string[],
  { cwd, environment }: Options,
): Promise<Ended> {
  const { PATH = '' } = process.env;
  const child = spawn(program, args, { cwd, env: { PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((done, fail) => {
    child.on('error', fail).on('close', done);
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}
