import { assertNever } from '../common/app-error.js';
import type { NotificationKind } from './notification.js';

/** What one attempt to send came to. */
export type SendResult =
  | { outcome: 'delivered'; externalId: string | null; responseCode?: string; note?: string }
  /** No room under a quota: not at fault, and no attempt. */
  | { outcome: 'quota'; afterMs: number }
  | { outcome: 'retry'; reason: string; afterMs?: number }
  /** The form was refused, not the receiver: a text in its place may arrive. */
  | { outcome: 'card-refused'; reason: string }
  /** The one update that a response code allows was made, or the code is older than 72 h. */
  | { outcome: 'code-spent'; reason: string }
  | { outcome: 'rejected'; reason: string };

/** What happens to a notification after an attempt. */
export type NextStep =
  | { kind: 'delivered'; externalId: string | null; responseCode: string | null; reason: string | null }
  | { kind: 'later'; afterMs: number; reason: string; countsAsAttempt: boolean }
  /** The text in place of the card, at once. */
  | { kind: 'fallback'; reason: string }
  | { kind: 'superseded'; reason: string }
  | { kind: 'dead'; reason: string };

export interface Attempt {
  kind: NotificationKind;
  /** This one included. */
  attempts: number;
  /** Since it was made, or replayed. */
  ageMs: number;
  /** There is a text, and it was not sent yet. */
  hasFallback: boolean;
}

interface Patience {
  firstDelayMs: number;
  delayMaxMs: number;
  attemptsMax: number;
  ageMaxMs: number;
}

const HOUR_MS = 3_600_000;
/** WeCom's duplicate check reaches no further back than four hours. Somebody waits for an operator, so it is tried often. */
const MEMBER: Patience = { firstDelayMs: 1_000, delayMaxMs: 10_000, attemptsMax: Infinity, ageMaxMs: 4 * HOUR_MS };
const ROBOT: Patience = { ...MEMBER, delayMaxMs: 60_000 };
/** Some two hours and a half in all. */
const OTHERS: Patience = { firstDelayMs: 5_000, delayMaxMs: HOUR_MS, attemptsMax: 12, ageMaxMs: 24 * HOUR_MS };

const patience: Record<NotificationKind, Patience> = {
  member: MEMBER,
  'card-update': MEMBER,
  'group-robot': ROBOT,
  email: OTHERS,
  webhook: OTHERS,
};

/** The whole policy of retrying. */
export function nextStep(result: SendResult, attempt: Attempt): NextStep {
  switch (result.outcome) {
    case 'delivered': {
      const { externalId, responseCode = null, note = null } = result;
      return { kind: 'delivered', externalId, responseCode, reason: note };
    }
    case 'quota':
      return laterOrDead(attempt, { afterMs: result.afterMs, reason: 'quota', countsAsAttempt: false });
    case 'retry': {
      const { firstDelayMs, delayMaxMs } = patience[attempt.kind];
      const growing = Math.min(firstDelayMs * 2 ** (attempt.attempts - 1), delayMaxMs);
      const afterMs = Math.max(growing, result.afterMs ?? 0);
      return laterOrDead(attempt, { afterMs, reason: result.reason, countsAsAttempt: true });
    }
    case 'card-refused':
      return attempt.hasFallback
        ? { kind: 'fallback', reason: result.reason }
        : { kind: 'dead', reason: result.reason };
    case 'code-spent':
      // An earlier attempt whose answer was lost may have spent it: then the card has changed already.
      return attempt.hasFallback && attempt.attempts === 1
        ? { kind: 'fallback', reason: result.reason }
        : { kind: 'superseded', reason: result.reason };
    case 'rejected':
      return { kind: 'dead', reason: result.reason };
    default:
      return assertNever(result);
  }
}

function laterOrDead(
  { kind, attempts, ageMs }: Attempt,
  later: { afterMs: number; reason: string; countsAsAttempt: boolean },
): NextStep {
  const { attemptsMax, ageMaxMs } = patience[kind];
  if (later.countsAsAttempt && attempts >= attemptsMax) {
    return { kind: 'dead', reason: `given up: ${later.reason}` };
  }
  return ageMs + later.afterMs > ageMaxMs
    ? { kind: 'dead', reason: `expired: ${later.reason}` }
    : { kind: 'later', ...later };
}
