import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import type { SecretBox } from '../../common/secret-box.js';
import { programVersion } from '../../config/program-version.js';
import { assertKnown, KNOWN_KEYS, type KnownKey } from '../../database/master-key-check.js';
import { ArchiveWriter } from './archive-writer.js';
import { addFile, filesIn } from './backed-up-files.js';
import {
  ANCHORS_ENTRY,
  BACKUP_FORMAT,
  type BackedUpFile,
  type BackedUpTable,
  type Manifest,
  MANIFEST,
  MANIFEST_SEAL,
  MASTER_KEY_ENTRY,
  sealManifest,
} from './manifest.js';
import { dumpTable, PLAIN_FORMS, tablesIn } from './table-dump.js';

export interface BackupPlan {
  databaseUrl: string;
  dataDir: string;
  anchorFile: string;
  box: SecretBox;
  /** The master key in base64, to be put in beside everything that is sealed under it. */
  masterKey?: string | undefined;
  media: Manifest['media'];
  onTable?: (name: string, rows: number) => void;
}

const PARTITIONS = `
  select parent.relname as parent, to_char(to_date(right(part.relname, 7), 'YYYY_MM'), 'YYYY-MM-DD') as month
    from pg_inherits
    join pg_class parent on parent.oid = inhparent and parent.relnamespace = 'public'::regnamespace
     and parent.relkind = 'p'
    join pg_class part on part.oid = inhrelid and part.relname ~ '_[0-9]{4}_[0-9]{2}$'
   order by 1, 2`;
const SEQUENCES = `select sequencename as name from pg_sequences where schemaname = 'public' order by 1`;
const MIGRATIONS = 'select name from schema_migrations order by timestamp';

/**
 * Everything of one moment in one file, while the program runs. Anchors are read before that moment, so that the log
 * holds each of them; files after it, so that each one that the database knows is there.
 * @throws {AppError} `secret.master-key-wrong`, `backup.file-exists`.
 */
export async function backUp(path: string, plan: BackupPlan): Promise<Manifest> {
  const client = new pg.Client({ connectionString: plan.databaseUrl, application_name: 'wecom-kefu backup' });
  client.on('error', () => undefined); // the statement that runs fails, too
  await client.connect();
  try {
    const archive = await ArchiveWriter.create(path);
    try {
      const manifest = await write(archive, client, plan);
      await archive.finish();
      return manifest;
    } catch (error) {
      await archive.discard();
      throw error;
    }
  } finally {
    await client.end();
  }
}

async function write(archive: ArchiveWriter, client: pg.Client, plan: BackupPlan): Promise<Manifest> {
  const anchors = await addFile(archive, ANCHORS_ENTRY, plan.anchorFile);
  await client.query(PLAIN_FORMS);
  await client.query('begin isolation level repeatable read, read only');
  const head = await headOf(client, plan);
  const tables: BackedUpTable[] = [];
  for (const table of await tablesIn(client)) {
    const dumped = await dumpTable(client, table, archive);
    plan.onTable?.(dumped.name, dumped.rows);
    tables.push(dumped);
  }
  const partitions = await client.query<Manifest['partitions'][number]>(PARTITIONS);
  const sequences = await sequencesIn(client);
  await client.query('commit');
  const files = await addFiles(archive, plan);
  if (plan.masterKey !== undefined) {
    await archive.add(MASTER_KEY_ENTRY, Buffer.from(`${plan.masterKey}\n`));
  }
  const manifest: Manifest = {
    ...head,
    tables,
    sequences,
    partitions: partitions.rows,
    files: anchors === undefined ? files : [anchors, ...files],
  };
  const text = JSON.stringify(manifest, undefined, 2);
  await archive.add(MANIFEST_SEAL, sealManifest(text, manifest.id, plan.box));
  await archive.add(MANIFEST, Buffer.from(text));
  return manifest;
}

async function headOf(
  client: pg.Client,
  { box, masterKey, media }: BackupPlan,
): Promise<Omit<Manifest, 'tables' | 'sequences' | 'partitions' | 'files'>> {
  const { rows: keys } = await client.query<KnownKey>(KNOWN_KEYS);
  assertKnown(keys, box);
  const { rows: migrations } = await client.query<{ name: string }>(MIGRATIONS);
  const { rows: now } = await client.query<{ now: Date }>('select now()');
  return {
    format: BACKUP_FORMAT,
    id: randomUUID(),
    createdAt: (now[0]?.now ?? new Date()).toISOString(),
    program: programVersion(),
    migrations: migrations.map(({ name }) => name),
    masterKeys: keys.map(({ id, proof, retired }) => ({ id, proof: proof.toString('base64'), retired })),
    holdsMasterKey: masterKey !== undefined,
    media,
  };
}

/** Read after the tables: a sequence stands outside of every transaction, and may be further, but not behind. */
async function sequencesIn(client: pg.Client): Promise<Manifest['sequences'][number][]> {
  const { rows } = await client.query<{ name: string }>(SEQUENCES);
  const sequences = [];
  for (const { name } of rows) {
    const { rows: states } = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from public.${client.escapeIdentifier(name)}`,
    );
    sequences.push(...states.map((state) => ({ name, ...state })));
  }
  return sequences;
}

async function addFiles(archive: ArchiveWriter, { dataDir }: BackupPlan): Promise<BackedUpFile[]> {
  const files: BackedUpFile[] = [];
  for (const name of await filesIn(dataDir)) {
    const file = await addFile(archive, name, join(dataDir, name));
    if (file !== undefined) {
      files.push(file);
    }
  }
  return files;
}
