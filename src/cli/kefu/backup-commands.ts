import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readAnchors } from '../../audit/seals/anchors/file-anchors.js';
import { SealedLog } from '../../audit/verification/sealed-log.js';
import { type VerificationReport, verifyLog } from '../../audit/verification/verify-log.js';
import { AppError } from '../../common/app-error.js';
import { SecretBox } from '../../common/secret-box.js';
import { AppConfig } from '../../config/app-config.js';
import type { ReaderConfig } from '../../config/load-config.js';
import { DatabaseLocation } from '../../database/database.module.js';
import { EmbeddedPostgres } from '../../database/embedded-postgres.js';
import { FolderLock } from '../../database/folder-lock.js';
import { ArchiveReader } from '../backup/archive-reader.js';
import { backUp } from '../backup/backup.js';
import { type Manifest, MASTER_KEY_ENTRY } from '../backup/manifest.js';
import { CheckedBackup } from '../backup/restore.js';
import type { CommandLine } from './command-line.js';
import { insideProgram } from './inside-program.js';
import type { Outcome } from './outcome.js';

/** Everything in one file, and back. */
export function backupCommands(line: CommandLine): void {
  line
    .add(undefined, 'backup', 'writes everything into one file, while the program runs')
    .argument('<file>', 'a new one, such as kefu-2026-01-31.tar')
    .option(
      '--with-master-key',
      'with the key that everything in it is sealed under: whoever has the file reads it all',
    )
    .action(
      line.action((file: string, options: { withMasterKey?: boolean }) => write(line, pathOf(line, file), options)),
    );
  line
    .add(undefined, 'restore', 'puts a backup back into an empty database, and verifies the audit log')
    .argument('<file>')
    .option('--check', 'reads the file and compares it with what it says of itself; changes nothing')
    .action(line.action((file: string, options: { check?: boolean }) => read(line, pathOf(line, file), options)));
}

function pathOf(line: CommandLine, file: string): string {
  return resolve(line.surroundings.folder, file);
}

/** Whoever has a backup has everything: that one was made is recorded before it is. */
function write(
  line: CommandLine,
  file: string,
  { withMasterKey = false }: { withMasterKey?: boolean },
): Promise<Outcome> {
  return line.changes('backup', async ({ get }) => {
    const { masterKey, dataDir, anchorFile, mediaBucket } = get(AppConfig);
    const manifest = await backUp(file, {
      databaseUrl: get(DatabaseLocation).url,
      dataDir,
      anchorFile,
      box: get(SecretBox),
      masterKey: withMasterKey ? masterKey.toString('base64') : undefined,
      media: mediaBucket === undefined ? 'archive' : 'bucket',
    });
    return {
      result: { file, ...summary(manifest) },
      lines: [
        `${file} holds ${describe(manifest)}.`,
        manifest.holdsMasterKey
          ? 'It holds the master key: whoever has the file reads everything in it.'
          : 'It does not hold the master key, and is of no use without it: keep that elsewhere.',
        ...(manifest.media === 'bucket' ? ['The files that people sent are in their bucket, and not in it.'] : []),
      ],
    };
  });
}

async function read(line: CommandLine, file: string, { check = false }: { check?: boolean }): Promise<Outcome> {
  const config = line.surroundings.readerConfig();
  const masterKeys = await masterKeysFor(file, config);
  const [first, ...further] = masterKeys;
  if (first === undefined) {
    throw new AppError('secret.master-key-wrong', 'set MASTER_KEY to the key that the backup was made with');
  }
  const backup = await CheckedBackup.open(file, new SecretBox(first, { further }));
  try {
    const { manifest } = backup;
    if (check) {
      return {
        result: { file, ...summary(manifest) },
        lines: [`${file} is whole. It holds ${describe(manifest)}.`],
      };
    }
    const report = await restore(backup, config, first);
    const started = { config: line.surroundings.config(), records: 'restore' };
    await insideProgram(started, () => Promise.resolve()); // which shows that a program starts on it
    const isSound = report.fault === null;
    return {
      result: { file, ...summary(manifest), audit: { sound: isSound, ...report } },
      lines: [
        `${describe(manifest)} were restored.`,
        isSound
          ? `The audit log is as it was sealed: ${report.events} events up to seal ${report.toSeal}.`
          : `The audit log is NOT as it was sealed: ${report.fault?.code}: ${report.fault?.message}`,
        ...(manifest.media === 'bucket' ? ['The files that people sent are in their bucket.'] : []),
      ],
      isInOrder: isSound,
    };
  } finally {
    await backup.close();
  }
}

/** Those at hand; where there are none, the one that the backup may bring. */
async function masterKeysFor(file: string, { masterKeys }: ReaderConfig): Promise<readonly Buffer[]> {
  if (masterKeys.length > 0) {
    return masterKeys;
  }
  const archive = await ArchiveReader.open(file);
  try {
    return archive.names.includes(MASTER_KEY_ENTRY)
      ? [Buffer.from((await archive.bytes(MASTER_KEY_ENTRY)).toString('utf8'), 'base64')]
      : [];
  } finally {
    await archive.close();
  }
}

async function restore(backup: CheckedBackup, config: ReaderConfig, masterKey: Buffer): Promise<VerificationReport> {
  const { dataDir, anchorFile } = config;
  const { ownerUrl, applicationRole, close } = await target(config, masterKey);
  try {
    await backup.restore({ ownerUrl, applicationRole, dataDir, anchorFile });
    const log = await SealedLog.open(ownerUrl);
    try {
      return await verifyLog(log, {
        anchors: existsSync(anchorFile) ? readAnchors(anchorFile) : undefined,
        words: true,
      });
    } finally {
      await log.close();
    }
  } finally {
    await close();
  }
}

interface Target {
  ownerUrl: string;
  applicationRole: string | undefined;
  close: () => Promise<void>;
}

/** The embedded database is made here, with the key beside it that it will be opened with. */
async function target(config: ReaderConfig, masterKey: Buffer): Promise<Target> {
  const { databaseUrl, databaseOwnerUrl, dataDir } = config;
  if (databaseUrl !== undefined) {
    const ownerUrl = databaseOwnerUrl ?? databaseUrl;
    const [role, owner] = [databaseUrl, ownerUrl].map((url) => decodeURIComponent(new URL(url).username));
    return { ownerUrl, applicationRole: role === owner ? undefined : role, close: () => Promise.resolve() };
  }
  if (FolderLock.isHeld(dataDir)) {
    throw new AppError('backup.database-not-empty', 'a program runs on this data folder');
  }
  mkdirSync(dataDir, { recursive: true });
  if (!config.isMasterKeySet && !existsSync(join(dataDir, 'master-key'))) {
    writeFileSync(join(dataDir, 'master-key'), masterKey.toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  const postgres = await EmbeddedPostgres.attach(dataDir);
  return {
    ownerUrl: postgres.ownerUrl,
    applicationRole: decodeURIComponent(new URL(postgres.url).username),
    close: () => postgres.stop(),
  };
}

function summary({ id, createdAt, program, holdsMasterKey, media, tables, files }: Manifest) {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return { id, createdAt, program, holdsMasterKey, media, tables: tables.length, rows, files: files.length };
}

function describe(manifest: Manifest): string {
  const { tables, rows, files, createdAt } = summary(manifest);
  return `${rows} rows of ${tables} tables and ${files} files of ${createdAt}`;
}
