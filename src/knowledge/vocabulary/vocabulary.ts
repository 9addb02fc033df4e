import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { changeOf } from '../../audit/change.js';
import type { Principal } from '../../common/access.js';
import { assertMatch } from '../../common/entity-tag.js';
import { Database, type Sql } from '../../database/database.js';
import type { VocabularyWords } from '../lexical/vocabulary-words.js';

export type { VocabularyWords } from '../lexical/vocabulary-words.js';

export interface StoredVocabulary extends VocabularyWords {
  /** Grows with each change. */
  version: number;
  updatedAt: Date;
}

interface VocabularyRow {
  synonyms: string[][];
  stop_words: string[];
  version: number;
  updated_at: Date;
}

/** The words of the enterprise. They act on what is found, hence a change raises `knowledge_version`. */
@Injectable()
export class Vocabulary {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  get(): Promise<StoredVocabulary> {
    return readVocabulary(this.database);
  }

  /**
   * Replaces all words; those that are the same already stay at their version.
   * @param ifMatch the ETag that was seen, as the header says it.
   * @throws {AppError} `request.precondition-failed`
   */
  replace(actor: Principal, requestId: string, words: VocabularyWords, ifMatch?: string): Promise<StoredVocabulary> {
    return this.database.transaction(async (tx) => {
      await tx.rows('select id from knowledge_vocabulary for update');
      const before = await readVocabulary(tx);
      assertMatch(ifMatch, before.version);
      const { synonyms, stopWords } = words;
      if (isDeepStrictEqual({ synonyms, stopWords }, { synonyms: before.synonyms, stopWords: before.stopWords })) {
        return before;
      }
      await tx.run(
        `update knowledge_vocabulary
            set synonyms = $1, stop_words = $2, version = version + 1, updated_at = clock_timestamp()`,
        [JSON.stringify(synonyms), stopWords],
      );
      await tx.run('update knowledge_version set version = version + 1');
      const after = await readVocabulary(tx);
      const counts = { synonyms: synonyms.length, stopWords: stopWords.length };
      const details = { version: after.version, ...counts, ...changeOf(before, after) };
      await this.audit.record(tx, { actor, requestId }, { action: 'knowledge.vocabulary-changed', details });
      return after;
    });
  }
}

/** For whoever reads it beside the index, outside of Nest. */
async function readVocabulary(sql: Sql): Promise<StoredVocabulary> {
  const [row] = await sql.rows<VocabularyRow>(
    'select synonyms, stop_words, version, updated_at from knowledge_vocabulary',
  );
  if (row === undefined) {
    throw new TypeError('the vocabulary has no row');
  }
  return { synonyms: row.synonyms, stopWords: row.stop_words, version: row.version, updatedAt: row.updated_at };
}
