import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { authorOf, type Principal } from '../../common/access.js';
import { NotFoundError } from '../../common/app-error.js';
import { type ImportId, newId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { JobQueues } from '../../queue/job-queues.js';
import type { ImportFormat, ImportOptions } from './import-formats.js';
import { type ImportRow, type ImportSummary, SUMMARY_COLUMNS } from './import-row.js';

/** An import that is open and was not touched for so long has lost its job. */
const STALE_SECONDS = 30;
const RESUMED_MAX = 100;

export interface NewImport {
  format: ImportFormat;
  publish: boolean;
  /** Says what would change, and writes nothing. */
  dryRun?: boolean;
  options?: ImportOptions;
  content: Buffer;
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
    { format, publish, dryRun = false, options = {}, content }: NewImport,
  ): Promise<ImportRow> {
    const id = newId<ImportId>();
    await this.database.transaction(async (tx) => {
      await tx.run(
        `insert into knowledge_imports (id, format, publish, dry_run, options, content, created_by, request_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, format, publish, dryRun, JSON.stringify(options), content, JSON.stringify(authorOf(actor)), requestId],
      );
      await this.audit.record(
        tx,
        { actor, requestId },
        { action: 'knowledge.import-requested', details: { importId: id, format, publish, dryRun } },
      );
      tx.afterCommit(() => {
        void this.enqueue([id]); // the caller need not wait for the queue: a lost job is found again
      });
    });
    return this.get(id);
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<ImportRow> {
    const [row] = await this.database.rows<ImportRow>(
      `select ${SUMMARY_COLUMNS}, errors, duplicates, changes from knowledge_imports where id = $1`,
      [id],
    );
    if (row === undefined) {
      throw new NotFoundError('the import');
    }
    return row;
  }

  /** Newest first; `before` is the id of the last of the page before. */
  list(before: string | undefined, limit: number): Promise<ImportSummary[]> {
    return this.database.rows<ImportSummary>(
      `select ${SUMMARY_COLUMNS} from knowledge_imports where $1::uuid is null or id < $1 order by id desc limit $2`,
      [before ?? null, limit],
    );
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
