import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Agent, type Dispatcher, request as send } from 'undici';
import { bareHost } from '../../common/address-policy.js';
import { AppConfig } from '../../config/app-config.js';
import { AddressRefusedError, configuredPolicy, guardedAgent } from '../../config/guarded-agent.js';
import type { ToolRequest } from './tool-request.js';

const RESPONSE_BYTES_MAX = 256 * 1024;
const REDIRECTS_MAX = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface ToolLimits {
  signal: AbortSignal;
  timeoutMs: number;
  /** Where a redirect may lead, besides the host of the request. */
  allowedHosts: readonly string[];
  /** Headers that another origin does not get, in lower case. */
  secretHeaders: readonly string[];
}

export type HttpOutcome =
  | { ok: true; status: number; body: string }
  | { ok: false; reason: 'address-refused' | 'unreachable' | 'timed-out' | 'too-large' };

class RefusedRedirectError extends Error {}
class TooLargeError extends Error {}

/** Carries the calls of tools, to addresses that they may reach. */
@Injectable()
export class ToolHttp implements OnApplicationShutdown {
  private readonly agent: Agent;

  /** @throws {AppError} `config.invalid` for a wrong `TOOL_PRIVATE_HOSTS`. */
  constructor(config: AppConfig) {
    this.agent = guardedAgent(configuredPolicy('TOOL_PRIVATE_HOSTS', config.environment.TOOL_PRIVATE_HOSTS));
  }

  call(request: ToolRequest, limits: ToolLimits): Promise<HttpOutcome> {
    return callThrough(this.agent, request, limits);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }
}

/** Rejects only with what `limits.signal` was aborted with. */
export async function callThrough(
  dispatcher: Dispatcher,
  request: ToolRequest,
  limits: ToolLimits,
): Promise<HttpOutcome> {
  const timeout = AbortSignal.timeout(Math.max(1, Math.round(limits.timeoutMs)));
  const signal = AbortSignal.any([limits.signal, timeout]);
  try {
    return await follow(dispatcher, request, limits, signal);
  } catch (error) {
    limits.signal.throwIfAborted();
    return { ok: false, reason: timeout.aborted ? 'timed-out' : failureOf(error) };
  }
}

/** Redirects of a GET are followed to where the tool may go, each address judged anew; others are refused. */
async function follow(
  dispatcher: Dispatcher,
  request: ToolRequest,
  limits: ToolLimits,
  signal: AbortSignal,
): Promise<HttpOutcome> {
  let next = request;
  for (let hops = 0; hops <= REDIRECTS_MAX; hops += 1) {
    const { method, headers, url, body = null } = next;
    const response = await send(url, { dispatcher, method, headers, body, signal });
    if (!REDIRECTS.has(response.statusCode)) {
      return { ok: true, status: response.statusCode, body: await read(response.body) };
    }
    await response.body.dump({ limit: 0, signal }).catch(() => undefined);
    next = redirected(next, response.headers['location'], limits, request.url);
  }
  throw new RefusedRedirectError('too many redirects');
}

function redirected(
  request: ToolRequest,
  location: string | string[] | undefined,
  { allowedHosts, secretHeaders }: ToolLimits,
  first: URL,
): ToolRequest {
  const target = typeof location === 'string' ? URL.parse(location, request.url.href) : null;
  const isAllowed =
    target !== null &&
    request.method === 'GET' &&
    (target.protocol === 'https:' || target.protocol === request.url.protocol) &&
    [...allowedHosts, first.hostname].some((host) => bareHost(host) === bareHost(target.hostname));
  if (!isAllowed) {
    throw new RefusedRedirectError('a redirect leads to where the tool may not go');
  }
  const headers = Object.entries(request.headers).filter(
    ([name]) => target.origin === first.origin || !secretHeaders.includes(name),
  );
  return { ...request, url: target, headers: Object.fromEntries(headers) };
}

/** Counted while it comes: a length that a header promises says nothing. */
async function read(body: Dispatcher.ResponseData['body']): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body) {
    const buffer = Buffer.from(part);
    bytes += buffer.length;
    if (bytes > RESPONSE_BYTES_MAX) {
      throw new TooLargeError('the response is too large');
    }
    parts.push(buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}

function failureOf(error: unknown): 'address-refused' | 'unreachable' | 'too-large' {
  if (error instanceof AddressRefusedError || error instanceof RefusedRedirectError) {
    return 'address-refused';
  }
  return error instanceof TooLargeError ? 'too-large' : 'unreachable';
}
