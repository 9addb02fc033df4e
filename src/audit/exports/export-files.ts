import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { errorCodeOf } from '../../common/error-code.js';
import type { AuditExportId } from '../../common/ids.js';
import { AppConfig } from '../../config/app-config.js';

/** Nobody writes for so long. */
const UNFINISHED_MS = 24 * 3_600_000;
/** Longer than any file is kept. */
const FORGOTTEN_MS = 30 * 24 * 3_600_000;

/** A file that is written under a name of its own, so that nobody takes half of it for the whole. */
export interface UnfinishedFile {
  handle: FileHandle;
  /** Gives it its name. */
  keep(): Promise<void>;
  remove(): Promise<void>;
}

/** The folder of exported files, which all processes share. */
@Injectable()
export class ExportFiles {
  private readonly folder: string;

  constructor({ dataDir }: AppConfig) {
    this.folder = join(dataDir, 'audit-exports');
  }

  /** @param attempt two processes that write the same export write different files. */
  async begin(id: AuditExportId, attempt: number): Promise<UnfinishedFile> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = `${this.pathOf(id, attempt)}.part`;
    const handle = await open(path, 'w', 0o600);
    return {
      handle,
      keep: async () => {
        await handle.sync();
        await handle.close();
        await rename(path, this.pathOf(id, attempt));
      },
      remove: async () => {
        await handle.close().catch(() => undefined); // it may be closed, or the disk full
        await Promise.all([rm(path, { force: true }), rm(this.pathOf(id, attempt), { force: true })]);
      },
    };
  }

  /** Undefined where the file is not there. */
  async read(id: AuditExportId, attempt: number): Promise<ReadStream | undefined> {
    try {
      await stat(this.pathOf(id, attempt));
      return createReadStream(this.pathOf(id, attempt));
    } catch (error) {
      if (errorCodeOf(error) === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  /** What is there of it, and not what somebody is writing, who notices by himself. */
  async remove(id: AuditExportId): Promise<void> {
    for (const name of await this.names()) {
      if (name.startsWith(id) && !name.endsWith('.part')) {
        await rm(join(this.folder, name), { force: true });
      }
    }
  }

  /** Removes what a process that was killed has left. */
  async tidy(): Promise<void> {
    for (const name of await this.names()) {
      const path = join(this.folder, name);
      const ageMs = Date.now() - (await stat(path)).mtimeMs;
      if (ageMs > (name.endsWith('.part') ? UNFINISHED_MS : FORGOTTEN_MS)) {
        await rm(path, { force: true });
      }
    }
  }

  private async names(): Promise<string[]> {
    try {
      return await readdir(this.folder);
    } catch (error) {
      if (errorCodeOf(error) === 'ENOENT') {
        return [];
      }
      throw error;
    }
  }

  private pathOf(id: AuditExportId, attempt: number): string {
    return join(this.folder, `${id}.${attempt}`);
  }
}
