import { Injectable } from '@nestjs/common';
import { InvalidRequestError } from '../../common/app-error.js';
import type { ContactId, ConversationId, TicketId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { type NewComment, TicketComments } from './ticket-comments.js';
import { externalTicket } from './ticket-rows.js';
import type { ExternalTicket, TicketChange, TicketRow } from './ticket.js';
import type { TicketScope } from './ticket-scope.js';
import { Tickets } from './tickets.js';

/** What an outside system says of its ticket. */
export interface ExternalChange extends TicketChange {
  /** The one of ours that it is, where it is not named as theirs yet. */
  ticketId?: TicketId | undefined;
  /** Whose it is, where it is new to us. */
  contactId?: ContactId | undefined;
  conversationId?: ConversationId | undefined;
  comments?: readonly NewComment[] | undefined;
}

/** Keeps our tickets in step with those of an outside system, which may say the same any number of times. */
@Injectable()
export class ExternalTickets {
  constructor(
    private readonly tickets: Tickets,
    private readonly comments: TicketComments,
  ) {}

  /**
   * @throws {NotFoundError} for a ticket or a contact that is not there.
   * @throws {InvalidRequestError} for a ticket that is new to us and names no contact, or no title.
   * @throws {AppError} `request.conflict`, `ticket.step-forbidden`, `ticket.comments-full`
   */
  async put(
    tx: Tx,
    external: ExternalTicket,
    change: ExternalChange,
    scope: TicketScope,
  ): Promise<{ ticket: TicketRow; isNew: boolean }> {
    const { ticketId, comments = [] } = change;
    await this.lock(tx, external);
    const known = ticketId ?? (await externalTicket(tx, external.system, external.id))?.id;
    const id = known ?? (await this.create(tx, external, change, scope)).id;
    await this.tickets.change(tx, id, { ...change, external }, scope);
    for (const comment of comments) {
      await this.comments.add(tx, id, comment, scope);
    }
    return { ticket: await this.tickets.get(id, tx), isNew: known === undefined };
  }

  /** Two calls about one ticket come one after the other, the first of all included: it has no row to lock. */
  private async lock(tx: Tx, { system, id }: ExternalTicket): Promise<void> {
    await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`ticket/${system}/${id}`]);
  }

  private async create(
    tx: Tx,
    external: ExternalTicket,
    { contactId, conversationId, title, summary, ...rest }: ExternalChange,
    scope: TicketScope,
  ): Promise<TicketRow> {
    if (contactId === undefined || title === undefined) {
      const missing = Object.entries({ contactId, title }).filter(([, value]) => value === undefined);
      throw new InvalidRequestError(
        'the ticket is new to us',
        missing.map(([name]) => `${name}: is needed for a ticket that is new to us`),
      );
    }
    const { category, priority, groupId, assigneeId, dueAt } = rest;
    return this.tickets.create(
      tx,
      {
        contactId,
        conversationId,
        title,
        summary,
        category: category ?? undefined,
        priority,
        groupId: groupId ?? undefined,
        assigneeId: assigneeId ?? undefined,
        dueAt: dueAt ?? undefined,
        reason: 'outside-system',
        external,
      },
      scope,
    );
  }
}
