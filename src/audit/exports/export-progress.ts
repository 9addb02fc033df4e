import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../common/access.js';
import type { AuditExportId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import { AuditLog } from '../audit-log.js';
import { EXPORT_COLUMNS, type ExportRow, type FileSignature } from './export-row.js';

export interface Written {
  rows: number;
  truncated: boolean;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
  signature: FileSignature;
}

/** The export was cancelled, or another process has begun it again. */
export class OvertakenError extends Error {}

/** The row of an export that is being written. Every step is for the attempt that was begun last, and for no other. */
@Injectable()
export class ExportProgress {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  async begin(id: AuditExportId): Promise<ExportRow | undefined> {
    const [row] = await this.database.rows<ExportRow>(
      `update audit_exports
          set status = 'running', attempts = attempts + 1, processed = 0, progress = 0, updated_at = clock_timestamp()
        where id = $1 and (status = 'queued'
              or status = 'running' and updated_at < clock_timestamp() - make_interval(secs => 30))
       returning ${EXPORT_COLUMNS}`,
      [id],
    );
    return row;
  }

  /** @param progress 0 to 1. @throws {OvertakenError} */
  async advance({ id, attempts }: ExportRow, rows: number, progress: number): Promise<void> {
    const advanced = await this.database.run(
      `update audit_exports set processed = $3, progress = $4, updated_at = clock_timestamp()
        where id = $1 and status = 'running' and attempts = $2`,
      [id, attempts, rows, progress],
    );
    assertMine(advanced);
  }

  /** Gives it back, so that another process can begin it again. */
  async release({ id, attempts }: ExportRow): Promise<void> {
    await this.database.run(
      `update audit_exports set status = 'queued', updated_at = clock_timestamp()
        where id = $1 and status = 'running' and attempts = $2`,
      [id, attempts],
    );
  }

  /** @throws {OvertakenError} */
  async complete({ id, attempts, request_id: requestId }: ExportRow, written: Written): Promise<void> {
    const { rows, truncated, bytes, sha256, signature } = written;
    await this.database.transaction(async (tx) => {
      const completed = await tx.run(
        `update audit_exports
            set status = 'completed', processed = $3, progress = 1, truncated = $4, bytes = $5, sha256 = $6,
                signature = $7, updated_at = clock_timestamp(), finished_at = clock_timestamp()
          where id = $1 and status = 'running' and attempts = $2`,
        [id, attempts, rows, truncated, bytes, sha256, JSON.stringify(signature)],
      );
      assertMine(completed);
      const details = { auditExportId: id, rows, truncated, bytes, sha256 };
      await this.audit.record(tx, { actor: SYSTEM, requestId }, { action: 'audit.export-completed', details });
    });
  }

  async fail({ id, request_id: requestId }: ExportRow, failure: { code: string; message: string }): Promise<void> {
    await this.database.transaction(async (tx) => {
      const failed = await tx.run(
        `update audit_exports
            set status = 'failed', failure = $2, updated_at = clock_timestamp(), finished_at = clock_timestamp()
          where id = $1 and status = 'running'`,
        [id, JSON.stringify(failure)],
      );
      if (failed > 0) {
        const details = { auditExportId: id, reason: failure.code };
        await this.audit.record(tx, { actor: SYSTEM, requestId }, { action: 'audit.export-failed', details });
      }
    });
  }
}

function assertMine(changed: number): void {
  if (changed === 0) {
    throw new OvertakenError();
  }
}
