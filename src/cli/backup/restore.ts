import pg from 'pg';
import { AppError } from '../../common/app-error.js';
import type { SecretBox } from '../../common/secret-box.js';
import { migrate, migrateTo, UNFINISHED_RESTORE } from '../../database/migrator.js';
import { assertKnown } from '../../database/master-key-check.js';
import { ArchiveReader } from './archive-reader.js';
import { extractFile, pathOf } from './backed-up-files.js';
import { checkContents } from './check-contents.js';
import { ANCHORS_ENTRY, type Manifest, readManifest } from './manifest.js';
import { loadTables } from './table-load.js';

export interface RestorePlan {
  /** The owner of the tables that will be. */
  ownerUrl: string;
  /** The application's role, where it is another one. */
  applicationRole: string | undefined;
  dataDir: string;
  anchorFile: string;
}

const LOCK = 0x72737472; // "rstr": one restores at a time

/** A backup that was read to its end, and is whole. */
export class CheckedBackup {
  private constructor(
    private readonly archive: ArchiveReader,
    readonly manifest: Manifest,
  ) {}

  /**
   * Nothing is written before this has resolved.
   * @throws {AppError} `backup.damaged`, `secret.undecipherable`, `secret.master-key-wrong`.
   */
  static async open(path: string, box: SecretBox): Promise<CheckedBackup> {
    const archive = await ArchiveReader.open(path);
    try {
      const manifest = await readManifest(archive, box);
      assertKnown(
        manifest.masterKeys.map((key) => ({ ...key, proof: Buffer.from(key.proof, 'base64') })),
        box,
      );
      await checkContents(archive, manifest);
      return new CheckedBackup(archive, manifest);
    } catch (error) {
      await archive.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.archive.close();
  }

  /**
   * Into a database without tables. All rows come in one transaction; until it has committed, no program starts on the
   * database, and the restore can be run again.
   * @throws {AppError} `backup.database-not-empty`, `backup.from-newer-program`.
   */
  async restore({ ownerUrl, applicationRole, dataDir, anchorFile }: RestorePlan): Promise<void> {
    const client = new pg.Client({ connectionString: ownerUrl, application_name: 'wecom-kefu restore' });
    client.on('error', () => undefined); // the statement that runs fails, too
    await client.connect();
    try {
      await begin(client, this.manifest);
      await migrateTo(ownerUrl, this.manifest.migrations);
      for (const { name } of this.manifest.files) {
        await extractFile(this.archive, name, name === ANCHORS_ENTRY ? anchorFile : pathOf(dataDir, name));
      }
      await loadTables(client, this.archive, this.manifest);
    } finally {
      await client.end();
    }
    await migrate(ownerUrl, applicationRole);
  }
}

/** Leaves a sign that there is no whole database yet. */
async function begin(client: pg.Client, { id, createdAt }: Manifest): Promise<void> {
  const { rows: locks } = await client.query<{ isMine: boolean }>('select pg_try_advisory_lock($1) as "isMine"', [
    LOCK,
  ]);
  if (locks[0]?.isMine !== true) {
    throw new AppError('backup.database-not-empty', 'another restore into this database is running');
  }
  const { rows: tables } = await client.query<{ count: number; isUnfinished: boolean }>(
    `select count(*)::integer as count, coalesce(bool_or(relname = $1), false) as "isUnfinished" from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    [UNFINISHED_RESTORE],
  );
  const { count, isUnfinished } = tables[0] ?? { count: 0, isUnfinished: false };
  if (count > 0 && !isUnfinished) {
    throw new AppError('backup.database-not-empty', `the database has ${count} tables: restore into an empty one`);
  }
  await client.query(`create table if not exists ${UNFINISHED_RESTORE} (backup_id text, backup_of text)`);
  await client.query(`insert into ${UNFINISHED_RESTORE} values ($1, $2)`, [id, createdAt]);
}
