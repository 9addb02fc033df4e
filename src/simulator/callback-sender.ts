import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { EncryptedCallback } from './callbacks.js';
import type { Counters } from './counters.js';

const ANSWER_BYTES_MAX = 1024 * 1024;

/** What became of a callback. */
export interface CallbackResult {
  /** Whether an attempt was answered with HTTP 200 in time. */
  readonly acked: boolean;
  readonly attempts: number;
  /** The HTTP status of the last attempt; undefined when it got no answer. */
  readonly status: number | undefined;
  /** The body of the last answer: empty unless the application replies passively. */
  readonly body: string;
}

interface Answer {
  status: number | undefined;
  body: string;
}

const NO_ANSWER: Answer = { status: undefined, body: '' };

/**
 * Posts callbacks as the platform does: whoever does not answer 200 within `timeoutMs` gets the same plaintext again,
 * three times in total. The pause between attempts is not documented; here each attempt starts `timeoutMs` after the
 * one before, also when that failed at once, so that an application has the time to come back.
 * @see https://developer.work.weixin.qq.com/document/path/90238
 */
export class CallbackSender {
  private readonly connections = new Agent({ keepAlive: true, maxSockets: 512 });
  private readonly stopping = new AbortController();

  constructor(
    private readonly timeoutMs: number,
    private readonly attemptsMax: number,
    private readonly counters: Counters,
  ) {}

  /** `encryptAgain` is called for each attempt: the nonce, signature and ciphertext of a repetition are new. */
  async post(url: string, encryptAgain: () => EncryptedCallback): Promise<CallbackResult> {
    for (let attempts = 1; ; attempts++) {
      const startedAt = performance.now();
      this.counters.callbackAttempts++;
      const { query, body } = encryptAgain();
      const answer = await exchange(this.connections, 'POST', withQuery(url, query), body, this.timeoutMs);
      const acked = answer.status === 200;
      if (acked || attempts >= this.attemptsMax || !(await this.pause(startedAt + this.timeoutMs))) {
        return { acked, attempts, ...answer };
      }
    }
  }

  async get(url: string, query: string, timeoutMs: number): Promise<Answer> {
    return exchange(this.connections, 'GET', withQuery(url, query), '', timeoutMs);
  }

  stop(): void {
    this.stopping.abort();
    this.connections.destroy();
  }

  /** False when the simulator stopped meanwhile. */
  private async pause(until: number): Promise<boolean> {
    const ms = Math.max(0, until - performance.now());
    await delay(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    return !this.stopping.signal.aborted;
  }
}

/** `NO_ANSWER` for any failure: the platform makes no difference between them. */
async function exchange(...request: Parameters<typeof tryExchange>): Promise<Answer> {
  return tryExchange(...request).catch(() => NO_ANSWER);
}

function tryExchange(connections: Agent, method: string, url: URL, body: string, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      'User-Agent': 'Mozilla/4.0',
      ...(method === 'POST' ? { 'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(body) } : {}),
    };
    const request = httpRequest(url, { method, headers, agent: connections }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > ANSWER_BYTES_MAX) {
          request.destroy(new Error('the answer is too large'));
          return;
        }
        chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    const timer = setTimeout(() => request.destroy(new Error('no answer in time')), timeoutMs);
    request.on('close', () => clearTimeout(timer));
    request.on('error', reject);
    request.end(body);
  });
}

function withQuery(url: string, query: string): URL {
  const target = new URL(url);
  target.search = target.search === '' ? query : `${target.search}&${query}`;
  return target;
}
