import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../common/app-error.js';
import { Database } from '../../database/database.js';
import type { DocumentRow } from './document-row.js';

export interface PassageRow {
  ordinal: number;
  heading_path: string[];
  text: string;
}

/** What texts are found by. Those of old revisions stay: an answer may have quoted them. */
@Injectable()
export class DocumentPassages {
  constructor(private readonly database: Database) {}

  /**
   * In reading order; a FAQ entry has none.
   * @param after the ordinal of the last of the page before.
   * @throws {NotFoundError}
   */
  async list(
    id: string,
    { revision, after, limit }: { revision?: number | undefined; after: number | undefined; limit: number },
  ): Promise<{ revision: number; passages: PassageRow[] }> {
    const [document] = await this.database.rows<Pick<DocumentRow, 'revision'>>(
      'select revision from documents where id = $1',
      [id],
    );
    if (document === undefined || (revision ?? 0) > document.revision) {
      throw new NotFoundError(document === undefined ? 'the document' : 'the revision');
    }
    const wanted = revision ?? document.revision;
    const passages = await this.database.rows<PassageRow>(
      `select ordinal, heading_path, text from passages
        where document_id = $1 and revision = $2 and ($3::integer is null or ordinal > $3)
        order by ordinal
        limit $4`,
      [id, wanted, after ?? null, limit],
    );
    return { revision: wanted, passages };
  }
}
