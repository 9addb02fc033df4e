/** What may become of a ticket. `pending` waits for somebody else; what is closed stays closed. */
const steps = {
  open: ['pending', 'solved', 'closed'],
  pending: ['open', 'solved', 'closed'],
  solved: ['open', 'closed'],
  closed: [],
} as const satisfies Record<string, readonly string[]>;

export type TicketState = keyof typeof steps;

export const ticketStates = ['open', 'pending', 'solved', 'closed'] as const satisfies readonly TicketState[];

/** Whether a ticket may go from one state into another. */
export function mayBecome(from: TicketState, to: TicketState): boolean {
  const allowed: readonly TicketState[] = steps[from];
  return allowed.includes(to);
}
