import type { DeliveryResult } from './channel.js';

/** What happens to an outbox row after an attempt to send it. */
export type NextStep =
  | { kind: 'delivered'; externalId: string }
  | { kind: 'rejected'; reason: string }
  | { kind: 'later'; afterMs: number; reason: string; countsAsAttempt: boolean };

const FIRST_DELAY_MS = 1_000;
const DELAY_MAX_MS = 60_000;
/** An answer that is older than this helps nobody; WeCom's duplicate check does not reach further back either. */
export const DELIVERY_AGE_MAX_MS = 4 * 3_600_000;

/** The whole policy of retrying, with growing delays up to a minute and an end after four hours. */
export function nextStep(result: DeliveryResult, attempts: number, ageMs: number): NextStep {
  switch (result.outcome) {
    case 'delivered':
      return { kind: 'delivered', externalId: result.externalId };
    case 'rejected':
      return { kind: 'rejected', reason: result.reason };
    case 'quota':
      return laterOrNever(ageMs, { afterMs: result.afterMs, reason: 'quota', countsAsAttempt: false });
    case 'retry': {
      const growing = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), DELAY_MAX_MS);
      const afterMs = Math.max(growing, result.afterMs ?? 0);
      return laterOrNever(ageMs, { afterMs, reason: result.reason, countsAsAttempt: true });
    }
  }
}

function laterOrNever(ageMs: number, later: { afterMs: number; reason: string; countsAsAttempt: boolean }): NextStep {
  return ageMs + later.afterMs > DELIVERY_AGE_MAX_MS
    ? { kind: 'rejected', reason: `expired: ${later.reason}` }
    : { kind: 'later', ...later };
}
