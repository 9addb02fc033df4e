import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ContactId } from '../common/ids.js';
import { Database, type Tx } from '../database/database.js';
import { type Eraser, Erasers, type ExportedPart } from '../privacy/erasure/erasers.js';
import { exportedPages } from '../privacy/erasure/exported-pages.js';

const TURNS_PER_BATCH = 500;

/** What was thought: turns with their explanations, calls of the enterprise's systems, flows, and answers tried anew. */
@Injectable()
export class TurnEraser implements Eraser, OnModuleInit {
  readonly name = 'turns';
  readonly rank = 40;

  constructor(
    private readonly database: Database,
    private readonly erasers: Erasers,
  ) {}

  onModuleInit(): void {
    this.erasers.register(this);
  }

  async erase(tx: Tx, contactId: ContactId, until: Date): Promise<'more' | 'done'> {
    const conversations = await tx.rows<{ id: string }>(
      'select id from conversations where contact_id = $1 and started_at <= $2',
      [contactId, until],
    );
    const conversationIds = conversations.map(({ id }) => id);
    const turns = await tx.rows<{ id: string }>(
      `delete from turns where id in (select id from turns where conversation_id = any($1) limit ${TURNS_PER_BATCH})
       returning id`,
      [conversationIds],
    );
    const turnIds = turns.map(({ id }) => id);
    await tx.run('delete from replayed_turns where turn_id = any($1)', [turnIds]);
    await tx.run('delete from tool_calls where conversation_id = any($1)', [conversationIds]);
    await tx.run('delete from flow_runs where conversation_id = any($1)', [conversationIds]);
    return turns.length < TURNS_PER_BATCH ? 'done' : 'more';
  }

  /** What a machine decided of him: how each turn ended, and why. */
  export(contactId: ContactId): AsyncGenerator<ExportedPart> {
    return exportedPages('turns', 'id', (after, limit) =>
      this.database.rows<{ id: string }>(
        `select t.id, t.conversation_id as "conversationId", t.outcome, t.reason, t.language, t.intent,
                  t.started_at as "startedAt", t.finished_at as "finishedAt"
             from conversations c join turns t on t.conversation_id = c.id
            where c.contact_id = $1 and ($2::uuid is null or t.id > $2) order by t.id limit $3`,
        [contactId, after, limit],
      ),
    );
  }
}
