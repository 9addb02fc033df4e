import { Injectable, type OnModuleInit } from '@nestjs/common';
import { authorOf, type Principal } from '../../common/access.js';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { Chores } from '../../common/chores.js';
import { type AuditExportId, newId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { type DueJob, DueWork } from '../../queue/due-work.js';
import { Nudges } from '../../queue/nudges.js';
import { AuditLog } from '../audit-log.js';
import { ExportFiles } from './export-files.js';
import { EXPORT_COLUMNS, type ExportFormat, type ExportRow, type ExportSubject } from './export-row.js';

export interface NewExport {
  subject: ExportSubject;
  format: ExportFormat;
  filters: Readonly<Record<string, unknown>>;
  purpose: string;
}

const WAITING_MAX = 20;
/** An export that is open and was not touched for so long has lost its worker. */
const STALE_SECONDS = 60;
const KEPT_DAYS = 7;
const REMOVED_MAX = 50;

/** Files that auditors ask for. The row is the truth; its job only says that there is something to do. */
@Injectable()
export class AuditExports implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly nudges: Nudges,
    private readonly dueWork: DueWork,
    private readonly chores: Chores,
    private readonly files: ExportFiles,
  ) {}

  onModuleInit(): void {
    this.dueWork.register({ name: 'audit.export', due: () => this.due() });
    this.chores.register({ name: 'audit-exports', run: () => this.expire() });
  }

  /** @throws {AppError} `audit.exports-waiting` */
  async request(actor: Principal, requestId: string, wanted: NewExport): Promise<ExportRow> {
    const id = newId<AuditExportId>();
    const { subject, format, filters } = wanted;
    const purpose = this.audit.masked(wanted.purpose);
    await this.database.transaction(async (tx) => {
      await assertRoom(tx);
      await tx.run(
        `insert into audit_exports (id, subject, format, filters, purpose, created_by, request_id)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [id, subject, format, JSON.stringify(filters), purpose, JSON.stringify(authorOf(actor)), requestId],
      );
      const details = { auditExportId: id, ...wanted };
      await this.audit.record(tx, { actor, requestId, purpose }, { action: 'audit.export-requested', details });
      tx.afterCommit(() => this.nudges.nudgeJob('audit.export', { auditExportId: id }, id));
    });
    return this.get(id);
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<ExportRow> {
    const [row] = await this.database.rows<ExportRow>(`select ${EXPORT_COLUMNS} from audit_exports where id = $1`, [
      id,
    ]);
    if (row === undefined) {
      throw new NotFoundError('the export');
    }
    return row;
  }

  /** Newest first; `before` is the id of the last of the page before. */
  list(before: string | undefined, limit: number): Promise<ExportRow[]> {
    return this.database.rows<ExportRow>(
      `select ${EXPORT_COLUMNS} from audit_exports where $1::uuid is null or id < $1 order by id desc limit $2`,
      [before ?? null, limit],
    );
  }

  /** That the file leaves is an event, which stands before its first byte does. */
  async recordDownload(actor: Principal, requestId: string, { id, sha256 }: ExportRow): Promise<void> {
    const details = { auditExportId: id, sha256: sha256 ?? '' };
    await this.audit.recordAlone({ actor, requestId }, { action: 'audit.export-downloaded', details });
  }

  /** Ends one that is not finished, and removes the file of one that is. Whoever writes it notices at the next page. */
  async cancel(actor: Principal, requestId: string, id: string): Promise<void> {
    const row = await this.get(id);
    await this.database.transaction(async (tx) => {
      const [changed] = await tx.rows<{ status: string }>(
        `update audit_exports
            set status = case status when 'completed' then 'expired' else 'cancelled' end,
                finished_at = clock_timestamp(), updated_at = clock_timestamp()
          where id = $1 and status in ('queued', 'running', 'completed') returning status`,
        [id],
      );
      if (changed !== undefined) {
        const action = changed.status === 'expired' ? 'audit.export-removed' : 'audit.export-cancelled';
        await this.audit.record(tx, { actor, requestId }, { action, details: { auditExportId: id } });
      }
    });
    await this.files.remove(row.id);
  }

  private async due(): Promise<DueJob<'audit.export'>[]> {
    const rows = await this.database.rows<{ id: AuditExportId }>(
      `select id from audit_exports
        where status in ('queued', 'running')
          and updated_at < clock_timestamp() - make_interval(secs => case status when 'queued' then 5 else $1 end)
        order by updated_at limit $2`,
      [STALE_SECONDS, WAITING_MAX],
    );
    return rows.map(({ id }) => ({ data: { auditExportId: id }, key: id }));
  }

  /** Files that were kept long enough, and what writers that were killed have left. */
  private async expire(): Promise<void> {
    const rows = await this.database.rows<{ id: AuditExportId }>(
      `update audit_exports set status = 'expired', updated_at = clock_timestamp()
        where id in (select id from audit_exports
                      where status = 'completed' and finished_at < clock_timestamp() - make_interval(days => $1)
                      limit $2)
       returning id`,
      [KEPT_DAYS, REMOVED_MAX],
    );
    for (const { id } of rows) {
      await this.files.remove(id);
    }
    await this.files.tidy();
  }
}

async function assertRoom(tx: Tx): Promise<void> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*)::integer as count from audit_exports where status in ('queued', 'running')`,
  );
  if (row !== undefined && row.count >= WAITING_MAX) {
    throw new AppError('audit.exports-waiting', `${row.count} exports wait already`);
  }
}
