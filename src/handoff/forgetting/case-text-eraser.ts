import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SYSTEM } from '../../common/access.js';
import type { AccountId, ContactId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { ERASED_TEXT, type Eraser, Erasers, type ExportedPart } from '../../privacy/erasure/erasers.js';

/**
 * What people wrote of him: notes, summaries, tickets and their comments, remarks, and the notices that operators were
 * sent. A ticket in another system is told of by its own operator.
 */
@Injectable()
export class CaseTextEraser implements Eraser, OnModuleInit {
  readonly name = 'case-texts';
  readonly rank = 55;

  constructor(
    private readonly audit: AuditLog,
    private readonly erasers: Erasers,
  ) {}

  onModuleInit(): void {
    this.erasers.register(this);
  }

  async erase(tx: Tx, contactId: ContactId, until: Date): Promise<'done'> {
    const cases = await tx.rows<{ id: string }>(
      `update handoffs set summary = null, note = null
        where conversation_id in (select id from conversations where contact_id = $1) and created_at <= $2
       returning id`,
      [contactId, until],
    );
    const ids = cases.map(({ id }) => id);
    await tx.run('update handoff_notes set text = $2 where handoff_id = any($1)', [ids, ERASED_TEXT]);
    await tx.run('delete from desk_drafts where handoff_id = any($1)', [ids]);
    await tx.run('update handoff_events set details = null where handoff_id = any($1)', [ids]);
    await tx.run(
      // One that waits, or is dead and could be sent again by hand, has nothing left to send. What takes a card's buttons away
      // holds no words of his, and the end of the case has just added it.
      `update notifications set request = '{}', fallback = null, replacement = null,
                                state = case when state in ('dead', 'pending') then 'superseded' else state end,
                                done_at = coalesce(done_at, clock_timestamp())
        where handoff_id = any($1)
          and (state in ('delivered', 'superseded', 'dead')
            or state = 'pending' and kind <> 'card-update' and created_at <= $2)`,
      [ids, until],
    );
    await tx.run('update surveys set comment = null where contact_id = $1 and created_at <= $2', [contactId, until]);
    await this.eraseTickets(tx, contactId, until);
    return 'done';
  }

  /** They stand in the parts of `cases`. */
  async *export(): AsyncGenerator<ExportedPart> {
    // notes of operators are their own
  }

  private async eraseTickets(tx: Tx, contactId: ContactId, until: Date): Promise<void> {
    const tickets = await tx.rows<{ id: string; number: string; version: number; account_id: AccountId }>(
      `update tickets set title = $3, summary = null, summary_by = null, summarise_at = null, state = 'closed',
                          closed_at = coalesce(closed_at, clock_timestamp()), updated_at = clock_timestamp(),
                          version = version + 1
        where contact_id = $1 and created_at <= $2 and title <> $3
        returning id, number, version, account_id`,
      [contactId, until, ERASED_TEXT],
    );
    await tx.run('update ticket_comments set text = $2, author_name = null where ticket_id = any($1)', [
      tickets.map(({ id }) => id),
      ERASED_TEXT,
    ]);
    for (const { id: ticketId, number, version, account_id: accountId } of tickets) {
      const details = { ticketId, number, version, state: 'closed', changed: ['title', 'summary', 'state'] };
      await this.audit.record(tx, { actor: SYSTEM, accountId, contactId }, { action: 'ticket.updated', details });
    }
  }
}
