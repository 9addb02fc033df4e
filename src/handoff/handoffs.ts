import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { Principal } from '../common/access.js';
import { type HandoffId, newId, type TurnId } from '../common/ids.js';
import { Database, type Tx } from '../database/database.js';
import { type Conversation, Conversations } from '../messaging/conversations.js';

export interface HandoffRow {
  id: string;
  conversation_id: string;
  contact_id: string;
  account_id: string;
  reason: string;
  summary: string | null;
  state: string;
  created_at: Date;
  closed_at: Date | null;
}

export interface NewHandoff {
  turnId: TurnId;
  reason: string;
  /** What whoever takes over should know, beyond what was said. */
  summary?: string | undefined;
  actor: Principal;
}

/** Requests for a human: at most one open for a conversation, which it keeps open. The bot goes on answering. */
@Injectable()
export class Handoffs {
  constructor(
    private readonly database: Database,
    private readonly conversations: Conversations,
    private readonly audit: AuditLog,
  ) {}

  /** Nothing happens where one is open already. */
  async request(tx: Tx, conversation: Conversation, { turnId, reason, summary, actor }: NewHandoff): Promise<void> {
    const id = newId<HandoffId>();
    const { id: conversationId, contactId, accountId } = conversation;
    const added = await tx.run(
      `insert into handoffs (id, conversation_id, contact_id, account_id, turn_id, reason, summary)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (conversation_id) where state = 'requested' do nothing`,
      [id, conversationId, contactId, accountId, turnId, reason, summary ?? null],
    );
    if (added === 1) {
      await this.conversations.keepOpen(tx, conversationId, true);
      const details = { handoffId: id, reason };
      await this.audit.record(
        tx,
        { actor, accountId, contactId, conversationId },
        { action: 'handoff.requested', details },
      );
    }
  }

  /** The contact has left: nobody needs to come any more. */
  async abandon(tx: Tx, conversation: Conversation, actor: Principal): Promise<void> {
    const { id: conversationId, contactId, accountId } = conversation;
    const [abandoned] = await tx.rows<{ id: string }>(
      `update handoffs set state = 'abandoned', closed_at = clock_timestamp()
        where conversation_id = $1 and state = 'requested' returning id`,
      [conversationId],
    );
    if (abandoned !== undefined) {
      await this.conversations.keepOpen(tx, conversationId, false);
      const details = { handoffId: abandoned.id };
      await this.audit.record(
        tx,
        { actor, accountId, contactId, conversationId },
        { action: 'handoff.abandoned', details },
      );
    }
  }

  /** Newest first; `before` is the last id of the page before. */
  list(state: string | undefined, before: string | undefined, limit: number): Promise<HandoffRow[]> {
    return this.database.rows<HandoffRow>(
      `select id, conversation_id, contact_id, account_id, reason, summary, state, created_at, closed_at from handoffs
        where ($1::text is null or state = $1) and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [state ?? null, before ?? null, limit],
    );
  }
}
