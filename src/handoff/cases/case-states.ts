/** What may become of a case. One that was transferred, released or left lying waits again. */
const steps = {
  /** Again: it was transferred, or the next operator is asked. */
  requested: ['requested', 'offered', 'claimed', 'returned', 'expired', 'abandoned'],
  offered: ['requested', 'offered', 'claimed', 'returned', 'expired', 'abandoned'],
  claimed: ['requested', 'resolved', 'returned', 'abandoned'],
  resolved: [],
  returned: [],
  /** Nobody took it: what it was about stands in a ticket. */
  expired: [],
  abandoned: [],
} as const satisfies Record<string, readonly string[]>;

export type CaseState = keyof typeof steps;

export const caseStates = [
  'requested',
  'offered',
  'claimed',
  'resolved',
  'returned',
  'expired',
  'abandoned',
] as const satisfies readonly CaseState[];

/** Somebody waits for an operator. */
export const waitingStates: readonly CaseState[] = ['requested', 'offered'];

/** Somebody is responsible. A conversation has one such case at most. */
export const openStates: readonly CaseState[] = ['requested', 'offered', 'claimed'];

export function isOpen(state: CaseState): boolean {
  return openStates.includes(state);
}

export function isWaiting(state: CaseState): boolean {
  return waitingStates.includes(state);
}

/** The states from which a case may get into this one. */
export function statesBefore(to: CaseState): CaseState[] {
  return caseStates.filter((from) => {
    const next: readonly CaseState[] = steps[from];
    return next.includes(to);
  });
}
