import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { JobWorker } from '../../queue/job-worker.js';
import type { Jobs } from '../../queue/jobs.js';
import { QueueConnection } from '../../queue/queue-connection.js';
import { ExportFiles } from './export-files.js';
import { ExportProgress, OvertakenError } from './export-progress.js';
import type { ExportRow } from './export-row.js';
import { ExportWriter } from './export-writer.js';

/** How often an export may be begun. */
const ATTEMPTS_MAX = 5;

/** One export at a time in a process: people are answered by the same one. Killed half way, it is begun again. */
@Injectable()
export class ExportProcessor extends JobWorker<'audit.export'> {
  constructor(
    connection: QueueConnection,
    private readonly progress: ExportProgress,
    private readonly files: ExportFiles,
    private readonly writer: ExportWriter,
  ) {
    super(connection, 'audit.export', 1);
  }

  protected async handle({ auditExportId: id }: Jobs['audit.export']): Promise<void> {
    const row = await this.progress.begin(id);
    if (row === undefined) {
      return;
    }
    if (row.attempts > ATTEMPTS_MAX) {
      await this.progress.fail(row, { code: 'audit.export-stuck', message: 'it was begun again and again' });
      this.logger.error({ auditExportId: id }, 'an export failed');
      return;
    }
    await this.write(row);
  }

  private async write(row: ExportRow): Promise<void> {
    const file = await this.files.begin(row.id, row.attempts);
    try {
      const written = await this.writer.write(row, file, this.patience.signal);
      await file.keep();
      await this.progress.complete(row, written);
      this.logger.log({ auditExportId: row.id, rows: written.rows, bytes: written.bytes }, 'an export was completed');
    } catch (error) {
      await file.remove();
      if (!(error instanceof OvertakenError)) {
        await this.giveUp(row, error);
      }
    }
  }

  /** What asking again cannot mend fails; anything else is tried again. */
  private async giveUp(row: ExportRow, error: unknown): Promise<void> {
    if (error instanceof AppError && error.status < 500) {
      await this.progress.fail(row, { code: error.code, message: error.message });
      return;
    }
    await this.progress.release(row);
    if (!this.patience.signal.aborted) {
      throw error;
    }
  }
}
