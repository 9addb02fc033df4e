import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../common/app-error.js';
import { errorCodeOf } from '../common/error-code.js';

/**
 * At most one application on a data folder: a file with the holder's process id and start time. A holder that was
 * killed leaves the file behind; it counts only while that very process lives.
 */
export class FolderLock {
  private constructor(private readonly file: string) {}

  /** @throws {AppError} `database.in-use` while another application lives. */
  static acquire(folder: string): FolderLock {
    const file = join(folder, 'app.lock');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        writeFileSync(file, identityOf(process.pid) ?? `${process.pid}`, { flag: 'wx' });
        return new FolderLock(file);
      } catch (error) {
        if (errorCodeOf(error) !== 'EEXIST') {
          throw error;
        }
      }
      if (holderLives(file)) {
        const [pid] = readFileSync(file, 'utf8').split(' ');
        throw new AppError(
          'database.in-use',
          `process ${pid} already runs on ${folder}; stop it or set another DATA_DIR`,
        );
      }
      rmSync(file, { force: true });
    }
    throw new AppError('database.in-use', `${folder} is being taken by another process`);
  }

  static isHeld(folder: string): boolean {
    return holderLives(join(folder, 'app.lock'));
  }

  release(): void {
    rmSync(this.file, { force: true });
  }
}

function holderLives(file: string): boolean {
  if (!existsSync(file)) {
    return false;
  }
  const identity = readFileSync(file, 'utf8');
  const [pid] = identity.split(' ');
  return identityOf(Number(pid)) === identity;
}

/** Process id and, where /proc tells it, start time: ids are used again. Undefined for a process that is not there. */
function identityOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch {
    return undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${pid} ${fields[19]}`;
  } catch {
    return `${pid}`;
  }
}
