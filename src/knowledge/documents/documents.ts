import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { Database, type Tx } from '../../database/database.js';
import type { DocumentBody, DocumentFields } from './document.dto.js';
import { cutTexts, keepRevisions, lockedDocument, raiseIndex, rewrite } from './document-changes.js';
import {
  type DocumentFilter,
  type DocumentSummary,
  exportDocuments,
  listDocuments,
  type DocumentOrder,
  summarizeDocuments,
} from './document-list.js';
import { COLUMNS, type DocumentRow, RECORD, toRecord } from './document-row.js';
import { firstStates } from './document-states.js';
import {
  compareDocuments,
  type Comparison,
  storeDocuments,
  type StoreCounts,
  type StoreOptions,
} from './store-documents.js';

/**
 * The knowledge base's rows. Each change keeps a revision, and one of what can be found raises the index in its
 * transaction.
 */
@Injectable()
export class Documents {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** In the order in which they were made; `after` is the id of the last of the page before. */
  list({
    after,
    limit,
    ...filter
  }: DocumentFilter & { after?: string | undefined; limit: number }): Promise<DocumentRow[]> {
    return listDocuments(this.database, filter, after, limit);
  }

  /** As `list`, but the answers of texts are null. */
  summaries(
    filter: DocumentFilter & { sort?: DocumentOrder },
    after: string | undefined,
    limit: number,
  ): Promise<DocumentSummary[]> {
    return summarizeDocuments(this.database, filter, after, limit);
  }

  /** As `list`, in pages that are also bounded in characters: the first empty page is the end. */
  export(filter: DocumentFilter, after: string | undefined, limit: number): Promise<DocumentRow[]> {
    return exportDocuments(this.database, filter, after, limit);
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<DocumentRow> {
    const [row] = await this.database.rows<DocumentRow>('select * from documents where id = $1', [id]);
    if (row === undefined) {
      throw new NotFoundError('the document');
    }
    return row;
  }

  /** As `add`, in a transaction of its own. */
  create(actor: Principal, requestId: string, body: DocumentBody): Promise<DocumentRow> {
    return this.database.transaction((tx) => this.add(tx, actor, requestId, body));
  }

  /**
   * @throws {AppError} `request.conflict` when the external id is taken, `knowledge.step-forbidden` for a state in
   *   which no document begins.
   */
  async add(tx: Tx, actor: Principal, requestId: string, body: DocumentBody): Promise<DocumentRow> {
    const state = firstStates.find((first) => first === (body.state ?? 'draft'));
    if (state === undefined) {
      throw new AppError('knowledge.step-forbidden', `a new document cannot be ${body.state}`);
    }
    const [row] = await tx.rows<DocumentRow>(
      `insert into documents (id, ${COLUMNS}, state, published_at)
       select id, ${COLUMNS}, $2, case when $2 = 'published' then now() end
         from jsonb_to_recordset($1::jsonb) as ${RECORD}
       on conflict (external_id) do nothing
       returning *`,
      [JSON.stringify([toRecord(body)]), state],
    );
    if (row === undefined) {
      throw new AppError('request.conflict', 'there is a document with this externalId already');
    }
    await keepRevisions(tx, [row.id], { actor, reason: body.reason });
    await cutTexts(tx, [row]);
    await raiseIndex(tx, row.state === 'published' ? [row.id] : []);
    const details = { documentId: row.id, revision: row.revision, state: row.state, ...changeOf(undefined, row) };
    await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.document-created', details });
    return row;
  }

  /**
   * Replaces the whole document; what is left out is empty afterwards, except its state. What differs in nothing stays
   * at its revision.
   * @param ifMatch the ETag that was seen, as the header says it.
   * @throws {NotFoundError}
   * @throws {InvalidRequestError} when the external id differs.
   * @throws {AppError} `request.precondition-failed`, `knowledge.step-forbidden`
   */
  update(actor: Principal, requestId: string, id: string, body: DocumentBody, ifMatch?: string): Promise<DocumentRow> {
    return this.database.transaction(async (tx) => {
      const before = await lockedDocument(tx, id);
      assertMatch(ifMatch, before.revision);
      const after = await rewrite(tx, before, body, body.state ?? before.state, { actor, reason: body.reason });
      if (after.revision !== before.revision) {
        const { id: documentId, revision, state } = after;
        const details = { documentId, revision, state, ...changeOf(before, after) };
        await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.document-updated', details });
      }
      return after;
    });
  }

  /**
   * Inserts and updates by external id, at some thousand entries a second; what says the same already stays untouched.
   * Locks documents in the order of their external ids, whatever their order here, and the version last.
   * @param documents no external id twice: a statement cannot change one row twice.
   */
  store(
    tx: Tx,
    actor: Principal,
    documents: readonly DocumentFields[],
    { publish, reason }: StoreOptions,
  ): Promise<StoreCounts> {
    return storeDocuments(tx, documents, publish, { actor, reason });
  }

  /** What `store` would change, in the order of the documents. */
  compare(
    documents: readonly DocumentFields[],
    { publish = false }: { publish?: boolean } = {},
  ): Promise<Comparison[]> {
    return compareDocuments(this.database, documents, publish);
  }
}
