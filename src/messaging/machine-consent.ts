import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { AccountId, ContactId, ConversationId, TurnId } from '../common/ids.js';
import type { Sql, Tx } from '../database/database.js';

/** Who says it, and in which turn. */
interface Saying {
  contactId: ContactId;
  accountId: AccountId;
  conversationId: ConversationId;
  turnId: TurnId;
  requestId: string;
}

/** Whether a contact is answered by a machine is up to him. What he says counts from his next turn on. */
@Injectable()
export class MachineConsent {
  constructor(private readonly audit: AuditLog) {}

  /** From now on only people answer. */
  async withdraw(tx: Tx, saying: Saying): Promise<void> {
    const changed = await tx.run(
      'update contacts set ai_refused_at = clock_timestamp() where id = $1 and ai_refused_at is null',
      [saying.contactId],
    );
    await this.record(tx, changed, saying, 'contact.consent-withdrawn');
  }

  /** The machine answers again. */
  async give(tx: Tx, saying: Saying): Promise<void> {
    const changed = await tx.run(
      'update contacts set ai_refused_at = null where id = $1 and ai_refused_at is not null',
      [saying.contactId],
    );
    await this.record(tx, changed, saying, 'contact.consent-given');
  }

  /** Whether the contact of a conversation wants no machine to work on what he says. */
  async isWithdrawn(sql: Sql, conversationId: ConversationId): Promise<boolean> {
    const rows = await sql.rows(
      `select 1 from conversations c join contacts p on p.id = c.contact_id
        where c.id = $1 and p.ai_refused_at is not null`,
      [conversationId],
    );
    return rows.length > 0;
  }

  /** Saying it twice changes nothing. */
  private async record(
    tx: Tx,
    changed: number,
    { contactId, accountId, conversationId, turnId, requestId }: Saying,
    action: 'contact.consent-withdrawn' | 'contact.consent-given',
  ): Promise<void> {
    if (changed === 1) {
      const scope = {
        actor: { kind: 'contact', id: contactId },
        accountId,
        contactId,
        conversationId,
        requestId,
      } as const;
      await this.audit.record(tx, scope, { action, details: { turnId } });
    }
  }
}
