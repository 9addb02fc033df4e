import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { type Dispatcher, request } from 'undici';
import { Metrics } from '../common/metrics.js';
import { AppConfig } from '../config/app-config.js';
import { OutgoingDispatcher } from '../config/outgoing-dispatcher.js';
import { WecomUnreachableError } from './wecom-errors.js';

/** An answer of WeCom. `errcode` alone decides; `errmsg` is for people and may change. */
export interface WecomReply {
  errcode: number;
  errmsg: string;
  readonly [field: string]: unknown;
}

const RESPONSE_BYTES_MAX = 1024 * 1024;

/** One request to WeCom and its answer, within bounds. Tokens and renewal are `WecomClient`'s. */
@Injectable()
export class WecomHttp {
  /** For connecting, waiting and reading together. */
  timeoutMs = 10_000;
  private readonly baseUrl: string;
  private readonly calls: Counter<'path' | 'errcode'>;

  constructor(
    config: AppConfig,
    private readonly outgoing: OutgoingDispatcher,
    metrics: Metrics,
  ) {
    this.baseUrl = config.environment.WECOM_API_BASE_URL.replace(/\/+$/, '');
    this.calls = metrics.counter('wecom_calls_total', 'Calls to the API of WeCom', ['path', 'errcode']);
  }

  /** @throws {WecomUnreachableError} */
  get(path: string, query: Readonly<Record<string, string>>): Promise<WecomReply> {
    return this.counted(path, query, { method: 'GET' });
  }

  /**
   * Posts JSON that is ready, byte for byte.
   * @throws {WecomUnreachableError}
   */
  post(path: string, query: Readonly<Record<string, string>>, json: string): Promise<WecomReply> {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    return this.counted(path, query, { method: 'POST', headers, body: json });
  }

  private async counted(path: string, query: Readonly<Record<string, string>>, options: Options): Promise<WecomReply> {
    try {
      const reply = await this.send(`${this.baseUrl}${path}?${new URLSearchParams(query).toString()}`, options);
      this.calls.inc({ path, errcode: String(reply.errcode) });
      return reply;
    } catch (error) {
      this.calls.inc({ path, errcode: 'unreachable' });
      throw error instanceof WecomUnreachableError ? error : new WecomUnreachableError(reasonOf(error));
    }
  }

  private async send(url: string, options: Options): Promise<WecomReply> {
    const { statusCode, body } = await request(url, {
      ...options,
      dispatcher: this.outgoing.dispatcher,
      headersTimeout: this.timeoutMs,
      bodyTimeout: this.timeoutMs,
      signal: AbortSignal.timeout(this.timeoutMs),
    });
    const text = await readBounded(body);
    if (statusCode !== 200) {
      throw new WecomUnreachableError(`http-${statusCode}`);
    }
    return parseReply(text);
  }
}

type Options = Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'>;

async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > RESPONSE_BYTES_MAX) {
      throw new WecomUnreachableError('response-too-large'); // leaving the loop closes the connection
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A gateway on the way answers in HTML, sometimes with 200: that is not WeCom speaking. */
function parseReply(text: string): WecomReply {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new WecomUnreachableError('not-json');
  }
  if (typeof parsed !== 'object' || parsed === null || !('errcode' in parsed) || !Number.isInteger(parsed.errcode)) {
    throw new WecomUnreachableError('no-errcode');
  }
  const errmsg = 'errmsg' in parsed && typeof parsed.errmsg === 'string' ? parsed.errmsg : '';
  return { ...parsed, errcode: Number(parsed.errcode), errmsg };
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return 'timeout';
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'failed';
}
