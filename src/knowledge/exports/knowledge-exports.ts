import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { Principal } from '../../common/access.js';
import { Database } from '../../database/database.js';
import type { DocumentFilter } from '../documents/document-list.js';
import type { DocumentRow } from '../documents/document-row.js';
import { Documents } from '../documents/documents.js';
import { type ExportFormat, exportHead, exportLines } from './export-lines.js';

const PAGE = 200;
const PART_CHARACTERS = 100_000;

/** The documents as files that an import takes. */
@Injectable()
export class KnowledgeExports {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly documents: Documents,
  ) {}

  /** The pieces of a file, a page of documents at a time; the next one is read when the one before was taken. */
  async start(
    actor: Principal,
    requestId: string,
    format: ExportFormat,
    filter: Pick<DocumentFilter, 'state' | 'category'>,
  ): Promise<AsyncGenerator<string>> {
    const details = { format, state: filter.state ?? null, category: filter.category ?? null };
    await this.database.transaction((tx) =>
      this.audit.record(tx, { actor, requestId }, { action: 'knowledge.exported', details }),
    );
    return this.pieces(format, filter);
  }

  private async *pieces(format: ExportFormat, filter: DocumentFilter): AsyncGenerator<string> {
    const head = exportHead(format);
    if (head !== '') {
      yield head;
    }
    let after: string | undefined;
    for (;;) {
      const rows = await this.documents.export(filter, after, PAGE);
      if (rows.length === 0) {
        return;
      }
      for (const part of partsOf(rows)) {
        yield exportLines(format, part);
      }
      after = rows.at(-1)?.id;
    }
  }
}

/** Few enough that writing them holds nobody up; a single document may be longer. */
function* partsOf(rows: readonly DocumentRow[]): Generator<DocumentRow[]> {
  let part: DocumentRow[] = [];
  let characters = 0;
  for (const row of rows) {
    part.push(row);
    characters += row.answer.length;
    if (characters >= PART_CHARACTERS) {
      yield part;
      part = [];
      characters = 0;
    }
  }
  if (part.length > 0) {
    yield part;
  }
}
