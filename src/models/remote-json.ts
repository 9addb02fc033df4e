import { setTimeout as sleep } from 'node:timers/promises';
import { type Dispatcher, request } from 'undici';
import type { Failure } from './providers/provider.js';

const RESPONSE_BYTES_MAX = 16 * 1024 * 1024;

export interface RemoteCall {
  url: string;
  apiKey: string | undefined;
  body: object;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

export type RemoteAnswer = { outcome: 'answered'; body: unknown } | Failure;

/** Posts JSON and reads JSON. Whatever the provider does is an outcome; nothing that it wrote of an error is kept. */
export async function postJson(dispatcher: Dispatcher, call: RemoteCall): Promise<RemoteAnswer> {
  const timeout = AbortSignal.timeout(call.timeoutMs);
  const signal = call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]);
  try {
    const { statusCode, headers, body } = await request(call.url, {
      dispatcher,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(call.apiKey !== undefined && { authorization: `Bearer ${call.apiKey}` }),
      },
      body: JSON.stringify(call.body),
      signal,
    });
    if (statusCode < 200 || statusCode > 299) {
      body.on('error', () => undefined).destroy();
      return failureOfStatus(statusCode, Number(headers['retry-after'] ?? 0) * 1_000);
    }
    return parsed(await readBounded(body));
  } catch (error) {
    return signal.aborted ? failed('timeout', 'timeout') : failed('unavailable', codeOf(error), true);
  }
}

/** Tries again what may be tried again, with growing pauses. */
export async function postJsonPatiently(
  dispatcher: Dispatcher,
  call: RemoteCall,
  attemptsMax: number,
): Promise<RemoteAnswer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await postJson(dispatcher, call);
    const isOver = attempt === attemptsMax || call.signal?.aborted === true;
    if (answer.outcome === 'answered' || !answer.mayRetry || isOver) {
      return answer;
    }
    const delayMs = Math.max(300 * 2 ** (attempt - 1) * (0.5 + Math.random()), answer.retryAfterMs ?? 0);
    await sleep(Math.min(delayMs, 30_000), undefined, { signal: call.signal }).catch(() => undefined);
  }
}

/** Without a slash at its end, whatever the setting says. */
export function endpoint(baseUrl: string, path: string): string {
  return baseUrl.replace(/\/+$/, '') + path;
}

export function failed(reason: Failure['reason'], code: string, mayRetry = false): Failure {
  return { outcome: 'failed', reason, code, mayRetry };
}

function failureOfStatus(status: number, retryAfterMs: number): Failure {
  const mayRetry = status === 408 || status === 429 || status >= 500;
  const isAboutInput = status === 400 || status === 413 || status === 422;
  return {
    ...failed(isAboutInput ? 'refused' : 'unavailable', `http-${status}`, mayRetry),
    ...(retryAfterMs > 0 && { retryAfterMs }),
  };
}

async function readBounded(body: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    if (chunk instanceof Uint8Array) {
      chunks.push(Buffer.from(chunk));
      bytes += chunk.length;
    }
    if (bytes > RESPONSE_BYTES_MAX) {
      throw new RangeError('the response is too large');
    }
  }
  return Buffer.concat(chunks);
}

function parsed(body: Buffer): RemoteAnswer {
  try {
    return { outcome: 'answered', body: JSON.parse(body.toString()) };
  } catch {
    return failed('unavailable', 'not-json', true);
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
}
