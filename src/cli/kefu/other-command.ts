import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { extname } from 'node:path/posix';
import { exitCodes } from './outcome.js';

/** Runs a command that stands beside this one, with these words; what it prints is printed. @returns its exit code. */
export async function runOther(name: string, words: readonly string[]): Promise<number> {
  const file = join(import.meta.dirname, '..', `${name}${extname(import.meta.filename)}`);
  const child = spawn(process.execPath, [...process.execArgv, file, ...words], { stdio: 'inherit' });
  const [code]: unknown[] = await once(child, 'exit');
  return typeof code === 'number' ? code : exitCodes.failed;
}
