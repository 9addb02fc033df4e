import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContactId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { type Eraser, Erasers, type ExportedPart } from '../../privacy/erasure/erasers.js';
import { exportedPages } from '../../privacy/erasure/exported-pages.js';

const QUESTIONS_PER_BATCH = 1_000;

/** What he asked the knowledge base. A gap that began with his question goes by another's words, or goes with it. */
@Injectable()
export class QuestionEraser implements Eraser, OnModuleInit {
  readonly name = 'questions';
  readonly rank = 50;

  constructor(
    private readonly database: Database,
    private readonly erasers: Erasers,
  ) {}

  onModuleInit(): void {
    this.erasers.register(this);
  }

  async erase(tx: Tx, contactId: ContactId, until: Date): Promise<'more' | 'done'> {
    const gone = await tx.rows<{ cluster_id: string | null }>(
      `delete from asked_questions where id in (
         select a.id from conversations c join asked_questions a on a.conversation_id = c.id
          where c.contact_id = $1 and c.started_at <= $2 limit ${QUESTIONS_PER_BATCH})
       returning cluster_id`,
      [contactId, until],
    );
    await rewordClusters(tx, [...new Set(gone.flatMap(({ cluster_id: id }) => (id === null ? [] : [id])))]);
    return gone.length < QUESTIONS_PER_BATCH ? 'done' : 'more';
  }

  export(contactId: ContactId): AsyncGenerator<ExportedPart> {
    return exportedPages('questions', 'id', (after, limit) =>
      this.database.rows<{ id: string }>(
        `select a.id, a.text, a.outcome, a.reason, a.vote, a.asked_at as "askedAt"
             from conversations c join asked_questions a on a.conversation_id = c.id
            where c.contact_id = $1 and ($2::uuid is null or a.id > $2) order by a.id limit $3`,
        [contactId, after, limit],
      ),
    );
  }
}

/** A cluster without questions stays where an editor made a document of it: its words are the editor's by then. */
async function rewordClusters(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.run(
    `update question_clusters k
        set text = (select a.text from asked_questions a where a.cluster_id = k.id order by a.id limit 1)
      where k.id = any($1) and exists (select from asked_questions a where a.cluster_id = k.id)`,
    [ids],
  );
  await tx.run(
    `delete from question_clusters k
      where k.id = any($1) and k.document_id is null
        and not exists (select from asked_questions a where a.cluster_id = k.id)`,
    [ids],
  );
}
