import type { Sql, Tx } from '../../database/database.js';
import type { DocumentFields } from './document.dto.js';
import {
  type ChangeNote,
  cutTexts,
  differingFields,
  keepRevisions,
  publishedAt,
  raiseIndex,
} from './document-changes.js';
import { COLUMNS, CONTENT_COLUMNS, type DocumentRow, fieldColumns, of, RECORD, toRecord } from './document-row.js';

export interface StoreOptions {
  /** Publishes all; without it new ones are drafts and the others keep their state. */
  publish: boolean;
  reason?: string | undefined;
}

export interface StoreCounts {
  created: number;
  updated: number;
  /** They say the same already and stay untouched. */
  unchanged: number;
}

export interface Comparison {
  externalId: string;
  change: 'created' | 'updated' | 'unchanged';
  /** What differs, when it is updated: names of `DocumentFields`, or `state`. */
  fields: string[];
}

type Stored = Pick<DocumentRow, 'id' | 'revision' | 'kind' | 'question' | 'state'> & {
  external_id: string;
  created: boolean;
};

/** How much one statement takes. */
const BATCH = { documents: 1_000, characters: 4_000_000 };

/** Inserts and updates by external id, in few statements. */
export async function storeDocuments(
  tx: Tx,
  documents: readonly DocumentFields[],
  publish: boolean,
  note: ChangeNote,
): Promise<StoreCounts> {
  const stored: Stored[] = [];
  for (const batch of batchesOf(documents.toSorted(byExternalId))) {
    stored.push(...(await storeBatch(tx, batch, publish, note)));
  }
  const findable = stored.filter(({ state }) => state === 'published').map(({ id }) => id);
  await raiseIndex(tx, findable);
  const created = stored.filter((row) => row.created).length;
  return { created, updated: stored.length - created, unchanged: documents.length - stored.length };
}

async function storeBatch(
  tx: Tx,
  batch: readonly DocumentFields[],
  publish: boolean,
  note: ChangeNote,
): Promise<Stored[]> {
  const stored = await tx.rows<Stored>(
    `insert into documents as d (id, ${COLUMNS}, state, published_at)
     select id, ${COLUMNS}, $2, case when $2 = 'published' then now() end
       from jsonb_to_recordset($1::jsonb) as ${RECORD}
      order by external_id collate "C" -- two that store the same lock the same rows in the same order
     on conflict (external_id) do update
        set (${CONTENT_COLUMNS}) = row (${of('excluded', CONTENT_COLUMNS)}),
            state = case when $2 = 'published' then 'published' else d.state end,
            published_at = ${publishedAt('$2')},
            revision = d.revision + 1,
            updated_at = now()
      where (${of('d', CONTENT_COLUMNS)}) is distinct from (${of('excluded', CONTENT_COLUMNS)})
         or ($2 = 'published' and d.state <> 'published')
     returning id, external_id, revision, kind, question, state, xmax = 0 as created`,
    [JSON.stringify(batch.map(toRecord)), publish ? 'published' : 'draft'],
  );
  if (stored.length > 0) {
    await keepRevisions(
      tx,
      stored.map(({ id }) => id),
      note,
    );
    const answers = new Map(batch.map(({ externalId, answer }) => [externalId, answer]));
    await cutTexts(
      tx,
      stored.map((row) => ({ ...row, answer: answers.get(row.external_id) ?? '' })),
    );
  }
  return stored;
}

/** What storing would change, in the order of the documents. */
export async function compareDocuments(
  sql: Sql,
  documents: readonly DocumentFields[],
  publish: boolean,
): Promise<Comparison[]> {
  const found = new Map<string, string[]>();
  for (const batch of batchesOf(documents)) {
    const rows = await sql.rows<{ external_id: string; fields: string[] }>(
      `select d.external_id, ${differingFields(fieldColumns, 'd', 'r')}
              || case when $2 and d.state <> 'published' then array['state'] else '{}' end as fields
         from jsonb_to_recordset($1::jsonb) as ${RECORD} join documents d using (external_id)`,
      [JSON.stringify(batch.map(toRecord)), publish],
    );
    rows.forEach((row) => found.set(row.external_id, row.fields));
  }
  return documents.map(({ externalId }) => {
    const fields = found.get(externalId);
    if (fields === undefined) {
      return { externalId, change: 'created', fields: [] };
    }
    return { externalId, change: fields.length > 0 ? 'updated' : 'unchanged', fields };
  });
}

/** Byte by byte, as PostgreSQL's collation "C": the order in which rows are locked. */
function byExternalId(left: DocumentFields, right: DocumentFields): number {
  return Buffer.compare(Buffer.from(left.externalId), Buffer.from(right.externalId));
}

function* batchesOf(documents: readonly DocumentFields[]): Generator<DocumentFields[]> {
  let batch: DocumentFields[] = [];
  let characters = 0;
  for (const document of documents) {
    batch.push(document);
    characters += document.answer.length;
    if (batch.length === BATCH.documents || characters >= BATCH.characters) {
      yield batch;
      batch = [];
      characters = 0;
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}
