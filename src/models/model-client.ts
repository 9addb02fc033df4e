import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenAI } from 'openai';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { Dispatcher } from 'undici';
import type { FirstModel } from '../config/app-config.js';
import { boundedFetch } from './bounded-fetch.js';
import { withoutReasoning } from './reasoning.js';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export type FailureReason = 'timeout' | 'unavailable' | 'empty' | 'refused' | 'too-long';

export interface Reply {
  outcome: 'completed';
  text: string;
  promptTokens?: number;
  completionTokens?: number;
}

/** Holds nothing that the provider wrote: its error texts are for nobody's eyes but its own operators'. */
export interface Failure {
  outcome: 'failed';
  reason: FailureReason;
  /** For the log: `http-503`, a code such as `ECONNRESET`, or a word of ours. */
  code: string;
  mayRetry: boolean;
  /** How long the provider asks to wait. */
  retryAfterMs?: number;
}

const ANSWER_BYTES_MAX = 64 * 1024;
const ATTEMPTS_MAX = 3;
const RETRY_DELAY_MS = 300;

/** Codes that providers give, with status 400, to an input or answer that their content filter holds back. */
const FILTER_CODES = new Set(['content_filter', 'content_policy_violation', 'data_inspection_failed', '1301']);

type Library = typeof import('openai');
/** Loaded when a model is configured: it takes some 10 MB. */
let library: Library | undefined;

/** OpenAI's chat completions, read as a stream, so that an answer that never ends is noticed. */
export class ModelClient {
  private readonly openai: OpenAI;

  constructor(
    private readonly model: FirstModel,
    dispatcher: Dispatcher,
  ) {
    // What is undefined would be read from OPENAI_… variables, which are not ours. Its logs would hold error texts.
    library ??= loadLibrary();
    this.openai = new library.OpenAI({
      baseURL: model.baseUrl,
      apiKey: model.apiKey ?? 'unset',
      ...(model.apiKey === undefined && { defaultHeaders: { authorization: null } }),
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: 0,
      timeout: model.timeoutMs,
      logLevel: 'off',
      fetch: boundedFetch(dispatcher),
    });
  }

  get name(): string {
    return this.model.model;
  }

  /** At most three attempts, their pauses growing and jittered, within the budget. Throws nothing. */
  async complete(messages: readonly ChatMessage[], budgetMs: number, signal?: AbortSignal): Promise<Reply | Failure> {
    const budget = Math.max(0, Math.ceil(Math.min(budgetMs, this.model.timeoutMs)));
    const endsAt = performance.now() + budget;
    const ending = AbortSignal.any([AbortSignal.timeout(budget), ...(signal === undefined ? [] : [signal])]);
    for (let attempt = 1; ; attempt += 1) {
      const result = await this.attempt(messages, ending);
      if (result.outcome === 'completed' || !result.mayRetry || attempt === ATTEMPTS_MAX) {
        return result;
      }
      const delayMs = Math.max(backoffMs(attempt), result.retryAfterMs ?? 0);
      if (performance.now() + delayMs >= endsAt || !(await isOver(delayMs, ending))) {
        return ending.aborted ? timedOut : result;
      }
    }
  }

  private async attempt(messages: readonly ChatMessage[], ending: AbortSignal): Promise<Reply | Failure> {
    if (ending.aborted) {
      return timedOut;
    }
    try {
      const result = await Promise.race([this.read(messages, ending), rejectedBy(ending)]);
      return ending.aborted ? timedOut : result; // the library ends an aborted stream as if it were complete
    } catch (error) {
      return ending.aborted ? timedOut : failureOf(error);
    }
  }

  private async read(messages: readonly ChatMessage[], signal: AbortSignal): Promise<Reply | Failure> {
    const stream = await this.openai.chat.completions.create(
      { model: this.name, messages: [...messages], stream: true, stream_options: { include_usage: true } },
      { signal },
    );
    const answer = new Answer();
    for await (const chunk of stream) {
      answer.add(chunk);
      if (answer.bytes > ANSWER_BYTES_MAX) {
        return failed('too-long', 'answer-too-long'); // leaving the loop closes the connection
      }
    }
    return answer.end();
  }
}

/** Puts the chunks of a stream together. `reasoning_content` is left where it is. */
class Answer {
  bytes = 0;
  private text = '';
  private isRefused = false;
  private finishReason: string | undefined;
  private promptTokens: number | undefined;
  private completionTokens: number | undefined;

  /** Compatible providers leave out what the library's types promise, or send null for it. */
  add({ choices, usage }: Partial<ChatCompletionChunk>): void {
    const choice: Partial<ChatCompletionChunk.Choice> | undefined = choices?.[0];
    const content = choice?.delta?.content ?? '';
    this.text += content;
    this.bytes += Buffer.byteLength(content);
    this.isRefused ||= (choice?.delta?.refusal ?? '') !== '';
    this.finishReason = choice?.finish_reason || this.finishReason; // some send '' until the last chunk
    this.promptTokens = usage?.prompt_tokens ?? this.promptTokens;
    this.completionTokens = usage?.completion_tokens ?? this.completionTokens;
  }

  end(): Reply | Failure {
    if (this.finishReason === undefined) {
      return failed('unavailable', 'cut-off', true); // or what came was no stream of chunks, but a gateway's page
    }
    if (this.isRefused || this.finishReason === 'content_filter') {
      return failed('refused', 'content-filter');
    }
    if (this.finishReason === 'length') {
      return failed('too-long', 'token-limit');
    }
    const text = withoutReasoning(this.text);
    const { promptTokens, completionTokens } = this;
    return text === '' ? failed('empty', 'empty') : { outcome: 'completed', text, promptTokens, completionTokens };
  }
}

const timedOut: Failure = failed('timeout', 'timeout');

function failed(reason: FailureReason, code: string, mayRetry = false): Failure {
  return { outcome: 'failed', reason, code, mayRetry };
}

function loadLibrary(): Library {
  const require = createRequire(import.meta.url);
  const loaded: Library = require('openai');
  return loaded;
}

function isApiError(error: unknown): error is InstanceType<Library['APIError']> {
  return library !== undefined && error instanceof library.APIError;
}

/** A status decides; without one the connection broke, or what came was not the protocol. */
function failureOf(error: unknown): Failure {
  const status: unknown = isApiError(error) ? error.status : undefined;
  if (!isApiError(error) || typeof status !== 'number') {
    return failed('unavailable', connectionCodeOf(error), true);
  }
  if (status === 400 && FILTER_CODES.has(String(error.code))) {
    return failed('refused', 'content-filter');
  }
  const mayRetry = status === 408 || status === 429 || status >= 500;
  const retryAfterMs = Number(error.headers?.get('retry-after') ?? 0) * 1_000;
  return { ...failed('unavailable', `http-${status}`, mayRetry), ...(retryAfterMs > 0 && { retryAfterMs }) };
}

/** The code of the operating system or of undici somewhere below; the library's errors take theirs from the provider. */
function connectionCodeOf(error: unknown): string {
  let below = error;
  for (let depth = 0; depth < 5 && below instanceof Error; depth += 1) {
    if (!isApiError(below) && 'code' in below && typeof below.code === 'string') {
      return below.code;
    }
    below = below.cause;
  }
  return error instanceof Error ? error.name : 'unknown';
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

/** Keeps the bound, whatever the library still waits for. */
function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('the time is over')), { once: true });
  });
}
