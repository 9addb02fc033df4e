import type { CaseState } from './case-states.js';
import { isOpen } from './case-states.js';

/** What the clock does to a case. */
export type ClockStep =
  | 'confirm'
  | 'first-response-warning'
  | 'first-response-breach'
  | 'resolution-warning'
  | 'resolution-breach'
  | 'operator-reminder'
  | 'operator-idle'
  | 'contact-question'
  | 'contact-silent';

/** Warnings before a target, and what is done where it was missed. Each once for a case. */
export type EscalationStep = Extract<ClockStep, `${'first-response' | 'resolution'}-${string}`>;

/** Silences after which something is done, in seconds. Undefined: never. */
export interface IdleLimits {
  idleReminderSeconds?: number | undefined;
  idleReturnSeconds?: number | undefined;
  contactIdleSeconds?: number | undefined;
  contactCloseSeconds?: number | undefined;
}

export interface ClockFacts {
  state: CaseState;
  claimedAt: Date | null;
  confirmedAt: Date | null;
  firstResponseAt: Date | null;
  lastContactAt: Date | null;
  lastOperatorAt: Date | null;
  heldAt: Date | null;
  /** When the operator was last reminded that the contact waits. */
  remindedAt: Date | null;
  /** When the contact was last asked whether he is still there. */
  contactAskedAt: Date | null;
  firstResponseWarnAt: Date | null;
  firstResponseDueAt: Date | null;
  resolutionWarnAt: Date | null;
  resolutionDueAt: Date | null;
  done: readonly string[];
  limits: IdleLimits;
}

export interface ClockReading {
  /** In the order in which they fall due. */
  steps: ClockStep[];
  /** When to look again. Undefined: when something changes. */
  nextAt: Date | undefined;
}

interface Planned {
  step: ClockStep;
  at: number;
}

/** How long whoever claimed has to confirm it before the clock does. */
const CONFIRM_AFTER_MS = 2_000;

/** What is to be done with a case now, and when to look again. */
export function dueSteps(facts: ClockFacts, now: Date): ClockReading {
  const planned = isOpen(facts.state) ? plan(facts).toSorted((one, other) => one.at - other.at) : [];
  const due = planned.filter(({ at }) => at <= now.getTime()).map(({ step }) => step);
  const next = planned.find(({ at }) => at > now.getTime());
  return {
    steps: due.filter((step) => !isOvertaken(step, due)),
    nextAt: next === undefined ? undefined : new Date(next.at),
  };
}

/** A warning says nothing new once the target is missed, a reminder nothing once the case is taken away. */
function isOvertaken(step: ClockStep, due: readonly ClockStep[]): boolean {
  return (
    (step === 'first-response-warning' && due.includes('first-response-breach')) ||
    (step === 'resolution-warning' && due.includes('resolution-breach')) ||
    (step === 'operator-reminder' && due.includes('operator-idle'))
  );
}

function plan(facts: ClockFacts): Planned[] {
  return [...confirmation(facts), ...targets(facts), ...silences(facts)];
}

function confirmation({ state, claimedAt, confirmedAt }: ClockFacts): Planned[] {
  return state === 'claimed' && confirmedAt === null ? after('confirm', claimedAt, CONFIRM_AFTER_MS / 1_000) : [];
}

function targets(facts: ClockFacts): Planned[] {
  const answered = facts.firstResponseAt !== null;
  const planned = [
    ...(answered ? [] : after('first-response-warning', facts.firstResponseWarnAt, 0)),
    ...(answered ? [] : after('first-response-breach', facts.firstResponseDueAt, 0)),
    ...after('resolution-warning', facts.resolutionWarnAt, 0),
    ...after('resolution-breach', facts.resolutionDueAt, 0),
  ];
  return planned.filter(({ step }) => !facts.done.includes(step));
}

/** Of a claimed case one of the two waits for the other. */
function silences(facts: ClockFacts): Planned[] {
  const { claimedAt, lastContactAt, lastOperatorAt, limits } = facts;
  if (facts.state !== 'claimed' || claimedAt === null || facts.heldAt !== null) {
    return [];
  }
  const answeredAt = time(lastOperatorAt) >= claimedAt.getTime() ? lastOperatorAt : null;
  if (answeredAt === null || time(lastContactAt) > answeredAt.getTime()) {
    const since = time(lastContactAt) > claimedAt.getTime() ? lastContactAt : claimedAt;
    const isReminded = time(facts.remindedAt) >= time(since);
    return [
      ...(isReminded ? [] : after('operator-reminder', since, limits.idleReminderSeconds)),
      ...after('operator-idle', since, limits.idleReturnSeconds),
    ];
  }
  const isAsked = time(facts.contactAskedAt) >= answeredAt.getTime();
  return isAsked
    ? after('contact-silent', facts.contactAskedAt, limits.contactCloseSeconds)
    : after('contact-question', answeredAt, limits.contactIdleSeconds);
}

function after(step: ClockStep, from: Date | null, seconds: number | undefined): Planned[] {
  return from === null || seconds === undefined ? [] : [{ step, at: from.getTime() + seconds * 1_000 }];
}

function time(moment: Date | null): number {
  return moment?.getTime() ?? 0;
}
