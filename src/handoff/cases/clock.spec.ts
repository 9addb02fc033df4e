import { describe, expect, it } from 'vitest';
import { type ClockFacts, type ClockStep, dueSteps } from './clock.js';

const START = Date.UTC(2026, 0, 5, 9);

function at(seconds: number): Date {
  return new Date(START + seconds * 1_000);
}

const waiting: ClockFacts = {
  state: 'requested',
  claimedAt: null,
  confirmedAt: null,
  firstResponseAt: null,
  lastContactAt: at(0),
  lastOperatorAt: null,
  heldAt: null,
  remindedAt: null,
  contactAskedAt: null,
  firstResponseWarnAt: at(240),
  firstResponseDueAt: at(300),
  resolutionWarnAt: at(2_880),
  resolutionDueAt: at(3_600),
  done: [],
  limits: { idleReminderSeconds: 60, idleReturnSeconds: 180, contactIdleSeconds: 120, contactCloseSeconds: 90 },
};
const claimed: ClockFacts = { ...waiting, state: 'claimed', claimedAt: at(10), confirmedAt: at(11) };
const answered: ClockFacts = { ...claimed, firstResponseAt: at(30), lastOperatorAt: at(30) };

interface Case {
  name: string;
  facts: ClockFacts;
  seconds: number;
  steps: ClockStep[];
  /** Undefined: when something changes. */
  next?: number;
}

const cases: Case[] = [
  { name: 'nothing is due at first', facts: waiting, seconds: 0, steps: [], next: 240 },
  { name: 'a warning before the target', facts: waiting, seconds: 240, steps: ['first-response-warning'], next: 300 },
  {
    name: 'a warning is given once',
    facts: { ...waiting, done: ['first-response-warning'] },
    seconds: 250,
    steps: [],
    next: 300,
  },
  {
    name: 'a missed target, without its warning',
    facts: waiting,
    seconds: 301,
    steps: ['first-response-breach'],
    next: 2_880,
  },
  { name: 'targets are met by an answer', facts: answered, seconds: 31, steps: [], next: 150 },
  {
    name: 'a resolution that is late',
    facts: { ...answered, lastContactAt: at(3_599), done: ['resolution-warning'] },
    seconds: 3_600,
    steps: ['resolution-breach'],
    next: 3_659,
  },
  {
    name: 'a claim that nobody confirmed',
    facts: { ...claimed, confirmedAt: null },
    seconds: 12,
    steps: ['confirm'],
    next: 70,
  },
  { name: 'an operator who is silent', facts: claimed, seconds: 70, steps: ['operator-reminder'], next: 190 },
  {
    name: 'an operator who was reminded',
    facts: { ...claimed, remindedAt: at(70) },
    seconds: 80,
    steps: [],
    next: 190,
  },
  {
    name: 'an operator who stays silent',
    facts: { ...claimed, remindedAt: at(70) },
    seconds: 190,
    steps: ['operator-idle'],
    next: 240,
  },
  {
    name: 'a clock that slept through both',
    facts: claimed,
    seconds: 200,
    steps: ['operator-idle'],
    next: 240,
  },
  {
    name: 'a contact who writes again starts a new wait',
    facts: { ...answered, lastContactAt: at(100), remindedAt: at(70) },
    seconds: 159,
    steps: [],
    next: 160,
  },
  { name: 'a contact who is silent', facts: answered, seconds: 150, steps: ['contact-question'], next: 2_880 },
  {
    name: 'a contact who was asked',
    facts: { ...answered, contactAskedAt: at(150) },
    seconds: 200,
    steps: [],
    next: 240,
  },
  {
    name: 'a contact who does not answer the question either',
    facts: { ...answered, contactAskedAt: at(150) },
    seconds: 240,
    steps: ['contact-silent'],
    next: 2_880,
  },
  {
    name: 'a contact who answers the question',
    facts: { ...answered, contactAskedAt: at(150), lastContactAt: at(160) },
    seconds: 170,
    steps: [],
    next: 220,
  },
  { name: 'a case that was put aside', facts: { ...claimed, heldAt: at(20) }, seconds: 200, steps: [], next: 240 },
  {
    name: 'a group without limits',
    facts: { ...claimed, limits: {}, firstResponseWarnAt: null, firstResponseDueAt: null, resolutionWarnAt: null },
    seconds: 200,
    steps: [],
    next: 3_600,
  },
  { name: 'a case that is over', facts: { ...claimed, state: 'resolved' }, seconds: 9_999, steps: [] },
  {
    name: 'an answer of an earlier operator',
    facts: { ...claimed, lastOperatorAt: at(5) },
    seconds: 30,
    steps: [],
    next: 70,
  },
];

describe('the clock of a case', () => {
  it.each(cases)('$name', ({ facts, seconds, steps, next }) => {
    expect(dueSteps(facts, at(seconds))).toEqual({ steps, nextAt: next === undefined ? undefined : at(next) });
  });
});
