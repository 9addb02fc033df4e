import { authorOf, type Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import type { Tx } from '../../database/database.js';
import { cutPassages } from './cut-passages.js';
import type { DocumentFields } from './document.dto.js';
import { CONTENT_COLUMNS, type DocumentRow, of, RECORD, toRecord } from './document-row.js';
import { type DocumentState, mayStep } from './document-states.js';

/** Who changes documents, and why. */
export interface ChangeNote {
  actor: Principal;
  reason?: string | null | undefined;
}

type Changed = Pick<DocumentRow, 'id' | 'revision' | 'kind' | 'question'>;

/** How many characters of texts one statement writes at most. */
const PASSAGE_CHARACTERS_MAX = 4_000_000;

/** Keeps documents as they stand now, after a change that raised their `revision`. */
export async function keepRevisions(tx: Tx, ids: readonly string[], { actor, reason }: ChangeNote): Promise<void> {
  await tx.run(
    `insert into document_revisions (document_id, revision, ${CONTENT_COLUMNS}, state, author, reason, created_at)
     select id, revision, ${CONTENT_COLUMNS}, state, $2, $3, updated_at from documents where id = any($1::uuid[])`,
    [ids, JSON.stringify(authorOf(actor)), reason === '' ? null : (reason ?? null)],
  );
}

/**
 * Tells every index that these documents entered, changed within or left what is found. The rows of `documents` are
 * locked by then: whoever locks both locks the version last, or two changes would wait for each other.
 */
export async function raiseIndex(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) {
    return;
  }
  await tx.run(
    `with raised as (update knowledge_version set version = version + 1 returning version)
     update documents set index_version = raised.version from raised where id = any($1::uuid[])`,
    [ids],
  );
}

/** Cuts the texts among documents that were written, for the revision they have now. */
export async function cutTexts(tx: Tx, texts: readonly (Changed & { answer: string })[]): Promise<void> {
  let batch: Record<string, unknown>[] = [];
  let characters = 0;
  for (const { id, revision, question, answer } of texts.filter(({ kind }) => kind === 'text')) {
    for (const [ordinal, { headingPath, text }] of cutPassages(answer, question).entries()) {
      batch.push({ document_id: id, revision, ordinal, heading_path: headingPath, text });
      characters += text.length;
      if (characters > PASSAGE_CHARACTERS_MAX) {
        await insertPassages(tx, batch);
        batch = [];
        characters = 0;
      }
    }
  }
  await insertPassages(tx, batch);
}

async function insertPassages(tx: Tx, passages: readonly Record<string, unknown>[]): Promise<void> {
  if (passages.length > 0) {
    await tx.run(
      `insert into passages (document_id, revision, ordinal, heading_path, text)
       select document_id, revision, ordinal, heading_path, text from jsonb_to_recordset($1::jsonb)
           as r (document_id uuid, revision integer, ordinal integer, heading_path text[], text text)`,
      [JSON.stringify(passages)],
    );
  }
}

/** For a revision that changed no word: the passages of the one before are its passages too. */
export async function copyPassages(tx: Tx, documents: readonly Changed[]): Promise<void> {
  const ids = documents.filter(({ kind }) => kind === 'text').map(({ id }) => id);
  if (ids.length > 0) {
    await tx.run(
      `insert into passages (document_id, revision, ordinal, heading_path, text)
       select d.id, d.revision, p.ordinal, p.heading_path, p.text
         from documents d join passages p on p.document_id = d.id and p.revision = d.revision - 1
        where d.id = any($1::uuid[])`,
      [ids],
    );
  }
}

/**
 * Locked until the end of the transaction.
 * @throws {NotFoundError}
 */
export async function lockedDocument(tx: Tx, id: string): Promise<DocumentRow> {
  const [row] = await tx.rows<DocumentRow>('select * from documents where id = $1 for update', [id]);
  if (row === undefined) {
    throw new NotFoundError('the document');
  }
  return row;
}

/**
 * Replaces what a locked document says, and its state.
 * @returns the document afterwards; the same revision when nothing differs.
 * @throws {InvalidRequestError} when the external id differs.
 * @throws {AppError} `knowledge.step-forbidden`
 */
export async function rewrite(
  tx: Tx,
  before: DocumentRow,
  fields: DocumentFields,
  state: DocumentState,
  note: ChangeNote,
): Promise<DocumentRow> {
  if (before.external_id !== fields.externalId) {
    throw new InvalidRequestError('the externalId of a document never changes', ['externalId: never changes']);
  }
  if (!mayStep(before.state, state)) {
    throw new StepForbiddenError(before.state, state);
  }
  const [after] = await tx.rows<DocumentRow>(
    `update documents d
        set (${CONTENT_COLUMNS}) = row (${of('r', CONTENT_COLUMNS)}), state = $3, revision = revision + 1,
            updated_at = now(), published_at = ${publishedAt('$3')}
       from jsonb_to_recordset($2::jsonb) as ${RECORD}
      where d.id = $1
        and (${of('d', CONTENT_COLUMNS)}, d.state) is distinct from (${of('r', CONTENT_COLUMNS)}, $3)
     returning d.*`,
    [before.id, JSON.stringify([toRecord(fields)]), state],
  );
  if (after === undefined) {
    return before;
  }
  await keepRevisions(tx, [after.id], note);
  await cutTexts(tx, [after]);
  await raiseIndex(tx, before.state === 'published' || after.state === 'published' ? [after.id] : []);
  return after;
}

export class StepForbiddenError extends AppError {
  constructor(from: DocumentState, to: DocumentState) {
    super('knowledge.step-forbidden', `a document that is ${from} cannot become ${to}`);
  }
}

/** The first time counts. `d` is the row as it was. */
export function publishedAt(state: string): string {
  return `case when ${state} = 'published' then coalesce(d.published_at, now()) else d.published_at end`;
}

/** The columns of a document or a revision that differ from another's, by the names that callers know them by. */
export function differingFields(fields: Readonly<Record<string, string>>, left: string, right: string): string {
  const cases = Object.entries(fields).map(
    ([name, column]) => `case when ${of(left, column)} is distinct from ${of(right, column)} then '${name}' end`,
  );
  return `array_remove(array[${cases.join(', ')}], null)`;
}
