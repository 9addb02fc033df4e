import { Injectable } from '@nestjs/common';
import type { AuditScope } from '../../audit/audit-event.js';
import { AuditLog } from '../../audit/audit-log.js';
import type { ContactId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';

/** What was shown of a contact, and why. */
export interface Reveal {
  contactId: ContactId;
  /** As the texts carry them, such as `〔手机号·1〕`; never the values. */
  placeholders: readonly string[];
  /** Why: a person's words, or the name of a rule such as `handoff.claimed`. */
  reason: string;
  /** The request that it was, if it was one. */
  unmaskingId?: string | undefined;
}

/** Whoever sees an original is written down, in the transaction that comes before he sees it. */
@Injectable()
export class Reveals {
  constructor(private readonly audit: AuditLog) {}

  /**
   * Nothing to show: no event.
   * @param scope who sees it, and of which account and conversation.
   */
  async record(tx: Tx, scope: AuditScope, { contactId, placeholders, reason, unmaskingId }: Reveal): Promise<void> {
    if (placeholders.length > 0) {
      await this.audit.record(
        tx,
        { ...scope, contactId },
        {
          action: 'vault.revealed',
          details: { placeholders, reason, ...(unmaskingId !== undefined && { unmaskingId }) },
        },
      );
    }
  }
}
