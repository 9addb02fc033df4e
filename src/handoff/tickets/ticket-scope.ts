import type { Principal } from '../../common/access.js';
import type { TicketRow } from './ticket.js';

/** Who does something to a ticket, and in which request. */
export interface TicketScope {
  actor: Principal;
  requestId: string;
}

/** The same, as the audit log takes it. */
export function auditScope(ticket: TicketRow, { actor, requestId }: TicketScope) {
  const { account_id: accountId, contact_id: contactId, conversation_id: conversationId } = ticket;
  return { actor, requestId, accountId, contactId, ...(conversationId !== null && { conversationId }) };
}
