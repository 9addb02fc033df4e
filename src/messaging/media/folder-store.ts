import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCodeOf } from '../../common/error-code.js';
import type { MediaId } from '../../common/ids.js';
import { MediaStore } from './media-store.js';

/** Nobody writes for so long. */
const UNFINISHED_MS = 3_600_000;

/** A folder that all processes share. */
export class FolderStore extends MediaStore {
  constructor(private readonly folder: string) {
    super();
  }

  /** Written aside and then renamed, so that a process that is killed half way leaves no half file under the name. */
  async put(id: MediaId, bytes: Uint8Array): Promise<void> {
    const path = this.pathOf(id);
    const aside = join(this.asideFolder, randomUUID());
    await Promise.all([mkdir(dirname(path), { recursive: true }), mkdir(this.asideFolder, { recursive: true })]);
    try {
      const file = await open(aside, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, path);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  }

  async get(id: MediaId): Promise<Buffer | undefined> {
    try {
      return await readFile(this.pathOf(id));
    } catch (error) {
      if (errorCodeOf(error) === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  async remove(id: MediaId): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  async tidy(): Promise<void> {
    const folder = this.asideFolder;
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const { mtimeMs } = await stat(path);
      if (Date.now() - mtimeMs > UNFINISHED_MS) {
        await rm(path, { force: true });
      }
    }
  }

  private get asideFolder(): string {
    return join(this.folder, 'unfinished');
  }

  /** Ids begin with the time: their ends spread over the folders. */
  private pathOf(id: MediaId): string {
    return join(this.folder, id.slice(-2), id);
  }
}
