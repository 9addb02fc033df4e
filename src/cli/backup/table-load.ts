import type pg from 'pg';
import { AppError } from '../../common/app-error.js';
import { UNFINISHED_RESTORE } from '../../database/migrator.js';
import type { ArchiveReader } from './archive-reader.js';
import { copyTextOf } from './check-contents.js';
import { copyIn } from './copy-protocol.js';
import type { Manifest } from './manifest.js';
import { columnList, PLAIN_FORMS } from './table-dump.js';

interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

const FOREIGN_KEYS = `
  select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
   where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace order by 1, 2`;
const TABLES = `
  select oid::regclass::text as name from pg_class
   where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     and relname not in ('schema_migrations', '${UNFINISHED_RESTORE}') order by 1`;

/**
 * Fills the tables that migrations have made, in one transaction. Triggers rest meanwhile: what they would do was done
 * when the rows were first written. References are checked at its end: tables come in no order that they allow.
 */
export async function loadTables(client: pg.Client, archive: ArchiveReader, manifest: Manifest): Promise<void> {
  await client.query(PLAIN_FORMS);
  await client.query('begin');
  await makePartitions(client, manifest);
  const { rows: foreignKeys } = await client.query<ForeignKey>(FOREIGN_KEYS);
  const { rows: tables } = await client.query<{ name: string }>(TABLES);
  for (const { table, name } of foreignKeys) {
    await client.query(`alter table ${table} drop constraint ${name}`);
  }
  for (const { name } of tables) {
    await client.query(`alter table ${name} disable trigger user`);
  }
  await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
  for (const table of manifest.tables) {
    const into = `public.${client.escapeIdentifier(table.name)} (${columnList(client, table.columns)})`;
    const count = await copyIn(client, `copy ${into} from stdin`, copyTextOf(archive, table));
    if (count !== table.rows) {
      throw new AppError('backup.damaged', `table ${table.name} got ${count} rows in place of ${table.rows}`);
    }
  }
  for (const { name } of tables) {
    await client.query(`alter table ${name} enable trigger user`);
  }
  for (const { table, name, definition } of foreignKeys) {
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  }
  for (const { name, value, isCalled } of manifest.sequences) {
    await client.query('select setval(to_regclass($1), $2, $3)', [
      `public.${client.escapeIdentifier(name)}`,
      value,
      isCalled,
    ]);
  }
  await client.query(`drop table ${UNFINISHED_RESTORE}`);
  await client.query('commit');
  await client.query('analyze');
}

/** Of the months that had events: new tables know those that are near to today. */
async function makePartitions(client: pg.Client, { partitions }: Manifest): Promise<void> {
  for (const { parent, month } of partitions) {
    await client.query(
      `select make_audit_partition($1, $2::timestamp)
        where to_regclass(format('public.%I', $1 || to_char($2::timestamp, '_YYYY_MM'))) is null`,
      [parent, month],
    );
  }
}
