import { Injectable, Logger } from '@nestjs/common';
import type { DocumentId, ImportId } from '../../common/ids.js';
import { doerOf } from '../../common/access.js';
import { Database, type Tx } from '../../database/database.js';
import { Documents } from '../documents/documents.js';
import type { Comparison, StoreCounts } from '../documents/store-documents.js';
import { FileError } from './file-error.js';
import type { ImportBatch } from './import-messages.js';
import { ImportProgress, type OpenImport, OvertakenError } from './import-progress.js';
import { KEPT } from './import-row.js';
import { ImportThread } from './import-thread.js';

/** How often an import may be begun without getting any further. */
const ATTEMPTS_MAX = 10;
/** The questions that a file is compared with: a page of them, and so many at most. */
const KNOWN_PAGE = 500;
const KNOWN_MAX = 200_000;

/** Imports a stored file batch by batch. Progress commits with each batch, so that a kill repeats and loses nothing. */
@Injectable()
export class ImportRunner {
  private readonly logger = new Logger(ImportRunner.name);

  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly progress: ImportProgress,
  ) {}

  /** @param mayGoOn asked before each batch; an import that was left is resumed later. */
  async run(id: ImportId, mayGoOn: () => boolean): Promise<void> {
    const open = await this.progress.begin(id);
    if (open === undefined) {
      return;
    }
    try {
      if (open.attempts > ATTEMPTS_MAX) {
        await this.fail(open, { code: 'knowledge.import-stuck', message: 'it was begun again and again' });
      } else {
        await this.importFile(open, mayGoOn);
      }
    } catch (error) {
      if (error instanceof FileError) {
        await this.fail(open, { code: error.code, message: error.message });
      } else if (error instanceof OvertakenError) {
        this.logger.warn({ importId: id }, 'another worker has the import');
      } else {
        throw error;
      }
    }
  }

  private async importFile(open: OpenImport, mayGoOn: () => boolean): Promise<void> {
    const startedAt = performance.now();
    const thread = new ImportThread({
      format: open.format,
      content: await this.progress.content(open),
      options: open.options,
      skipped: open.processed,
      duplicatesMax: KEPT.duplicates - open.duplicates,
    });
    try {
      await this.tellQuestions(thread);
      const total = await this.importBatches(open, thread, mayGoOn);
      if (total !== undefined) {
        const counts = await this.progress.complete(open, total);
        const durationMs = Math.round(performance.now() - startedAt);
        this.logger.log({ importId: open.id, ...counts, durationMs }, 'an import was completed');
      }
    } finally {
      await thread.close();
    }
  }

  /** What is archived is no duplicate: nobody finds it. */
  private async tellQuestions(thread: ImportThread): Promise<void> {
    let after: DocumentId | undefined;
    for (let told = 0; told < KNOWN_MAX; told += KNOWN_PAGE) {
      const rows = await this.database.rows<KnownRow>(
        `select id, external_id, question, similar_questions from documents
          where state <> 'archived' and ($1::uuid is null or id > $1)
          order by id
          limit $2`,
        [after ?? null, KNOWN_PAGE],
      );
      await thread.know(
        rows.map((row) => ({
          externalId: row.external_id,
          question: row.question,
          similarQuestions: row.similar_questions,
        })),
      );
      after = rows.at(-1)?.id;
      if (rows.length < KNOWN_PAGE) {
        return;
      }
    }
  }

  /** @returns how many entries the file has; undefined when it was left before its end. */
  private async importBatches(
    open: OpenImport,
    thread: ImportThread,
    mayGoOn: () => boolean,
  ): Promise<number | undefined> {
    const batches = thread.batches();
    let { processed } = open;
    for (;;) {
      const next = await batches.next();
      if (next.done === true) {
        return next.value;
      }
      if (!mayGoOn()) {
        return undefined;
      }
      const batch = next.value;
      const changes = open.dry_run
        ? await this.documents.compare(batch.documents, { publish: open.publish })
        : undefined;
      await this.database.transaction((tx) => this.importBatch(tx, open, processed, batch, changes));
      processed += batch.entries;
    }
  }

  private async importBatch(
    tx: Tx,
    open: OpenImport,
    processed: number,
    batch: ImportBatch,
    changes: readonly Comparison[] | undefined,
  ): Promise<void> {
    await this.progress.assertMine(tx, open.id, processed);
    if (changes === undefined) {
      const reason = `import ${open.options.name ?? open.id}`;
      const counts = await this.documents.store(tx, doerOf(open.created_by), batch.documents, {
        publish: open.publish,
        reason,
      });
      await this.progress.advance(tx, open.id, batch, counts, []);
    } else {
      const notable = changes.filter(({ change }) => change !== 'unchanged').slice(0, KEPT.changes);
      await this.progress.advance(tx, open.id, batch, countsOf(changes), notable);
    }
  }

  private async fail(open: OpenImport, failure: { code: string; message: string }): Promise<void> {
    await this.progress.fail(open, failure);
    this.logger.error({ importId: open.id, code: failure.code }, 'an import failed');
  }
}

interface KnownRow {
  id: DocumentId;
  external_id: string;
  question: string;
  similar_questions: string[];
}

function countsOf(changes: readonly Comparison[]): StoreCounts {
  const count = (change: Comparison['change']): number => changes.filter((item) => item.change === change).length;
  return { created: count('created'), updated: count('updated'), unchanged: count('unchanged') };
}
