import { isRecord } from './json.js';
import type { Failure, FailureReason } from './provider.js';

/** Codes that providers give to an input or answer that their content filter holds back. */
const FILTER_CODES = new Set(['content_filter', 'content_policy_violation', 'data_inspection_failed', '1301']);
const LENGTH_CODES = new Set(['context_length_exceeded', 'string_above_max_length']);
/** The account at the provider is empty. */
const BALANCE_CODES = new Set([
  'insufficient_quota',
  'insufficient_balance',
  'provider_quota_exceeded',
  'arrearage',
  '1113',
]);
const RETRY_AFTER_MAX_MS = 300_000;

export const timedOut: Failure = failed('timeout', 'timeout');
export const timedOutAtFirst: Failure = failed('timeout', 'first-token-timeout');

export function failed(reason: FailureReason, code: string, mayRetry = false): Failure {
  return { outcome: 'failed', reason, code, mayRetry };
}

/** @param body of the answer, as far as it was JSON: its codes are looked at, its texts are not. */
export function failureOfStatus(status: number, body: unknown, retryAfter?: string): Failure {
  const code = `http-${status}`;
  const known = failureOfCodes(body, code);
  if (known !== undefined && (status < 500 || known.reason === 'budget-spent')) {
    return known;
  }
  switch (status) {
    case 401:
    case 403:
      return failed('unauthorised', code);
    case 402:
      return failed('budget-spent', code);
    case 413:
      return failed('too-long', code);
    case 429:
      return { ...failed('rate-limited', code, true), ...retryAfterOf(retryAfter) };
    default: {
      const mayRetry = status === 408 || status >= 500;
      return { ...failed('unavailable', code, mayRetry), ...(mayRetry && retryAfterOf(retryAfter)) };
    }
  }
}

/** Of an error that came in the middle of an answer. */
export function failureOfErrorEvent(body: unknown): Failure {
  const status = isRecord(body) ? Number(body['status']) : NaN;
  return status >= 400 && status <= 599
    ? { ...failureOfStatus(status, body), code: `event-${status}` }
    : (failureOfCodes(body, 'error-event') ?? failed('unavailable', 'error-event', true));
}

function failureOfCodes(body: unknown, code: string): Failure | undefined {
  const codes = codesOf(body);
  if (codes.some((each) => FILTER_CODES.has(each))) {
    return failed('refused', 'content-filter');
  }
  if (codes.some((each) => BALANCE_CODES.has(each))) {
    return failed('budget-spent', code);
  }
  return codes.some((each) => LENGTH_CODES.has(each)) ? failed('too-long', 'context-length') : undefined;
}

function codesOf(body: unknown): string[] {
  if (!isRecord(body)) {
    return [];
  }
  const error = isRecord(body['error']) ? body['error'] : {};
  return [body['code'], error['code'], error['type']]
    .filter((code) => typeof code === 'string' || typeof code === 'number')
    .map((code) => String(code).toLowerCase());
}

/** Seconds, or a date. */
function retryAfterOf(header: string | undefined): { retryAfterMs?: number } {
  const ms = /^\d+(\.\d+)?$/.test(header ?? '') ? Number(header) * 1_000 : Date.parse(header ?? '') - Date.now();
  return ms > 0 ? { retryAfterMs: Math.min(Math.ceil(ms), RETRY_AFTER_MAX_MS) } : {};
}

/** Of what broke below the protocol: a code of the operating system or of undici. */
export function failureOfError(error: unknown): Failure {
  return failed('unavailable', codeOf(error), true);
}

function codeOf(error: unknown): string {
  let below = error;
  for (let depth = 0; depth < 5 && below instanceof Error; depth += 1) {
    if ('code' in below && typeof below.code === 'string') {
      return below.code;
    }
    below = below.cause;
  }
  return error instanceof Error ? error.name : 'unknown';
}
