import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type pg from 'pg';
import type { ArchiveWriter } from './archive-writer.js';
import { CopyOut } from './copy-protocol.js';
import { type BackedUpTable, partName } from './manifest.js';

const compress = promisify(gzip);

/** What of a table is held in memory, and packed at once. */
const PART_BYTES = 4 * 1_048_576;

/** Values that every PostgreSQL reads back as the same. */
export const PLAIN_FORMS = `
  set timezone to 'UTC'; set datestyle to 'ISO'; set intervalstyle to 'postgres'; set bytea_output to 'hex';
  set extra_float_digits to 1; set statement_timeout to 0; set idle_in_transaction_session_timeout to 0`;

interface Table {
  name: string;
  columns: string[];
}

/** Tables that hold anything to keep; what is generated is generated again, what is unlogged is gone after a crash too. */
const TABLES = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     and c.relpersistence = 'p' and c.relname <> 'schema_migrations'
   group by c.relname order by c.relname`;

/** In the snapshot of the client's transaction. No table can be changed or dropped until it ends. */
export async function tablesIn(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(TABLES);
  const names = rows.map(({ name }) => `public.${client.escapeIdentifier(name)}`);
  await client.query(`lock table ${names.join(', ')} in access share mode`);
  return rows;
}

/** Its rows, as parts in the archive. */
export async function dumpTable(
  client: pg.Client,
  { name, columns }: Table,
  archive: ArchiveWriter,
): Promise<BackedUpTable> {
  const copy = client.query(
    new CopyOut(`copy (select ${columnList(client, columns)} from public.${client.escapeIdentifier(name)}) to stdout`),
  );
  const digest = createHash('sha256');
  let parts = 0;
  let bytes = 0;
  for await (const part of inParts(copy.data)) {
    digest.update(part);
    bytes += part.length;
    await archive.add(partName(name, parts), await compress(part));
    parts += 1;
  }
  return { name, columns, rows: copy.count, parts, bytes, sha256: digest.digest('hex') };
}

export function columnList(client: pg.Client, columns: readonly string[]): string {
  return columns.map((column) => client.escapeIdentifier(column)).join(', ');
}

async function* inParts(data: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of data) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes >= PART_BYTES) {
      yield Buffer.concat(waiting);
      waiting = [];
      bytes = 0;
    }
  }
  if (bytes > 0) {
    yield Buffer.concat(waiting);
  }
}
