import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Counters } from './counters.js';
import type { Fault, Faults } from './faults.js';
import { PlatformError } from './platform-error.js';

export interface ApiCall {
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly contentType: string;
  readonly range: string;
}

/** An answer that is not JSON. */
export class BinaryReply {
  constructor(
    readonly status: number,
    readonly headers: Record<string, string>,
    readonly bytes: Buffer,
  ) {}
}

export type ApiReply = Record<string, unknown> | BinaryReply;

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly bodyBytesMax: number;
  run(call: ApiCall): ApiReply | Promise<ApiReply>;
}

/** The HTTP side of the API: routes, body limits, and the faults it was told to play. */
export class ApiServer {
  private readonly server: Server;
  private readonly stopping = new AbortController();

  constructor(
    private readonly routes: ReadonlyMap<string, Route>,
    private readonly faults: Faults,
    private readonly counters: Counters,
  ) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        // The caller hung up, or the simulator stops or has a bug: either way this connection is over.
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    this.server.keepAliveTimeout = 65_000;
  }

  /** The port it listens on. */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const route = this.routes.get(url.pathname);
    if (route === undefined || route.method !== request.method) {
      sendPlain(response, route === undefined ? 404 : 405);
      return;
    }
    this.counters.calls.set(url.pathname, (this.counters.calls.get(url.pathname) ?? 0) + 1);
    const fault = this.faults.next(url.pathname);
    if (fault !== null) {
      this.counters.faults++;
    }
    if (fault === 'drop') {
      request.socket.destroy();
      return;
    }
    const body = await readBody(request, route.bodyBytesMax);
    if (body === null) {
      sendPlain(response, 413);
      return;
    }
    const { 'content-type': contentType = '', range = '' } = request.headers;
    await this.process(route, { query: url.searchParams, body, contentType, range }, fault, response);
  }

  private async process(route: Route, call: ApiCall, fault: Fault | null, response: ServerResponse): Promise<void> {
    if (fault === null || typeof fault === 'string') {
      const reply = await run(route, call);
      if (fault === null) {
        send(response, reply);
      } else {
        response.destroy();
      }
    } else if ('delayMs' in fault) {
      await delay(fault.delayMs, undefined, { signal: this.stopping.signal });
      send(response, await run(route, call));
    } else if ('status' in fault) {
      sendPlain(response, fault.status);
    } else {
      send(response, { errcode: fault.errcode, errmsg: fault.errmsg ?? 'simulated fault' });
    }
  }
}

async function run(route: Route, call: ApiCall): Promise<ApiReply> {
  try {
    return await route.run(call);
  } catch (error) {
    if (error instanceof PlatformError) {
      return { errcode: error.errcode, errmsg: error.message, ...error.fields };
    }
    throw error;
  }
}

/** Null when the body is larger than it may be; the rest is read and thrown away. */
async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) {
      continue; // never: no encoding was set on the stream
    }
    bytes += chunk.length;
    if (bytes <= bytesMax) {
      chunks.push(chunk);
    }
  }
  return bytes > bytesMax ? null : Buffer.concat(chunks);
}

/** HTTP 200 even for a refusal, as WeCom answers. */
function send(response: ServerResponse, reply: ApiReply): void {
  if (reply instanceof BinaryReply) {
    response.writeHead(reply.status, { ...reply.headers, 'Content-Length': reply.bytes.length }).end(reply.bytes);
    return;
  }
  const bytes = Buffer.from(JSON.stringify(reply));
  response
    .writeHead(200, { 'Content-Type': 'application/json; charset=UTF-8', 'Content-Length': bytes.length })
    .end(bytes);
}

function sendPlain(response: ServerResponse, status: number): void {
  const text = `<html><body>${status}</body></html>`;
  response.writeHead(status, { 'Content-Type': 'text/html', 'Content-Length': text.length }).end(text);
}
