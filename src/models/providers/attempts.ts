import { setTimeout as sleep } from 'node:timers/promises';
import { timedOut } from './failures.js';
import type { Failure, Provider, ProviderBounds, ProviderRequest, Reply } from './provider.js';

const ATTEMPTS_MAX = 3;
const RETRY_DELAY_MS = 300;
/** Whoever asks for more patience is better asked again by somebody else: there may be another model. */
const RETRY_AFTER_MAX_MS = 3_000;

export interface Attempted {
  result: Reply | Failure;
  attempts: number;
}

/** At most three attempts, their pauses growing and jittered, all within the bounds. Throws nothing. */
export async function completePatiently(
  provider: Provider,
  request: ProviderRequest,
  { signal, deadlineMs, firstTokenMs }: ProviderBounds,
): Promise<Attempted> {
  const endsAt = performance.now() + deadlineMs;
  for (let attempts = 1; ; attempts += 1) {
    const left = endsAt - performance.now();
    if (left <= 0 || signal.aborted) {
      return { result: timedOut, attempts: attempts - 1 };
    }
    const result = await provider.complete(request, { signal, deadlineMs: left, firstTokenMs });
    if (result.outcome === 'completed' || !result.mayRetry || attempts === ATTEMPTS_MAX) {
      return { result, attempts };
    }
    const delayMs = Math.max(backoffMs(attempts), result.retryAfterMs ?? 0);
    const isTooLong = delayMs > RETRY_AFTER_MAX_MS || performance.now() + delayMs >= endsAt;
    if (isTooLong || !(await isOver(delayMs, signal))) {
      return { result: signal.aborted ? timedOut : result, attempts };
    }
  }
}

function backoffMs(attempt: number): number {
  return RETRY_DELAY_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
}

/** @returns false if the signal came first. */
async function isOver(delayMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(delayMs, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
