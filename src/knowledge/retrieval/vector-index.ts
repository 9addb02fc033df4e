import { Client } from 'pg';
import { vectorIndexName, vectorIndexSql, vectorTypeFor } from './vector-index-name.js';

const LOCK = 0x76656374; // "vect": one process builds, the others look again later
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Gives the vectors of a model an index of pgvector where the server has the extension, without holding up whoever
 * writes. It needs the owner of the tables, and for the extension itself whoever may create it.
 * @returns `impossible` where the extension is missing or may not be created: the search compares all vectors then.
 */
export async function ensureVectorIndex(ownerUrl: string, model: string): Promise<'ready' | 'impossible' | 'busy'> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'wecom-kefu-vectors' });
  await client.connect();
  try {
    const dimensions = await dimensionsOf(client, model);
    const type = vectorTypeFor(dimensions);
    if (type === undefined || !(await isExtensionThere(client))) {
      return 'impossible';
    }
    const { rows } = await client.query<{ isMine: boolean }>('select pg_try_advisory_lock($1) as "isMine"', [LOCK]);
    if (rows[0]?.isMine !== true) {
      return 'busy';
    }
    await createIndex(client, vectorIndexName(model, dimensions), vectorIndexSql(client, { model, dimensions, type }));
    return 'ready';
  } finally {
    await client.end();
  }
}

async function dimensionsOf(client: Client, model: string): Promise<number> {
  const { rows } = await client.query<{ dimensions: number }>(
    `select cardinality(vector) as dimensions from knowledge_embeddings
      where model = $1 and vector is not null limit 1`,
    [model],
  );
  return rows[0]?.dimensions ?? 0;
}

async function isExtensionThere(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ installed_version: string | null }>(
    `select installed_version from pg_available_extensions where name = 'vector'`,
  );
  if (rows.length === 0) {
    return false;
  }
  try {
    await client.query('create extension if not exists vector');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE) {
      return false;
    }
    throw error;
  }
}

/** One that was broken off is there and invalid: it is made anew. */
async function createIndex(client: Client, name: string, sql: string): Promise<void> {
  const { rows } = await client.query<{ indisvalid: boolean }>(
    'select indisvalid from pg_index where indexrelid = to_regclass($1)',
    [name],
  );
  if (rows[0]?.indisvalid === true) {
    return;
  }
  await client.query(`drop index if exists ${client.escapeIdentifier(name)}`);
  await client.query(`create index concurrently ${client.escapeIdentifier(name)} on knowledge_embeddings ${sql}`);
}
