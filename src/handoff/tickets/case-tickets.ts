import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SYSTEM } from '../../common/access.js';
import type { Tx } from '../../database/database.js';
import type { Case } from '../cases/case.js';
import { CaseFallback, type FallbackReason, type TicketMaker } from '../cases/case-fallback.js';
import { TicketNotices } from './ticket-notices.js';
import { Groups } from '../groups/groups.js';
import { ticketPriorityOf } from './ticket.js';
import { ticketOfHandoff } from './ticket-rows.js';
import { Tickets } from './tickets.js';

/** Makes a ticket of a case that nobody takes, once, and tells the contact. */
@Injectable()
export class CaseTickets implements TicketMaker, OnModuleInit {
  constructor(
    private readonly fallback: CaseFallback,
    private readonly groups: Groups,
    private readonly tickets: Tickets,
    private readonly notices: TicketNotices,
  ) {}

  onModuleInit(): void {
    this.fallback.register(this);
  }

  async toTicket(tx: Tx, handoff: Case, why: FallbackReason): Promise<void> {
    if ((await ticketOfHandoff(tx, handoff.id)) !== undefined) {
      return;
    }
    const scope = { actor: SYSTEM, requestId: handoff.requestId };
    const ticket = await this.tickets.create(
      tx,
      {
        contactId: handoff.contactId,
        conversationId: handoff.conversationId,
        handoffId: handoff.id,
        reason: why,
        category: handoff.category ?? undefined,
        priority: ticketPriorityOf(handoff.priority),
        // A group may be deleted while a case of it waits: the ticket is then nobody's, but it is there.
        groupId: handoff.groupId === null ? undefined : this.groups.byId(handoff.groupId)?.id,
        language: handoff.language ?? undefined,
        notes: handoff.summary ?? undefined,
      },
      scope,
    );
    await this.notices.tellContact(tx, ticket, 'created', scope);
  }
}
