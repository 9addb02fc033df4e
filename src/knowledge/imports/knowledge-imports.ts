import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { Principal } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import { type ImportId, newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { JobQueues } from '../../queue/job-queues.js';
import type { LineError } from './import-lines.js';

/** An import that is open and was not touched for so long has lost its job. */
const STALE_SECONDS = 30;
const RESUMED_MAX = 100;

export interface NewImport {
  format: 'jsonl';
  publish: boolean;
  content: Buffer;
}

export type ImportStatus = 'queued' | 'running' | 'completed' | 'failed';

export interface ImportRow {
  id: ImportId;
  format: string;
  publish: boolean;
  status: ImportStatus;
  /** Lines that are not blank; known once the import runs. */
  total: number;
  processed: number;
  created: number;
  updated: number;
  failed: number;
  /** The first 1,000. */
  errors: LineError[];
  created_at: Date;
  updated_at: Date;
}

/** The files that were handed in. The row is the truth; its job only says that there is something to do. */
@Injectable()
export class KnowledgeImports {
  private readonly logger = new Logger(KnowledgeImports.name);

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly queues: JobQueues,
  ) {}

  /** Stores the file; it is imported soon after. */
  async request(
    actor: Principal,
    requestId: string,
    { format, publish, content }: NewImport,
  ): Promise<{ id: ImportId; status: ImportStatus }> {
    const id = newId<ImportId>();
    const createdBy = JSON.stringify(
      actor.kind === 'system' ? { kind: actor.kind } : { kind: actor.kind, id: actor.id },
    );
    await this.database.transaction(async (tx) => {
      await tx.run(
        `insert into knowledge_imports (id, format, publish, content, created_by, request_id)
         values ($1, $2, $3, $4, $5, $6)`,
        [id, format, publish, content, createdBy, requestId],
      );
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'knowledge.import-requested', details: { importId: id, format, publish } },
      );
      tx.afterCommit(() => {
        void this.enqueue([id]); // the caller need not wait for the queue: a lost job is found again
      });
    });
    return { id, status: 'queued' };
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<ImportRow> {
    const [row] = await this.database.rows<ImportRow>(
      `select id, format, publish, status, total, processed, created, updated, failed, errors, created_at, updated_at
         from knowledge_imports where id = $1`,
      [id],
    );
    if (row === undefined) {
      throw new NotFoundError('the import');
    }
    return row;
  }

  /** Adds the jobs of imports that have lost theirs. */
  async resume(): Promise<void> {
    const rows = await this.database.rows<{ id: ImportId }>(
      `select id from knowledge_imports
        where status in ('queued', 'running') and updated_at < clock_timestamp() - make_interval(secs => $1)
        order by updated_at
        limit $2`,
      [STALE_SECONDS, RESUMED_MAX],
    );
    if (rows.length > 0) {
      await this.enqueue(rows.map(({ id }) => id));
    }
  }

  private async enqueue(ids: readonly ImportId[]): Promise<void> {
    try {
      await this.queues.addAll(
        'knowledge.import',
        ids.map((importId) => ({ data: { importId }, key: importId })),
      );
    } catch (error) {
      this.logger.warn({ imports: ids.length, error: String(error) }, 'import jobs were not added');
    }
  }
}
