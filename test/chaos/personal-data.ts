import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import type { World } from './world.js';

const PHONES = '13913579[0-9]{3}';

/** A mobile number of a contact's own, which is looked for afterwards. */
export function phoneOf(contact: number): string {
  return `13913579${`${contact % 1_000}`.padStart(3, '0')}`;
}

/**
 * Where such a number stands as it was written: tables, and files of the database and its write-ahead log, logs of the
 * program, anchors.
 */
export async function placesInClear({ folder, postgres }: World): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: postgres.ownerUrl, max: 1 });
  try {
    const { rows: tables } = await pool.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
    );
    const places: string[] = [];
    for (const { name } of tables) {
      const { rowCount } = await pool.query(`select 1 from ${name} t where t::text ~ $1 limit 1`, [PHONES]);
      places.push(...(rowCount === 0 ? [] : [`table ${name}`]));
    }
    await pool.query('checkpoint');
    return [...places, ...(await filesWith(folder))];
  } finally {
    await pool.end();
  }
}

async function filesWith(folder: string): Promise<string[]> {
  const grep = spawn('grep', ['-rlaE', PHONES, folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  return (await text(grep.stdout)).split('\n').filter((line) => line !== '');
}
