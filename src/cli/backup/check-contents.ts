import { createHash, type Hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AppError } from '../../common/app-error.js';
import type { ArchiveReader } from './archive-reader.js';
import { type BackedUpTable, type Manifest, partName } from './manifest.js';

const unpack = promisify(gunzip);
/** A part ends with the chunk that filled it. */
const PART_BYTES_MAX = 512 * 1_048_576;

/** The text of one COPY, part by part. */
export async function* copyTextOf(archive: ArchiveReader, { name, parts }: BackedUpTable): AsyncGenerator<Buffer> {
  for (let part = 0; part < parts; part += 1) {
    const entry = partName(name, part);
    try {
      yield await unpack(await archive.bytes(entry), { maxOutputLength: PART_BYTES_MAX });
    } catch (cause) {
      throw new AppError('backup.damaged', `${entry} cannot be unpacked`, { cause });
    }
  }
}

/**
 * Reads all of it and compares it with the manifest.
 * @throws {AppError} `backup.damaged`
 */
export async function checkContents(archive: ArchiveReader, { tables, files }: Manifest): Promise<void> {
  for (const table of tables) {
    await compare(`table ${table.name}`, copyTextOf(archive, table), table);
  }
  for (const file of files) {
    await compare(file.name, archive.read(file.name), file);
  }
}

async function compare(
  what: string,
  content: AsyncIterable<Buffer>,
  { bytes, sha256 }: { bytes: number; sha256: string },
): Promise<void> {
  const digest: Hash = createHash('sha256');
  let read = 0;
  for await (const chunk of content) {
    digest.update(chunk);
    read += chunk.length;
  }
  if (read !== bytes || digest.digest('hex') !== sha256) {
    throw new AppError('backup.damaged', `${what} is not what was backed up`);
  }
}
