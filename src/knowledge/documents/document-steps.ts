import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { type AppError, NotFoundError } from '../../common/app-error.js';
import { assertMatch, matches, PreconditionFailedError } from '../../common/entity-tag.js';
import type { DocumentId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import {
  type ChangeNote,
  copyPassages,
  keepRevisions,
  lockedDocument,
  publishedAt,
  raiseIndex,
  StepForbiddenError,
} from './document-changes.js';
import type { DocumentRow } from './document-row.js';
import { type DocumentState, mayStep } from './document-states.js';

export interface Step {
  state: DocumentState;
  reason?: string | null | undefined;
}

/** One document of many that shall take a step. */
export interface StepItem {
  id: string;
  /** The ETag that was seen, as the header says it. */
  ifMatch?: string | undefined;
}

export type StepResult =
  | { id: string; outcome: 'changed' | 'unchanged'; revision: number }
  | { id: string; outcome: 'refused'; error: AppError };

type Standing = Pick<DocumentRow, 'id' | 'state' | 'revision'>;

/** The life of documents: each step is a revision of its own, and audited. */
@Injectable()
export class DocumentSteps {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @returns the document afterwards; the same revision when it stands there already.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`, `knowledge.step-forbidden`
   */
  take(actor: Principal, requestId: string, { id, ifMatch }: StepItem, step: Step): Promise<DocumentRow> {
    return this.database.transaction(async (tx) => {
      const before = await lockedDocument(tx, id);
      assertMatch(ifMatch, before.revision);
      if (before.state === step.state) {
        return before;
      }
      if (!mayStep(before.state, step.state)) {
        throw new StepForbiddenError(before.state, step.state);
      }
      const [after = before] = await this.move(tx, [before], step.state, { actor, reason: step.reason }, requestId);
      return after;
    });
  }

  /** Whoever may take the step takes it; the others say why not. Results are in the order of the items. */
  takeAll(actor: Principal, requestId: string, items: readonly StepItem[], step: Step): Promise<StepResult[]> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows<Standing>(
        `select id, state, revision from documents where id = any($1::uuid[])
          order by external_id collate "C" for update`,
        [items.map(({ id }) => id)],
      );
      const standing = new Map<string, Standing>(rows.map((row) => [row.id, row]));
      const results = items.map((item) => judge(item, standing.get(item.id.toLowerCase()), step.state));
      const moving = new Set(results.filter(({ outcome }) => outcome === 'changed').map(({ id }) => id));
      await this.move(
        tx,
        rows.filter(({ id }) => moving.has(id)),
        step.state,
        { actor, reason: step.reason },
        requestId,
      );
      return results;
    });
  }

  /**
   * What was never published is deleted; what ever was is archived, as an answer may have quoted it.
   * @throws {NotFoundError}
   * @throws {AppError} `request.precondition-failed`
   */
  remove(actor: Principal, requestId: string, { id, ifMatch }: StepItem): Promise<void> {
    return this.database.transaction(async (tx) => {
      const before = await lockedDocument(tx, id);
      assertMatch(ifMatch, before.revision);
      if (before.published_at === null) {
        await tx.run('delete from documents where id = $1', [id]);
        const details = { documentId: before.id, revision: before.revision, ...changeOf(before, undefined) };
        await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.document-deleted', details });
      } else if (before.state !== 'archived') {
        await this.move(tx, [before], 'archived', { actor }, requestId);
      }
    });
  }

  /** Locked documents take a step that they may take. */
  private async move(
    tx: Tx,
    before: readonly Standing[],
    state: DocumentState,
    note: ChangeNote,
    requestId: string,
  ): Promise<DocumentRow[]> {
    if (before.length === 0) {
      return [];
    }
    const states = new Map<DocumentId, DocumentState>(before.map((row) => [row.id, row.state]));
    const after = await tx.rows<DocumentRow>(
      `update documents d
          set state = $2, revision = revision + 1, updated_at = now(), published_at = ${publishedAt('$2')}
        where id = any($1::uuid[])
       returning *`,
      [[...states.keys()], state],
    );
    const ids = after.map(({ id }) => id);
    await keepRevisions(tx, ids, note);
    await copyPassages(tx, after);
    await raiseIndex(
      tx,
      ids.filter((id) => state === 'published' || states.get(id) === 'published'),
    );
    for (const { id, revision } of after) {
      const details = { documentId: id, revision, from: states.get(id) ?? state, state };
      await this.audit.record(
        tx,
        { actor: note.actor, requestId },
        { action: 'knowledge.document-state-changed', details },
      );
    }
    return after;
  }
}

function judge(item: StepItem, row: Standing | undefined, state: DocumentState): StepResult {
  const error = refusalOf(item, row, state);
  if (error !== undefined || row === undefined) {
    return { id: item.id, outcome: 'refused', error: error ?? new NotFoundError('the document') };
  }
  return row.state === state
    ? { id: row.id, outcome: 'unchanged', revision: row.revision }
    : { id: row.id, outcome: 'changed', revision: row.revision + 1 };
}

function refusalOf({ ifMatch }: StepItem, row: Standing | undefined, state: DocumentState): AppError | undefined {
  if (row === undefined) {
    return new NotFoundError('the document');
  }
  if (!matches(ifMatch, row.revision)) {
    return new PreconditionFailedError(row.revision);
  }
  return mayStep(row.state, state) ? undefined : new StepForbiddenError(row.state, state);
}
