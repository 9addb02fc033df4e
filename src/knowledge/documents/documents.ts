import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { Principal } from '../../common/access.js';
import { AppError, InvalidRequestError, NotFoundError } from '../../common/app-error.js';
import { type DocumentId, newId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import type { DocumentBody, DocumentFields, DocumentState } from './document.dto.js';

export interface DocumentRow {
  id: DocumentId;
  external_id: string;
  question: string;
  similar_questions: string[];
  answer: string;
  category: string | null;
  tags: string[];
  valid_from: Date | null;
  valid_until: Date | null;
  state: DocumentState;
  revision: number;
  created_at: Date;
  updated_at: Date;
}

export interface DocumentFilter {
  state?: DocumentState | undefined;
  category?: string | undefined;
  after?: string | undefined;
  limit: number;
}

/** What `jsonb_to_recordset` reads of a document. */
const RECORD = `r (id uuid, external_id text, question text, similar_questions text[], answer text, category text,
                   tags text[], valid_from timestamptz, valid_until timestamptz)`;
const COLUMNS = 'external_id, question, similar_questions, answer, category, tags, valid_from, valid_until';

/** The knowledge base's rows. Each change of what can be found raises `knowledge_version` in its transaction. */
@Injectable()
export class Documents {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** In the order in which they were made. */
  list(filter: DocumentFilter): Promise<DocumentRow[]> {
    return this.database.rows<DocumentRow>(
      `select * from documents
        where ($1::text is null or state = $1)
          and ($2::text is null or category = $2)
          and ($3::uuid is null or id > $3)
        order by id
        limit $4`,
      [filter.state ?? null, filter.category ?? null, filter.after ?? null, filter.limit],
    );
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<DocumentRow> {
    const [row] = await this.database.rows<DocumentRow>('select * from documents where id = $1', [id]);
    if (row === undefined) {
      throw new NotFoundError('the document');
    }
    return row;
  }

  /** @throws {AppError} `request.conflict` when the external id is taken. */
  async create(actor: Principal, requestId: string, body: DocumentBody): Promise<DocumentRow> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows<DocumentRow>(
        `insert into documents (id, ${COLUMNS}, state)
         select id, ${COLUMNS}, $2 from jsonb_to_recordset($1::jsonb) as ${RECORD}
         on conflict (external_id) do nothing
         returning *`,
        [JSON.stringify([toRecord(body)]), body.state ?? 'draft'],
      );
      if (row === undefined) {
        throw new AppError('request.conflict', 'there is a document with this externalId already');
      }
      if (row.state === 'published') {
        await raiseVersion(tx);
      }
      await this.record(tx, actor, requestId, 'knowledge.document-created', row);
      return row;
    });
  }

  /**
   * Replaces the whole document; what is left out is empty afterwards, except its state.
   * @throws {NotFoundError}
   * @throws {InvalidRequestError} when the external id differs.
   */
  async update(actor: Principal, requestId: string, id: string, body: DocumentBody): Promise<DocumentRow> {
    return this.database.transaction(async (tx) => {
      const [before] = await tx.rows<DocumentRow>('select * from documents where id = $1 for update', [id]);
      if (before === undefined) {
        throw new NotFoundError('the document');
      }
      if (before.external_id !== body.externalId) {
        throw new InvalidRequestError('the externalId of a document never changes', ['externalId: never changes']);
      }
      const [after = before] = await tx.rows<DocumentRow>(
        `update documents set (${COLUMNS}) = (select ${COLUMNS} from jsonb_to_recordset($2::jsonb) as ${RECORD}),
                state = $3, revision = revision + 1, updated_at = now()
          where id = $1
         returning *`,
        [id, JSON.stringify([toRecord(body)]), body.state ?? before.state],
      );
      if (before.state === 'published' || after.state === 'published') {
        await raiseVersion(tx);
      }
      await this.record(tx, actor, requestId, 'knowledge.document-updated', after);
      return after;
    });
  }

  /**
   * Inserts and updates by external id, in one statement; rows that say the same already stay untouched. With
   * `publish` all are published, without it new ones are drafts and the others keep their state.
   * @param documents no external id twice: a statement cannot change one row twice.
   */
  async store(
    tx: Tx,
    documents: readonly DocumentFields[],
    publish: boolean,
  ): Promise<{ created: number; updated: number }> {
    const rows = await tx.rows<{ created: boolean; state: DocumentState }>(
      `insert into documents as d (id, ${COLUMNS}, state)
       select id, ${COLUMNS}, $2 from jsonb_to_recordset($1::jsonb) as ${RECORD}
        order by external_id -- two imports lock the same rows in the same order
       on conflict (external_id) do update
          set (${COLUMNS}) = row (${COLUMNS.replaceAll(/\w+/g, 'excluded.$&')}),
              state = case when $2 = 'published' then 'published' else d.state end,
              revision = d.revision + 1,
              updated_at = now()
        where (${COLUMNS.replaceAll(/\w+/g, 'd.$&')})
              is distinct from (${COLUMNS.replaceAll(/\w+/g, 'excluded.$&')})
           or ($2 = 'published' and d.state <> 'published')
       returning xmax = 0 as created, state`,
      [JSON.stringify(documents.map(toRecord)), publish ? 'published' : 'draft'],
    );
    if (rows.some(({ state }) => state === 'published')) {
      await raiseVersion(tx);
    }
    const created = rows.filter((row) => row.created).length;
    return { created, updated: rows.length - created };
  }

  private async record(
    tx: Tx,
    actor: Principal,
    requestId: string,
    action: 'knowledge.document-created' | 'knowledge.document-updated',
    { id, revision, state }: DocumentRow,
  ): Promise<void> {
    await this.audit.record(tx, { actor, requestId }, { action, details: { documentId: id, revision, state } });
  }
}

async function raiseVersion(tx: Tx): Promise<void> {
  await tx.run('update knowledge_version set version = version + 1');
}

function toRecord(fields: DocumentFields): Record<string, unknown> {
  return {
    id: newId<DocumentId>(),
    external_id: fields.externalId,
    question: fields.question,
    similar_questions: fields.similarQuestions ?? [],
    answer: fields.answer,
    category: fields.category ?? null,
    tags: fields.tags ?? [],
    valid_from: toMoment(fields.validFrom),
    valid_until: toMoment(fields.validUntil),
  };
}

/** A day begins at midnight UTC, whatever the time zone of the database is. */
function toMoment(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : new Date(text).toISOString();
}
