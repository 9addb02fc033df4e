import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import type { ImportId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import type { DocumentFields } from '../documents/document.dto.js';
import { Documents } from '../documents/documents.js';
import { type Line, type LineError, linesOf, parseLine } from './import-lines.js';

const BATCH_LINES = 500;
const ERRORS_MAX = 1_000;
/** How often an import may be begun without getting any further. */
const ATTEMPTS_MAX = 10;

interface OpenImport {
  publish: boolean;
  content: Buffer;
  processed: number;
  attempts: number;
  request_id: string;
}

interface Counts {
  total: number;
  processed: number;
  created: number;
  updated: number;
  failed: number;
}

/** Another worker has the import, or it has ended. */
class OvertakenError extends Error {}

/** Imports a stored file batch by batch. Progress commits with each batch, so that a kill repeats and loses nothing. */
@Injectable()
export class ImportRunner {
  private readonly logger = new Logger(ImportRunner.name);

  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly audit: AuditLog,
  ) {}

  /** @param mayGoOn asked before each batch; an import that was left is resumed later. */
  async run(id: ImportId, mayGoOn: () => boolean): Promise<void> {
    const open = await this.begin(id);
    if (open === undefined) {
      return;
    }
    if (open.attempts > ATTEMPTS_MAX) {
      await this.giveUp(id, open);
      return;
    }
    try {
      await this.importLines(id, open, mayGoOn);
    } catch (error) {
      if (!(error instanceof OvertakenError)) {
        throw error;
      }
      this.logger.warn({ importId: id }, 'another worker has the import');
    }
  }

  private async begin(id: ImportId): Promise<OpenImport | undefined> {
    const [row] = await this.database.rows<OpenImport>(
      `update knowledge_imports
          set status = 'running', attempts = attempts + 1, updated_at = clock_timestamp()
        where id = $1 and status in ('queued', 'running')
       returning publish, content, processed, attempts, request_id`,
      [id],
    );
    return row;
  }

  private async importLines(id: ImportId, open: OpenImport, mayGoOn: () => boolean): Promise<void> {
    const startedAt = performance.now();
    const total = count(linesOf(open.content));
    let { processed } = open;
    for (const batch of batchesOf(open.content, processed)) {
      if (!mayGoOn()) {
        return;
      }
      await this.database.transaction((tx) => this.importBatch(tx, { id, open, total, processed }, batch));
      processed += batch.length;
    }
    const counts = await this.database.transaction((tx) => this.complete(tx, id, open, total));
    const durationMs = Math.round(performance.now() - startedAt);
    this.logger.log({ importId: id, ...counts, durationMs }, 'an import was completed');
  }

  private async importBatch(
    tx: Tx,
    progress: { id: ImportId; open: OpenImport; total: number; processed: number },
    batch: readonly Line[],
  ): Promise<void> {
    await assertMine(tx, progress.id, progress.processed);
    const { documents, errors } = parseBatch(batch);
    const { created, updated } = await this.documents.store(tx, SYSTEM, documents, { publish: progress.open.publish });
    await tx.run(
      `update knowledge_imports
          set total = $2, processed = processed + $3, created = created + $4, updated = updated + $5,
              failed = failed + $6, attempts = 0, updated_at = clock_timestamp(),
              errors = errors || jsonb_path_query_array(
                $7::jsonb, '$[0 to $end]',
                jsonb_build_object('end', $8::integer - 1 - jsonb_array_length(errors)))
        where id = $1`,
      [progress.id, progress.total, batch.length, created, updated, errors.length, JSON.stringify(errors), ERRORS_MAX],
    );
  }

  private async complete(tx: Tx, id: ImportId, open: OpenImport, total: number): Promise<Counts> {
    const [counts] = await tx.rows<Counts>(
      `update knowledge_imports
          set status = 'completed', total = $2, content = null, updated_at = clock_timestamp()
        where id = $1 and status = 'running' and processed = $2
       returning total, processed, created, updated, failed`,
      [id, total],
    );
    if (counts === undefined) {
      throw new OvertakenError();
    }
    const { created, updated, failed } = counts;
    await this.audit.record(
      tx,
      { actor: SYSTEM, requestId: open.request_id },
      { action: 'knowledge.import-completed', details: { importId: id, total, created, updated, failed } },
    );
    return counts;
  }

  /** What was imported stays, and its counts say how much that is. */
  private async giveUp(id: ImportId, open: OpenImport): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.run(
        `update knowledge_imports set status = 'failed', content = null, updated_at = clock_timestamp() where id = $1`,
        [id],
      );
      await this.audit.record(
        tx,
        { actor: SYSTEM, requestId: open.request_id },
        { action: 'knowledge.import-failed', details: { importId: id, reason: 'too-many-attempts' } },
      );
    });
    this.logger.error({ importId: id }, 'an import was given up');
  }
}

/** Locks the import until the batch commits, and leaves it to whoever got further with it. */
async function assertMine(tx: Tx, id: ImportId, processed: number): Promise<void> {
  const [row] = await tx.rows<{ id: ImportId }>(
    `select id from knowledge_imports where id = $1 and status = 'running' and processed = $2 for update`,
    [id, processed],
  );
  if (row === undefined) {
    throw new OvertakenError();
  }
}

function* batchesOf(content: Buffer, skipped: number): Generator<Line[]> {
  let position = 0;
  let batch: Line[] = [];
  for (const line of linesOf(content)) {
    position += 1;
    if (position <= skipped) {
      continue;
    }
    batch.push(line);
    if (batch.length === BATCH_LINES) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

/** Of lines with the same external id the last counts, in a batch as between batches. */
function parseBatch(batch: readonly Line[]): { documents: DocumentFields[]; errors: LineError[] } {
  const documents = new Map<string, DocumentFields>();
  const errors: LineError[] = [];
  for (const line of batch) {
    const parsed = parseLine(line);
    if ('error' in parsed) {
      errors.push(parsed.error);
    } else {
      documents.set(parsed.document.externalId, parsed.document);
    }
  }
  return { documents: [...documents.values()], errors };
}

function count(lines: Iterable<Line>): number {
  return [...lines].length;
}
