import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import type { Author, Principal } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { Database, type Sql } from '../../database/database.js';
import { differingFields, lockedDocument, rewrite } from './document-changes.js';
import { type DocumentContent, type DocumentRow, fieldColumns, toFields } from './document-row.js';
import type { DocumentState } from './document-states.js';

export interface RevisionRow extends DocumentContent {
  document_id: string;
  revision: number;
  state: DocumentState;
  author: Author;
  reason: string | null;
  created_at: Date;
}

export type RevisionSummary = Pick<
  RevisionRow,
  'revision' | 'state' | 'question' | 'author' | 'reason' | 'created_at'
> & {
  /** What differs from the revision before. */
  changed: string[];
};

/** Every change of a document, whole. Nothing is taken away from them: a restored one comes again as a new one. */
@Injectable()
export class DocumentRevisions {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Newest first; `before` is the last revision of the page before.
   * @throws {NotFoundError}
   */
  async list(id: string, before: number | undefined, limit: number): Promise<RevisionSummary[]> {
    await assertExists(this.database, id);
    return this.database.rows<RevisionSummary>(
      `select r.revision, r.state, r.question, r.author, r.reason, r.created_at,
              case when p.revision is null then '{}'
                   else ${differingFields({ ...fieldColumns, state: 'state' }, 'r', 'p')} end as changed
         from document_revisions r
         left join document_revisions p on p.document_id = r.document_id and p.revision = r.revision - 1
        where r.document_id = $1 and ($2::integer is null or r.revision < $2)
        order by r.revision desc
        limit $3`,
      [id, before ?? null, limit],
    );
  }

  /** @throws {NotFoundError} */
  get(id: string, revision: number): Promise<RevisionRow> {
    return readRevision(this.database, id, revision);
  }

  /**
   * Makes a new revision that says what an old one said. The state stays as it is.
   * @param ifMatch the ETag of the document that was seen, as the header says it.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  restore(
    actor: Principal,
    requestId: string,
    source: { id: string; revision: number; ifMatch?: string | undefined },
    reason: string | null | undefined,
  ): Promise<DocumentRow> {
    return this.database.transaction(async (tx) => {
      const before = await lockedDocument(tx, source.id);
      assertMatch(source.ifMatch, before.revision);
      const old = await readRevision(tx, source.id, source.revision);
      const after = await rewrite(tx, before, toFields(before.external_id, old), before.state, { actor, reason });
      if (after.revision !== before.revision) {
        const { id: documentId, revision, state } = after;
        const details = { documentId, revision, restored: source.revision, state, ...changeOf(before, after) };
        await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.document-restored', details });
      }
      return after;
    });
  }
}

async function readRevision(sql: Sql, id: string, revision: number): Promise<RevisionRow> {
  const [row] = await sql.rows<RevisionRow>(
    'select * from document_revisions where document_id = $1 and revision = $2',
    [id, revision],
  );
  if (row === undefined) {
    throw new NotFoundError('the revision');
  }
  return row;
}

/** @throws {NotFoundError} */
async function assertExists(sql: Sql, id: string): Promise<void> {
  const [row] = await sql.rows('select id from documents where id = $1', [id]);
  if (row === undefined) {
    throw new NotFoundError('the document');
  }
}
