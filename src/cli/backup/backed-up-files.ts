import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { AppError } from '../../common/app-error.js';
import { errorCodeOf } from '../../common/error-code.js';
import type { ArchiveReader } from './archive-reader.js';
import type { ArchiveWriter } from './archive-writer.js';
import type { BackedUpFile } from './manifest.js';

/** Below `DATA_DIR`: what people sent, and what was exported for auditors. */
const FOLDERS = ['media', 'audit-exports'];
/** Not `media/unfinished`, where files are while they are written. */
const NAME = /^(media|audit-exports)(?!\/unfinished)(\/[\w-][\w.-]*)+$/;

/** Files that are complete, by their names below the folder: those that are being written have a form of their own. */
export async function filesIn(dataDir: string): Promise<string[]> {
  const names: string[] = [];
  for (const folder of FOLDERS) {
    for (const entry of await entriesOf(join(dataDir, folder))) {
      const name = posix.join(folder, entry);
      if (NAME.test(name) && !name.endsWith('.part')) {
        names.push(name);
      }
    }
  }
  return names.toSorted();
}

/** Undefined for one that is gone: retention goes on meanwhile. */
export async function addFile(archive: ArchiveWriter, name: string, path: string): Promise<BackedUpFile | undefined> {
  const size = await sizeOf(path);
  if (size === undefined) {
    return undefined;
  }
  const digest = createHash('sha256');
  async function* content(): AsyncGenerator<Buffer> {
    if (size !== undefined && size > 0) {
      const stream: AsyncIterable<Buffer> = createReadStream(path, { end: size - 1 }); // it may grow
      for await (const chunk of stream) {
        digest.update(chunk);
        yield chunk;
      }
    }
  }
  await archive.addStream(name, size, content());
  return { name, bytes: size, sha256: digest.digest('hex') };
}

/** One that is there already stays as it is: a file never changes under its name. */
export async function extractFile(archive: ArchiveReader, name: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.part`;
  try {
    const handle = await open(draft, 'w', 0o600);
    try {
      for await (const chunk of archive.read(name)) {
        await handle.writev([chunk]);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, path).catch((error: unknown) => {
      if (errorCodeOf(error) !== 'EEXIST') {
        throw error;
      }
    });
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Where a file of a backup belongs.
 * @throws {AppError} `backup.damaged` for a name that leads elsewhere.
 */
export function pathOf(dataDir: string, name: string): string {
  if (!NAME.test(name)) {
    throw new AppError('backup.damaged', `the backup holds a file with the name ${JSON.stringify(name)}`);
  }
  return join(dataDir, name);
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => posix.relative(folder, posix.join(entry.parentPath, entry.name)));
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
