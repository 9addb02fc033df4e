import { authorOf } from '../../common/access.js';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { AppError, NotFoundError } from '../../common/app-error.js';
import { newId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Vault } from '../../privacy/vault/vault.js';
import { type CommentRow, COMMENTS_MAX, ticketName, type TicketRow } from './ticket.js';
import { TicketNotices } from './ticket-notices.js';
import { lockTicket } from './ticket-rows.js';
import { auditScope, type TicketScope } from './ticket-scope.js';

export interface NewComment {
  text: string;
  /** As an outside system says it. */
  authorName?: string | undefined;
  /** The outside system's own id: said twice, it is there once. */
  externalId?: string | undefined;
}

/** What people have to say of a ticket. The contact does not read it. */
@Injectable()
export class TicketComments {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly notices: TicketNotices,
    private readonly vault: Vault,
  ) {}

  /** Oldest first; `after` is the id of the last of the page before. */
  list(ticketId: string, after: string | undefined, limit: number): Promise<CommentRow[]> {
    return this.database.rows<CommentRow>(
      `select * from ticket_comments where ticket_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
      [ticketId, after ?? null, limit],
    );
  }

  /**
   * One that is there already, by its external id, stays as it is and is returned.
   * @throws {NotFoundError}
   * @throws {AppError} `ticket.comments-full`
   */
  async add(tx: Tx, ticketId: string, comment: NewComment, scope: TicketScope): Promise<CommentRow> {
    const ticket = await lockTicket(tx, ticketId);
    if (ticket === undefined) {
      throw new NotFoundError('the ticket');
    }
    return (await this.existing(tx, ticket, comment)) ?? this.insert(tx, ticket, comment, scope);
  }

  private async existing(tx: Tx, { id }: TicketRow, { externalId }: NewComment): Promise<CommentRow | undefined> {
    const [row] =
      externalId === undefined
        ? []
        : await tx.rows<CommentRow>('select * from ticket_comments where ticket_id = $1 and external_id = $2', [
            id,
            externalId,
          ]);
    return row;
  }

  private async insert(tx: Tx, ticket: TicketRow, comment: NewComment, scope: TicketScope): Promise<CommentRow> {
    if (ticket.comments >= COMMENTS_MAX) {
      throw new AppError('ticket.comments-full', `a ticket takes ${COMMENTS_MAX} comments`);
    }
    const { actor } = scope;
    const [text = ''] = await this.vault.protect(tx, ticket.contact_id, [comment.text]);
    const [row] = await tx.rows<CommentRow>(
      `insert into ticket_comments (id, ticket_id, author, author_name, external_id, text)
       values ($1, $2, $3, $4, $5, $6) returning *`,
      [
        newId(),
        ticket.id,
        JSON.stringify(authorOf(actor)),
        comment.authorName ?? null,
        comment.externalId ?? null,
        text,
      ],
    );
    if (row === undefined) {
      throw new TypeError('an insert returned no row');
    }
    await tx.run('update tickets set comments = comments + 1, updated_at = clock_timestamp() where id = $1', [
      ticket.id,
    ]);
    const details = { ticketId: ticket.id, number: ticketName(ticket.number), commentId: row.id };
    await this.audit.record(tx, auditScope(ticket, scope), { action: 'ticket.commented', details });
    await this.notices.commented(tx, ticket, row, scope);
    return row;
  }
}
