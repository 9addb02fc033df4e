import { describe, expect, it } from 'vitest';
import { ticketName, ticketPriorityOf } from './ticket.js';

describe('a ticket', () => {
  it.each([
    ['42', 'T000042'],
    ['1234567', 'T1234567'],
  ])('with the number %s is called %s', (number, name) => {
    expect(ticketName(number)).toBe(name);
  });

  it.each([
    [-1, 'low'],
    [0, 'normal'],
    [1, 'high'],
    [10, 'urgent'],
  ])('of a case with the priority %d is %s', (number, priority) => {
    expect(ticketPriorityOf(number)).toBe(priority);
  });
});
