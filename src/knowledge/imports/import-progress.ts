import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { type Author, SYSTEM } from '../../common/access.js';
import type { ImportId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import type { Comparison, StoreCounts } from '../documents/store-documents.js';
import type { ImportFormat, ImportOptions } from './import-formats.js';
import type { ImportBatch } from './import-messages.js';
import { type ImportCounts, type ImportFailure, KEPT } from './import-row.js';

/** How much of a file comes from the database at once. */
const PIECE_BYTES = 262_144;

export interface OpenImport {
  id: ImportId;
  format: ImportFormat;
  publish: boolean;
  dry_run: boolean;
  options: ImportOptions;
  processed: number;
  /** Starts since something was last stored. */
  attempts: number;
  bytes: number;
  duplicates: number;
  created_by: Author;
  request_id: string;
}

/** Another worker has the import, or it has ended. */
export class OvertakenError extends Error {}

/** The row of an import that is being worked on. */
@Injectable()
export class ImportProgress {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  async begin(id: ImportId): Promise<OpenImport | undefined> {
    const [row] = await this.database.rows<OpenImport>(
      `update knowledge_imports
          set status = 'running', attempts = attempts + 1, updated_at = clock_timestamp()
        where id = $1 and status in ('queued', 'running')
       returning id, format, publish, dry_run, options, processed, attempts, coalesce(octet_length(content), 0) as bytes,
                 jsonb_array_length(duplicates) as duplicates, created_by, request_id`,
      [id],
    );
    return row;
  }

  /** The file, piece by piece: a large one at once would hold up everything else that this process does. */
  async content({ id, bytes }: OpenImport): Promise<Uint8Array<ArrayBuffer>> {
    const content = new Uint8Array(bytes);
    for (let start = 0; start < bytes; start += PIECE_BYTES) {
      const [row] = await this.database.rows<{ piece: Buffer | null }>(
        'select substring(content from $2 for $3) as piece from knowledge_imports where id = $1',
        [id, start + 1, PIECE_BYTES],
      );
      if (row?.piece === null || row === undefined) {
        throw new OvertakenError();
      }
      content.set(row.piece, start);
    }
    return content;
  }

  /** Locks the import until the batch commits, and leaves it to whoever got further with it. */
  async assertMine(tx: Tx, id: ImportId, processed: number): Promise<void> {
    const rows = await tx.rows(
      `select 1 from knowledge_imports where id = $1 and status = 'running' and processed = $2 for update`,
      [id, processed],
    );
    if (rows.length === 0) {
      throw new OvertakenError();
    }
  }

  async advance(tx: Tx, id: ImportId, batch: ImportBatch, counts: StoreCounts, changes: Comparison[]): Promise<void> {
    const { total, entries, errors, duplicates } = batch;
    const lists = [errors, duplicates, changes].map((list) => JSON.stringify(list));
    await tx.run(
      `update knowledge_imports
          set total = $2, processed = processed + $3, created = created + $4, updated = updated + $5,
              unchanged = unchanged + $6, failed = failed + $7, attempts = 0, updated_at = clock_timestamp(),
              errors = ${appended('errors', '$8')},
              duplicates = ${appended('duplicates', '$9')},
              changes = ${appended('changes', '$10')}
        where id = $1`,
      [id, total, entries, counts.created, counts.updated, counts.unchanged, errors.length, ...lists],
    );
  }

  complete(open: OpenImport, total: number): Promise<ImportCounts> {
    return this.database.transaction(async (tx) => {
      const [counts] = await tx.rows<ImportCounts>(
        `update knowledge_imports
            set status = 'completed', total = $2, content = null, updated_at = clock_timestamp()
          where id = $1 and status = 'running' and processed = $2
         returning total, processed, created, updated, unchanged, failed`,
        [open.id, total],
      );
      if (counts === undefined) {
        throw new OvertakenError();
      }
      const { created, updated, unchanged, failed } = counts;
      const details = { importId: open.id, dryRun: open.dry_run, total, created, updated, unchanged, failed };
      await this.audit.record(
        tx,
        { actor: SYSTEM, requestId: open.request_id },
        { action: 'knowledge.import-completed', details },
      );
      return counts;
    });
  }

  /** What was imported stays, and its counts say how much that is. */
  async fail(open: OpenImport, failure: ImportFailure): Promise<void> {
    await this.database.transaction(async (tx) => {
      const failed = await tx.run(
        `update knowledge_imports
            set status = 'failed', failure = $2, content = null, updated_at = clock_timestamp()
          where id = $1 and status = 'running'`,
        [open.id, JSON.stringify(failure)],
      );
      if (failed === 0) {
        throw new OvertakenError();
      }
      await this.audit.record(
        tx,
        { actor: SYSTEM, requestId: open.request_id },
        { action: 'knowledge.import-failed', details: { importId: open.id, reason: failure.code } },
      );
    });
  }
}

/** A list with more at its end, as far as it is kept. */
function appended(column: keyof typeof KEPT, more: string): string {
  return `${column} || jsonb_path_query_array(${more}::jsonb, '$[0 to $end]',
            jsonb_build_object('end', ${KEPT[column] - 1} - jsonb_array_length(${column})))`;
}
