import { createHash } from 'node:crypto';
import { AppError } from '../../common/app-error.js';
import type { SecretBox } from '../../common/secret-box.js';
import type { ArchiveReader } from './archive-reader.js';

export const BACKUP_FORMAT = 'wecom-kefu-backup/1';
export const MANIFEST = 'manifest.json';
/** The SHA-256 of the manifest, sealed under the master key: nobody without the key can make or change a backup. */
export const MANIFEST_SEAL = 'manifest.seal';
export const MASTER_KEY_ENTRY = 'master-key';
export const ANCHORS_ENTRY = 'audit-anchors.jsonl';

export interface BackedUpTable {
  name: string;
  columns: readonly string[];
  rows: number;
  /** Entries `tables/<name>/<number>.copy.gz` from 0 on; unpacked and put together, they are the text of one COPY. */
  parts: number;
  bytes: number;
  /** Of that text. */
  sha256: string;
}

export interface BackedUpFile {
  /** Of its entry, and below `DATA_DIR`. */
  name: string;
  bytes: number;
  sha256: string;
}

/** What a backup holds. It stands last in the archive: without it there is none. */
export interface Manifest {
  format: typeof BACKUP_FORMAT;
  id: string;
  createdAt: string;
  program: string;
  /** By name, in their order. */
  migrations: readonly string[];
  /** Those that something may be sealed under. */
  masterKeys: readonly { id: string; proof: string; retired: boolean }[];
  holdsMasterKey: boolean;
  /** Where people's files were: in the archive, or in a bucket that has to be kept by itself. */
  media: 'archive' | 'bucket';
  tables: readonly BackedUpTable[];
  sequences: readonly { name: string; value: string; isCalled: boolean }[];
  partitions: readonly { parent: string; month: string }[];
  files: readonly BackedUpFile[];
}

export function partName(table: string, part: number): string {
  return `tables/${table}/${String(part).padStart(6, '0')}.copy.gz`;
}

export function sealManifest(text: string, id: string, box: SecretBox): Buffer {
  return box.seal(digestOf(text), contextOf(id));
}

/**
 * @throws {AppError} `backup.damaged` for what is not as it was written, `secret.undecipherable` for what was sealed
 *   under another master key.
 */
export async function readManifest(archive: ArchiveReader, box: SecretBox): Promise<Manifest> {
  const text = (await archive.bytes(MANIFEST)).toString('utf8');
  const manifest = parse(text);
  if (box.open(await archive.bytes(MANIFEST_SEAL), contextOf(manifest.id)) !== digestOf(text)) {
    throw new AppError('backup.damaged', 'the manifest is not the one that was sealed');
  }
  return manifest;
}

/** Once its seal is checked, this program has written it, and the rest of its shape with it. */
function parse(text: string): Manifest {
  const parsed: unknown = JSON.parse(text);
  if (parsed === null || typeof parsed !== 'object' || !('format' in parsed) || parsed.format !== BACKUP_FORMAT) {
    throw new AppError('backup.damaged', `this is no backup of the form ${BACKUP_FORMAT}`);
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the format was compared, the seal is next
  return parsed as Manifest;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function contextOf(id: string): string {
  return `backup/${id}`;
}
