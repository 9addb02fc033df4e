import { AppError } from '../../common/app-error.js';
import type { ExternalTicket, TicketChange, TicketRow } from './ticket.js';
import { mayBecome } from './ticket-states.js';

const columns = [
  'title',
  'summary',
  'category',
  'priority',
  'group_id',
  'assignee_id',
  'state',
  'due_at',
  'external_system',
  'external_id',
] as const satisfies readonly (keyof TicketRow)[];

/**
 * What a ticket is after a change. Pure.
 * @throws {AppError} `ticket.step-forbidden`, and `request.conflict` where it is known outside by another name.
 */
export function nextTicket(before: TicketRow, change: TicketChange): TicketRow {
  const state = change.state ?? before.state;
  if (state !== before.state && !mayBecome(before.state, state)) {
    throw new AppError('ticket.step-forbidden', `a ticket that is ${before.state} cannot become ${state}`);
  }
  const { external } = change;
  if (external !== undefined && isAnotherThan(external, before)) {
    throw new AppError('request.conflict', 'the ticket is another one in the outside system already');
  }
  const summary = change.summary ?? before.summary;
  const after: TicketRow = {
    ...before,
    title: change.title ?? before.title,
    summary,
    summary_by: summary === before.summary ? before.summary_by : (change.summaryBy ?? 'person'),
    category: given(change.category, before.category),
    priority: change.priority ?? before.priority,
    group_id: given(change.groupId, before.group_id),
    assignee_id: given(change.assigneeId, before.assignee_id),
    state,
    due_at: given(change.dueAt, before.due_at),
    external_system: external?.system ?? before.external_system,
    external_id: external?.id ?? before.external_id,
  };
  return changedFields(before, after).length === 0 ? before : { ...after, version: before.version + 1 };
}

/** What differs, under the names of the API. */
export function changedFields(before: TicketRow, after: TicketRow): string[] {
  return columns
    .filter((column) => valueOf(before[column]) !== valueOf(after[column]))
    .map((column) => column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
}

/** A ticket keeps the name that it got outside. */
function isAnotherThan({ system, id }: ExternalTicket, before: TicketRow): boolean {
  return before.external_id !== null && (before.external_id !== id || before.external_system !== system);
}

/** Undefined: it was left out; null takes it away. */
function given<Value>(wanted: Value | null | undefined, before: Value | null): Value | null {
  return wanted === undefined ? before : wanted;
}

function valueOf(value: string | Date | null): string | number | null {
  return value instanceof Date ? value.getTime() : value;
}
