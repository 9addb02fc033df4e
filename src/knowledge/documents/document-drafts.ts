import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import { type Author, authorOf, type Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { assertMatch } from '../../common/entity-tag.js';
import { Database, type Sql } from '../../database/database.js';
import type { DocumentFields, DraftBody } from './document.dto.js';
import { lockedDocument, rewrite } from './document-changes.js';
import { complete, type DocumentRow } from './document-row.js';

export interface DraftRow {
  document_id: string;
  /** The revision that it changes. */
  based_on: number;
  /** With every field, moments in ISO 8601. */
  fields: Required<DocumentFields>;
  author: Author;
  reason: string | null;
  version: number;
  updated_at: Date;
  /** Of the document as it is. */
  revision: number;
}

/** The document that is meant, and the ETag of its draft that was seen. */
export interface DraftKey {
  id: string;
  ifMatch?: string | undefined;
}

const VERSIONS_SINCE = Date.UTC(2026, 0, 1);

/** Changes that are being prepared, while the documents stay live as they are. One a document. */
@Injectable()
export class DocumentDrafts {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** @throws {NotFoundError} */
  get(id: string): Promise<DraftRow> {
    return existing(this.database, id);
  }

  /**
   * Replaces the draft, or begins one.
   * @throws {NotFoundError}
   * @throws {InvalidRequestError} when the external id differs, or it is based on a revision that is not there yet.
   * @throws {AppError} `request.precondition-failed`
   */
  save(actor: Principal, requestId: string, { id, ifMatch }: DraftKey, body: DraftBody): Promise<DraftRow> {
    return this.database.transaction(async (tx) => {
      const document = await lockedDocument(tx, id);
      const before = await find(tx, id);
      assertMatch(ifMatch, before?.version);
      assertFits(document, body);
      const version = before === undefined ? firstVersion() : before.version + 1;
      const basedOn = body.basedOn ?? before?.based_on ?? document.revision;
      await tx.run(
        `insert into document_drafts (document_id, based_on, fields, author, reason, version)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (document_id) do update
            set based_on = excluded.based_on, fields = excluded.fields, author = excluded.author,
                reason = excluded.reason, version = excluded.version, updated_at = clock_timestamp()`,
        [id, basedOn, JSON.stringify(complete(body)), JSON.stringify(authorOf(actor)), body.reason ?? null, version],
      );
      const details = { documentId: document.id, version, basedOn, ...changeOf(before?.fields, complete(body)) };
      await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.draft-saved', details });
      return existing(tx, id);
    });
  }

  /**
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  discard(actor: Principal, requestId: string, { id, ifMatch }: DraftKey): Promise<void> {
    return this.database.transaction(async (tx) => {
      const document = await lockedDocument(tx, id);
      const draft = await existing(tx, id);
      assertMatch(ifMatch, draft.version);
      await tx.run('delete from document_drafts where document_id = $1', [id]);
      const details = { documentId: document.id, version: draft.version, basedOn: draft.based_on };
      await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.draft-discarded', details });
    });
  }

  /**
   * The document says what the draft says, and is published.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`; `request.conflict` when the document changed since.
   */
  publish(
    actor: Principal,
    requestId: string,
    { id, ifMatch }: DraftKey,
    reason: string | null | undefined,
  ): Promise<DocumentRow> {
    return this.database.transaction(async (tx) => {
      const before = await lockedDocument(tx, id);
      const draft = await existing(tx, id);
      assertMatch(ifMatch, draft.version);
      if (draft.based_on !== before.revision) {
        throw new AppError(
          'request.conflict',
          `the draft is based on revision ${draft.based_on}, and the document has revision ${before.revision}`,
        );
      }
      const note = { actor, reason: reason ?? draft.reason };
      const after = await rewrite(tx, before, draft.fields, 'published', note);
      await tx.run('delete from document_drafts where document_id = $1', [id]);
      const details = {
        documentId: after.id,
        revision: after.revision,
        version: draft.version,
        basedOn: draft.based_on,
        ...changeOf(before, after),
      };
      await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.draft-published', details });
      return after;
    });
  }
}

async function find(sql: Sql, id: string): Promise<DraftRow | undefined> {
  const [row] = await sql.rows<DraftRow>(
    `select t.*, d.revision from document_drafts t join documents d on d.id = t.document_id where t.document_id = $1`,
    [id],
  );
  return row;
}

async function existing(sql: Sql, id: string): Promise<DraftRow> {
  const row = await find(sql, id);
  if (row === undefined) {
    throw new NotFoundError('the draft');
  }
  return row;
}

function assertFits(document: DocumentRow, { externalId, basedOn }: DraftBody): void {
  if (externalId !== document.external_id) {
    throw new InvalidRequestError('the externalId of a document never changes', ['externalId: never changes']);
  }
  if (basedOn !== undefined && basedOn > document.revision) {
    throw new InvalidRequestError('the document has no such revision', [
      `basedOn: the document has revision ${document.revision}`,
    ]);
  }
}

/**
 * Seconds, not 1: the ETag of a draft that is gone must not match the next one, or its editor would overwrite what
 * somebody else began since.
 */
function firstVersion(): number {
  return Math.floor((Date.now() - VERSIONS_SINCE) / 1_000);
}
