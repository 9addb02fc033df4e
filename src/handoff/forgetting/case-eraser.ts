import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SYSTEM } from '../../common/access.js';
import type { ContactId, ConversationId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { type Eraser, Erasers, type ExportedPart } from '../../privacy/erasure/erasers.js';
import { exportedPages } from '../../privacy/erasure/exported-pages.js';
import { Handoffs } from '../cases/handoffs.js';

/** His open cases: nobody is to answer any more. */
@Injectable()
export class CaseEraser implements Eraser, OnModuleInit {
  readonly name = 'cases';
  readonly rank = 5;

  constructor(
    private readonly database: Database,
    private readonly handoffs: Handoffs,
    private readonly erasers: Erasers,
  ) {}

  onModuleInit(): void {
    this.erasers.register(this);
  }

  async erase(tx: Tx, contactId: ContactId, until: Date): Promise<'done'> {
    const conversations = await tx.rows<{ id: ConversationId }>(
      `select conversation_id as id from handoffs
        where conversation_id in (select id from conversations where contact_id = $1)
          and closed_at is null and created_at <= $2
        order by conversation_id`,
      [contactId, until],
    );
    for (const { id } of conversations) {
      await this.handoffs.abandon(tx, { id }, SYSTEM);
    }
    return 'done';
  }

  async *export(contactId: ContactId): AsyncGenerator<ExportedPart> {
    yield* exportedPages('cases', 'id', (before, limit) =>
      this.database.rows<{ id: string }>(
        `select id, conversation_id as "conversationId", reason, state, intent, language, summary, outcome,
                  created_at as "createdAt", claimed_at as "claimedAt", closed_at as "closedAt"
             from handoffs
            where conversation_id in (select id from conversations where contact_id = $1)
              and ($2::uuid is null or id < $2)
            order by id desc limit $3`,
        [contactId, before, limit],
      ),
    );
    yield* exportedPages('surveys', 'id', (before, limit) =>
      this.database.rows<{ id: string }>(
        `select id, conversation_id as "conversationId", score, comment, created_at as "createdAt",
                  scored_at as "scoredAt"
             from surveys where contact_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
        [contactId, before, limit],
      ),
    );
    yield* exportedPages('tickets', 'number', (before, limit) =>
      this.database.rows<{ number: string }>(
        `select id, number, category, reason, title, summary, state, created_at as "createdAt", closed_at as "closedAt"
             from tickets where contact_id = $1 and ($2::bigint is null or number < $2) order by number desc limit $3`,
        [contactId, before, limit],
      ),
    );
  }
}
