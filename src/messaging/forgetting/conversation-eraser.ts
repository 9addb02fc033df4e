import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import type { AccountId, ContactId, ConversationId, MessageId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { type Eraser, Erasers, type ExportedPart } from '../../privacy/erasure/erasers.js';
import { exportedPages } from '../../privacy/erasure/exported-pages.js';
import { Conversations } from '../conversations.js';
import { ERASED } from '../delivery.js';

/**
 * What is under way: nothing more comes of it. Whoever works on a turn of the contact loses the lease, so that what it
 * would come to is void; what waits has its outcome, what waits to be sent is cancelled, and the conversation ends. What
 * the person writes later begins another one.
 */
@Injectable()
export class ConversationEraser implements Eraser, OnModuleInit {
  readonly name = 'conversations';
  readonly rank = 0;

  constructor(
    private readonly database: Database,
    private readonly conversations: Conversations,
    private readonly audit: AuditLog,
    private readonly erasers: Erasers,
  ) {}

  onModuleInit(): void {
    this.erasers.register(this);
  }

  /** All there is now, whenever the erasure was asked for: what else is erased ends here. */
  async erase(tx: Tx, contactId: ContactId): Promise<'done'> {
    await tx.run(`update leases set token = token + 1, until = clock_timestamp() where contact_id = $1`, [contactId]);
    const open = await tx.rows<{ id: ConversationId; account_id: AccountId }>(
      `select id, account_id from conversations
        where contact_id = $1 and state = 'open' for update`,
      [contactId],
    );
    await this.finishWaiting(tx, contactId, open[0]?.id);
    await cancelDeliveries(tx, contactId);
    for (const { id, account_id: accountId } of open) {
      await this.conversations.end(tx, { id, contactId, accountId }, 'erased', SYSTEM);
    }
    return 'done';
  }

  export(contactId: ContactId): AsyncGenerator<ExportedPart> {
    return exportedPages('conversations', 'id', (before, limit) =>
      this.database.rows<{ id: string }>(
        `select id, state, started_at as "startedAt", last_activity_at as "lastActivityAt", ended_at as "endedAt",
                  end_reason as "endReason", language
             from conversations where contact_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
        [contactId, before, limit],
      ),
    );
  }

  /** Those that no turn has taken are in no history, and nothing comes back to them: their sender goes at once. */
  private async finishWaiting(tx: Tx, contactId: ContactId, conversationId?: ConversationId): Promise<void> {
    const waiting = await tx.rows<{ id: MessageId; account_id: AccountId; turn_id: string | null; request_id: string }>(
      `update inbox set state = 'done', outcome = 'ignored', reason = 'erased', done_at = clock_timestamp(),
                        content = null, payload = null, external_id = '', dedupe_key = 'erased/' || id
        where contact_id = $1 and state = 'open'
        returning id, account_id, turn_id, request_id`,
      [contactId],
    );
    for (const { id, account_id: accountId, turn_id: turnId, request_id: requestId } of waiting) {
      const scope = { actor: SYSTEM, accountId, contactId, requestId, ...(conversationId && { conversationId }) };
      const details = { turnId: turnId ?? id, outcome: 'ignored', reason: 'erased', inbound: [id] };
      await this.audit.record(tx, scope, { action: 'dialog.outcome', details });
    }
  }
}

/**
 * To him, and of his conversations to operators. What is being sent at this moment has its words taken away, without which
 * it is not tried again.
 */
async function cancelDeliveries(tx: Tx, contactId: ContactId): Promise<void> {
  const isHis = '(contact_id = $1 or conversation_id in (select id from conversations where contact_id = $1))';
  await tx.run(
    `update outbox set state = 'cancelled', reason = 'erased', done_at = clock_timestamp(), ${ERASED}
      where state = 'pending' and ${isHis}`,
    [contactId],
  );
  await tx.run(`update outbox set reason = 'erased', ${ERASED} where state = 'sending' and ${isHis}`, [contactId]);
}
