import { asId, type GroupId, type OperatorId } from '../../common/ids.js';
import type { ExternalChange } from './external-tickets.js';
import type { ExternalTicketBody, NewTicketBody, TicketBody } from './ticket.dto.js';
import type { NewTicket, TicketChange } from './ticket.js';

/** What the bodies of requests come to. */
export function newTicketOf(body: NewTicketBody): NewTicket {
  const { title, summary, priority, category, dueAt } = body;
  const { groupId, assigneeId } = namedIn(body);
  return {
    contactId: asId(body.contactId),
    ...(body.conversationId !== undefined && { conversationId: asId(body.conversationId) }),
    reason: 'asked',
    title,
    summary,
    priority,
    category: category ?? undefined,
    groupId: groupId ?? undefined,
    assigneeId: assigneeId ?? undefined,
    dueAt: momentOf(dueAt) ?? undefined,
  };
}

export function changeOf({ title, summary, category, priority, state, ...body }: TicketBody): TicketChange {
  return {
    title,
    summary,
    category,
    priority,
    state,
    ...namedIn(body),
    dueAt: momentOf(body.dueAt),
  };
}

export function externalChangeOf(body: ExternalTicketBody): ExternalChange {
  const { ticketId, contactId, conversationId, comments } = body;
  return {
    ...changeOf(body),
    ...(ticketId !== undefined && { ticketId: asId(ticketId) }),
    ...(contactId !== undefined && { contactId: asId(contactId) }),
    ...(conversationId !== undefined && { conversationId: asId(conversationId) }),
    comments,
  };
}

function namedIn({ groupId, assigneeId }: TicketBody): Pick<TicketChange, 'groupId' | 'assigneeId'> {
  return {
    groupId: typeof groupId === 'string' ? asId<GroupId>(groupId) : groupId,
    assigneeId: typeof assigneeId === 'string' ? asId<OperatorId>(assigneeId) : assigneeId,
  };
}

function momentOf(moment: string | null | undefined): Date | null | undefined {
  return typeof moment === 'string' ? new Date(moment) : moment;
}
