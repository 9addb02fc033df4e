import { createParser } from 'eventsource-parser';
import { type Dispatcher, request } from 'undici';
import type { Draft } from './draft.js';
import { Ending } from './ending.js';
import { failed, failureOfError, failureOfStatus } from './failures.js';
import { parseJson } from './json.js';
import type { Failure, ProviderBounds, Reply } from './provider.js';

/** An answer of 64 KB comes in chunks of JSON that weigh some hundred times as much. */
const STREAM_BYTES_MAX = 16 * 1024 * 1024;
const EVENT_CHARS_MAX = 1024 * 1024;
const WHOLE_BYTES_MAX = 2 * 1024 * 1024;
const ERROR_BYTES_MAX = 64 * 1024;
const ERROR_BODY_WAIT_MS = 1_000;
const ANSWER_BYTES_MAX = 64 * 1024;

export interface Exchange {
  url: string;
  apiKey: string | undefined;
  headers?: Readonly<Record<string, string>>;
  body: object;
}

/** Makes a reply of what a provider sends, as a stream of events or in one piece. */
export interface AnswerReader {
  readonly draft: Draft;
  /** @param data what stood in an event, parsed. */
  event(data: unknown, name?: string): Failure | undefined;
  /** The provider says that this was all: `[DONE]`. */
  done?(): void;
  /** @param body an answer in one piece, parsed. */
  whole(body: unknown): Failure | undefined;
  end(): Reply | Failure;
}

/**
 * Posts JSON to a provider and reads its answer, bounded in bytes and in time. Throws nothing; an error text that the
 * provider wrote is kept nowhere.
 */
export async function exchange(
  dispatcher: Dispatcher,
  asked: Exchange,
  bounds: ProviderBounds,
  reader: AnswerReader,
): Promise<Reply | Failure> {
  const ending = new Ending(bounds, reader.draft);
  try {
    // The race keeps the bound, whatever else waits.
    return await Promise.race([converse(dispatcher, asked, ending.signal, reader), whenAborted(ending.signal)]);
  } catch (error) {
    return ending.failure ?? failureOfError(error);
  } finally {
    ending.clear();
  }
}

async function converse(
  dispatcher: Dispatcher,
  { url, apiKey, headers, body }: Exchange,
  signal: AbortSignal,
  reader: AnswerReader,
): Promise<Reply | Failure> {
  signal.throwIfAborted();
  const response = await request(url, {
    dispatcher,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream, application/json',
      'accept-encoding': 'identity', // what inflates has no bound that one could see
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...headers,
    },
    body: JSON.stringify(body),
    signal,
    headersTimeout: 0, // the signal ends it
    bodyTimeout: 0,
  });
  try {
    const failure = await read(response, reader);
    return failure ?? reader.end();
  } finally {
    response.body.on('error', () => undefined).destroy(); // hangs up on what goes on
  }
}

async function read(response: Dispatcher.ResponseData, reader: AnswerReader): Promise<Failure | undefined> {
  const { statusCode, headers, body } = response;
  const type = headerOf(headers, 'content-type')?.toLowerCase() ?? '';
  if (statusCode < 200 || statusCode > 299) {
    return failureOfStatus(statusCode, await readBriefly(body), headerOf(headers, 'retry-after'));
  }
  if (!/^(identity)?$/.test(headerOf(headers, 'content-encoding') ?? '')) {
    return failed('invalid', 'compressed');
  }
  if (type.includes('html')) {
    return failed('invalid', 'html');
  }
  return type.startsWith('application/json') ? readWhole(body, reader) : readEvents(body, reader);
}

async function readWhole(body: AsyncIterable<unknown>, reader: AnswerReader): Promise<Failure | undefined> {
  const text = await readText(body, WHOLE_BYTES_MAX);
  if (text === undefined) {
    return failed('too-long', 'response-too-large');
  }
  if (text.trim() === '') {
    return failed('empty', 'empty-response', true);
  }
  const parsed = parseJson(text);
  return parsed === undefined ? failed('invalid', 'not-json', true) : (reader.whole(parsed.value) ?? tooLong(reader));
}

async function readEvents(body: AsyncIterable<unknown>, reader: AnswerReader): Promise<Failure | undefined> {
  let bytes = 0;
  let events = 0;
  let failure: Failure | undefined;
  const parser = createParser({
    maxBufferSize: EVENT_CHARS_MAX,
    onEvent: ({ data, event }) => {
      events += 1;
      failure ??= takeEvent(data, event, reader);
    },
    onError: ({ type }) => {
      failure ??= type === 'max-buffer-size-exceeded' ? failed('too-long', 'event-too-large') : undefined;
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    if (chunk instanceof Uint8Array) {
      bytes += chunk.byteLength;
      parser.feed(decoder.decode(chunk, { stream: true }));
    }
    failure ??= bytes > STREAM_BYTES_MAX ? failed('invalid', 'stream-too-large') : tooLong(reader);
    if (failure !== undefined) {
      return failure;
    }
  }
  parser.feed('\n\n'); // some leave out the empty line behind the last event
  if (bytes === 0) {
    return failed('empty', 'empty-response', true);
  }
  return failure ?? tooLong(reader) ?? (events === 0 ? failed('invalid', 'no-events', true) : undefined);
}

function takeEvent(data: string, name: string | undefined, reader: AnswerReader): Failure | undefined {
  if (data === '[DONE]') {
    reader.done?.();
    return undefined;
  }
  if (data === '') {
    return undefined; // an event that only keeps the connection open
  }
  const parsed = parseJson(data);
  return parsed === undefined ? failed('invalid', 'not-json', true) : reader.event(parsed.value, name);
}

function tooLong({ draft }: AnswerReader): Failure | undefined {
  return draft.bytes > ANSWER_BYTES_MAX ? failed('too-long', 'answer-too-long') : undefined;
}

/** For the codes in it: an error that does not tell them soon goes without. */
async function readBriefly(body: AsyncIterable<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ERROR_BODY_WAIT_MS);
  });
  try {
    const text = await Promise.race([readText(body, ERROR_BYTES_MAX), patience]);
    return text === undefined ? undefined : parseJson(text)?.value;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** @returns undefined when there is more. */
async function readText(body: AsyncIterable<unknown>, bytesMax: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    if (chunk instanceof Uint8Array) {
      bytes += chunk.byteLength;
      chunks.push(chunk);
    }
    if (bytes > bytesMax) {
      return undefined;
    }
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function headerOf(headers: Dispatcher.ResponseData['headers'], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(new Error('the time is over'));
    if (signal.aborted) {
      end();
    }
    signal.addEventListener('abort', end, { once: true });
  });
}
