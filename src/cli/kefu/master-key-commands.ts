import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../common/app-error.js';
import { SecretBox } from '../../common/secret-box.js';
import { AppConfig } from '../../config/app-config.js';
import { FolderLock } from '../../database/folder-lock.js';
import { type KeyProgress, MasterKeys } from '../../privacy/master-key/master-keys.js';
import { Resealing } from '../../privacy/master-key/resealing.js';
import type { CommandLine } from './command-line.js';
import { type Inside, insideProgram } from './inside-program.js';
import { type Outcome, table } from './outcome.js';

/** The key that everything is sealed under. */
export function masterKeyCommands(line: CommandLine): void {
  line
    .add('master-key', 'status', 'tells which master keys there are, and how much is sealed under each')
    .action(line.action(() => line.reads(status)));
  line
    .add('master-key', 'rotate', 'seals everything again under another master key')
    .option('--yes', 'without asking')
    .addHelpText(
      'after',
      `
A key that was generated (DATA_DIR/master-key) is replaced by a new one while the program is stopped; the old one stays
beside it as master-key.<id>, for backups from before. A key that you set yourself you replace yourself: set the new one
as MASTER_KEY and the old one as MASTER_KEY_PREVIOUS; then this command does at once what workers do bit by bit.`,
    )
    .action(line.action((options: { yes?: boolean }) => rotate(line, options)));
}

async function status({ get }: Inside): Promise<Outcome> {
  const progress = await get(MasterKeys).progress();
  return {
    result: present(progress),
    lines: [
      ...table(
        ['key', 'is here', 'sealed under it', 'retired'],
        progress.keys.map(({ keyId, isHere, isCurrent, sealed, retiredAt }) => [
          isCurrent ? `${keyId} (current)` : keyId,
          isHere ? 'yes' : 'no',
          `${sealed}`,
          retiredAt?.toISOString() ?? '',
        ]),
      ),
      progress.waiting === 0 ? 'Nothing waits.' : `${progress.waiting} secret(s) are to be sealed again.`,
    ],
  };
}

async function rotate(line: CommandLine, options: { yes?: boolean }): Promise<Outcome> {
  const config = line.surroundings.config();
  const { MASTER_KEY, MASTER_KEY_PREVIOUS, DATABASE_URL } = config.environment;
  if (MASTER_KEY !== undefined || DATABASE_URL !== undefined) {
    if (MASTER_KEY_PREVIOUS === undefined) {
      throw new AppError(
        'command.not-now',
        'MASTER_KEY is yours: set a new one, and the one of now as MASTER_KEY_PREVIOUS, then run this again',
      );
    }
    await line.confirm('Seal everything again under MASTER_KEY?', options);
    return line.changes('master-key rotate', sealAll);
  }
  if (FolderLock.isHeld(config.dataDir)) {
    throw new AppError('command.not-now', 'the program runs with the key of now: stop it, then run this again');
  }
  await line.confirm('Replace the generated master key by a new one?', options);
  return replaceGenerated(config);
}

/** The new key is on the disk before anything is sealed under it: whoever was broken off finds it, and goes on with it. */
async function replaceGenerated(config: AppConfig): Promise<Outcome> {
  const file = join(config.dataDir, 'master-key');
  const next = `${file}.next`;
  if (!existsSync(next)) {
    writeFileSync(next, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx', flush: true });
  }
  const oldKey = config.masterKey.toString('base64');
  const masterKey = readFileSync(next, 'utf8').trim();
  const further = [oldKey, ...config.furtherMasterKeys.map((key) => key.toString('base64'))];
  const keys = { masterKey, furtherMasterKeys: further, adminApiKey: config.adminApiKey };
  const outcome = await insideProgram(
    { records: 'master-key rotate', config: new AppConfig(config.environment, config.dataDir, keys) },
    sealAll,
  );
  const kept = `${file}.${new SecretBox(config.masterKey).keyId}`;
  writeFileSync(kept, oldKey, { mode: 0o600, flush: true });
  renameSync(next, file);
  return {
    result: { ...outcome.result, oldKeyFile: kept },
    lines: [...outcome.lines, `The old key is kept as ${kept}: backups from before need it.`],
  };
}

/** @throws {AppError} `secret.undecipherable` where something does not open, and would be lost with the old key. */
async function sealAll({ get }: Inside): Promise<Outcome> {
  const masterKeys = get(MasterKeys);
  const before = await masterKeys.progress();
  let left = before.waiting;
  for (;;) {
    await get(Resealing).run();
    const progress = await masterKeys.progress();
    if (progress.waiting === 0) {
      return {
        result: { ...present(progress), resealed: before.waiting },
        lines: [`${before.waiting} secret(s) were sealed again; everything is sealed under ${progress.keyId}.`],
      };
    }
    if (progress.waiting >= left) {
      throw new AppError('secret.undecipherable', `${progress.waiting} secret(s) do not open: keep the old key`);
    }
    left = progress.waiting;
  }
}

function present({ keyId, keys, nameless, waiting }: KeyProgress): Record<string, unknown> {
  return {
    keyId,
    keys: keys.map((key) => ({
      ...key,
      createdAt: key.createdAt?.toISOString() ?? null,
      retiredAt: key.retiredAt?.toISOString() ?? null,
    })),
    nameless,
    waiting,
  };
}
