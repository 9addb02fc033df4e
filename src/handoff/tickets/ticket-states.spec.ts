import { describe, expect, it } from 'vitest';
import { mayBecome, ticketStates } from './ticket-states.js';

describe('the states of a ticket', () => {
  it('is solved, opened again, and closed for good', () => {
    expect(ticketStates.filter((to) => mayBecome('open', to))).toEqual(['pending', 'solved', 'closed']);
    expect(ticketStates.filter((to) => mayBecome('pending', to))).toEqual(['open', 'solved', 'closed']);
    expect(ticketStates.filter((to) => mayBecome('solved', to))).toEqual(['open', 'closed']);
    expect(ticketStates.filter((to) => mayBecome('closed', to))).toEqual([]);
  });
});
