import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type Problem = components['schemas']['Problem'];

/** How a request shows who sends it: headers for this method, address and body. */
export type Signer = (request: Request) => Promise<Record<string, string>> | Record<string, string>;

export interface KefuClientOptions {
  /** Such as `https://kefu.example.com`. */
  baseUrl: string;
  /** An API key, or the token of a session; unset where there is a signer. */
  key?: string;
  /** For keys that are never sent. */
  signer?: Signer;
  /** How often a request is sent again that was answered 429 or 503, where that is safe. */
  retries?: number;
  /** Longer than this no answer is waited for, as a server may ask; the error is thrown instead. */
  waitMsMax?: number;
  fetch?: (request: Request) => Promise<Response>;
}

/** An answer of 400 and above. `problem.code` says which error it is, and stays. */
export class KefuError extends Error {
  constructor(
    readonly problem: Problem,
    readonly response: Response,
  ) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'KefuError';
  }

  get code(): Problem['code'] {
    return this.problem.code;
  }
}

const BUSY = new Set([429, 503]);
const SAFE = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);

/** The API, with the types of its document. A call resolves with what was asked for, or throws a `KefuError`. */
export function createKefuClient(options: KefuClientOptions): Client<paths> {
  const { baseUrl, fetch: send = (request) => globalThis.fetch(request) } = options;
  const client = createClient<paths>({ baseUrl, fetch: (request) => sendPatiently(request, send, options) });
  client.use(throwingProblems);
  return client;
}

/** Makes a request that creates something safe to repeat: the server does it once for each key. */
export function idempotencyKey(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': globalThis.crypto.randomUUID() };
}

/**
 * Every item of a list, page by page.
 * @param page asks for the page behind a cursor.
 */
export async function* everyItem<Item>(
  page: (cursor: string | undefined) => Promise<{ data?: { items: Item[]; nextCursor: string | null } }>,
): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const { data } = await page(cursor);
    yield* data?.items ?? [];
    cursor = data?.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

const throwingProblems: Middleware = {
  async onResponse({ response }) {
    if (response.status >= 400) {
      throw new KefuError(await problemOf(response), response);
    }
  },
};

async function problemOf(response: Response): Promise<Problem> {
  const isJson = response.headers.get('content-type')?.includes('application/problem+json') === true;
  const body: unknown = isJson ? await response.json() : undefined;
  if (isProblem(body)) {
    return body;
  }
  const { status, statusText } = response; // of something in between, such as a proxy
  const requestId = response.headers.get('x-request-id') ?? '';
  return { type: 'about:blank', title: statusText, status, code: 'server.internal', detail: statusText, requestId };
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

async function sendPatiently(
  request: Request,
  send: (request: Request) => Promise<Response>,
  { key, signer, retries = 3, waitMsMax = 60_000 }: KefuClientOptions,
): Promise<Response> {
  const isRepeatable = SAFE.has(request.method) || request.headers.has('idempotency-key');
  for (let attempt = 1; ; attempt++) {
    const signed = new Request(request.clone(), { headers: await headersOf(request, key, signer) });
    const response = await send(signed);
    const waitMs = waitOf(response, attempt);
    if (!BUSY.has(response.status) || !isRepeatable || attempt > retries || waitMs > waitMsMax) {
      return response;
    }
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

async function headersOf(request: Request, key: string | undefined, signer: Signer | undefined): Promise<Headers> {
  const headers = new Headers(request.headers);
  if (key !== undefined) {
    headers.set('authorization', `Bearer ${key}`);
  }
  for (const [name, value] of Object.entries((await signer?.(request.clone())) ?? {})) {
    headers.set(name, value);
  }
  return headers;
}

/** As long as the server says, else twice as long each time. */
function waitOf(response: Response, attempt: number): number {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : 250 * 2 ** attempt;
}
