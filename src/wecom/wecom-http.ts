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

/** A file that WeCom sent. */
export interface WecomFile {
  bytes: Buffer;
  /** As WeCom names it; undefined where it says nothing. */
  name: string | undefined;
  contentType: string | undefined;
}

const REPLY_BYTES_MAX = 1024 * 1024;
/** The header `Date` leaves off what is less than a second. */
const HALF_A_SECOND_MS = 500;

/** One request to WeCom and its answer, within bounds. Tokens and renewal are `WecomClient`'s. */
@Injectable()
export class WecomHttp {
  /** For connecting, waiting and reading together. */
  timeoutMs = 10_000;
  /** The same, for a file. */
  fileTimeoutMs = 60_000;
  /** How far WeCom's clock is ahead of ours, as its last answer told to the second; undefined before the first. */
  clockAheadMs: number | undefined;
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

  /**
   * Posts a body that is no JSON, such as a file in a form.
   * @throws {WecomUnreachableError}
   */
  upload(
    path: string,
    query: Readonly<Record<string, string>>,
    contentType: string,
    body: Buffer,
  ): Promise<WecomReply> {
    return this.counted(path, query, { method: 'POST', headers: { 'content-type': contentType }, body, isFile: true });
  }

  /**
   * A file, or WeCom's reason why there is none: JSON, and HTTP 200 as well.
   * @throws {FileTooLargeError}
   * @throws {WecomUnreachableError}
   */
  async download(
    path: string,
    query: Readonly<Record<string, string>>,
    bytesMax: number,
  ): Promise<WecomFile | WecomReply> {
    return this.countedBy(path, query, { method: 'GET', isFile: true }, (answer) => readFileOrReply(answer, bytesMax));
  }

  private counted(path: string, query: Readonly<Record<string, string>>, options: Options): Promise<WecomReply> {
    return this.countedBy(path, query, options, async ({ body }) =>
      parseReply((await readBounded(body, REPLY_BYTES_MAX)).toString('utf8')),
    );
  }

  private async countedBy<Read extends WecomReply | WecomFile>(
    path: string,
    query: Readonly<Record<string, string>>,
    options: Options,
    read: (answer: Dispatcher.ResponseData) => Promise<Read>,
  ): Promise<Read> {
    try {
      const url = `${this.baseUrl}${path}?${new URLSearchParams(query).toString()}`;
      const answer = await read(await this.send(url, options));
      this.calls.inc({ path, errcode: 'errcode' in answer ? String(answer.errcode) : '0' });
      return answer;
    } catch (error) {
      if (error instanceof FileTooLargeError) {
        this.calls.inc({ path, errcode: 'too-large' });
        throw error;
      }
      this.calls.inc({ path, errcode: 'unreachable' });
      throw error instanceof WecomUnreachableError ? error : new WecomUnreachableError(reasonOf(error));
    }
  }

  private async send(url: string, { isFile = false, ...options }: Options): Promise<Dispatcher.ResponseData> {
    const timeoutMs = isFile ? this.fileTimeoutMs : this.timeoutMs;
    const sentAt = Date.now();
    const answer = await request(url, {
      ...options,
      dispatcher: this.outgoing.dispatcher,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
    });
    this.noteClock(oneOf(answer.headers.date), (sentAt + Date.now()) / 2);
    if (answer.statusCode !== 200) {
      await answer.body.dump().catch(() => undefined);
      throw new WecomUnreachableError(`http-${answer.statusCode}`);
    }
    return answer;
  }

  private noteClock(date: string | undefined, answeredAt: number): void {
    const theirs = Date.parse(date ?? '');
    if (!Number.isNaN(theirs)) {
      this.clockAheadMs = Math.round(theirs + HALF_A_SECOND_MS - answeredAt);
    }
  }
}

/** More than was asked for: nothing of it was kept. */
export class FileTooLargeError extends Error {}

type Options = Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'> & { isFile?: boolean };

/** @see https://developer.work.weixin.qq.com/document/path/90254 */
async function readFileOrReply(
  { headers, body }: Dispatcher.ResponseData,
  bytesMax: number,
): Promise<WecomFile | WecomReply> {
  const disposition = oneOf(headers['content-disposition']);
  if (disposition === undefined) {
    return parseReply((await readBounded(body, REPLY_BYTES_MAX)).toString('utf8'));
  }
  const bytes = await readBounded(body, bytesMax, () => new FileTooLargeError(`more than ${bytesMax} bytes`));
  return { bytes, name: fileNameIn(disposition), contentType: oneOf(headers['content-type']) };
}

function oneOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** Percent-encoded or not: WeCom has sent both. */
function fileNameIn(disposition: string): string | undefined {
  const [, name] = /filename="?([^";]+)"?/i.exec(disposition) ?? [];
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return name;
  }
}

async function readBounded(
  body: AsyncIterable<Buffer>,
  bytesMax: number,
  tooLarge = (): Error => new WecomUnreachableError('response-too-large'),
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      throw tooLarge(); // leaving the loop closes the connection
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
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
