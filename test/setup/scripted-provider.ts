import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a provider does instead of answering. */
export type Misbehaviour =
  /** Accepts the request and says nothing, or stops after the headers, or in the middle of the answer. */
  | { kind: 'hang'; after?: 'headers' | 'chunk' | 'error-headers' }
  /** A piece of the answer now and then, without end; a comment that only keeps the stream open; or a byte of a piece. */
  | { kind: 'drip'; what: 'answer' | 'comment' | 'byte'; everyMs: number }
  | { kind: 'error'; status: number; message?: string; code?: string; retryAfter?: string; retryAfterSeconds?: number }
  /** The connection breaks after the first chunk, or the answer ends there as if it were complete. */
  | { kind: 'cut'; chunk: string; how: 'destroy' | 'end' }
  | { kind: 'raw'; body: string; contentType: string; status?: number };

export interface ProviderCall {
  authorization: string | undefined;
  headers: IncomingMessage['headers'];
  path: string;
  body: Readonly<Record<string, unknown>>;
}

/** A provider on loopback that answers as it is told and keeps what it was asked; what it speaks is a subclass's. */
export abstract class ScriptedProvider<Answer extends { kind: 'answer' }, Call extends ProviderCall = ProviderCall> {
  readonly requests: Call[] = [];
  /** The answers to come, first in first out. */
  readonly next: (Answer | Misbehaviour)[] = [];
  /** When nothing is to come. */
  abstract otherwise: Answer | Misbehaviour;
  /** The only path that it knows. */
  protected abstract readonly path: string;
  protected readonly contentType: string = 'text/event-stream';

  private readonly server: Server = createServer();
  private readonly open = new Set<ServerResponse>();

  /** Such as `http://127.0.0.1:4711`. */
  get origin(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
  }

  /** How many requests it works on. */
  get openCount(): number {
    return this.open.size;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  protected abstract keep(call: ProviderCall): Call;
  protected abstract send(response: ServerResponse, answer: Answer, call: Call): Promise<void> | void;
  /** A piece of an answer, as it stands in the body. */
  protected abstract piece(text: string): string;

  protected async listen(): Promise<this> {
    this.server.on('request', (request, response) => {
      this.open.add(response);
      response.once('close', () => this.open.delete(response));
      this.serve(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    return this;
  }

  protected start(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': this.contentType });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    if (request.method !== 'POST' || call.path.split('?')[0] !== this.path) {
      return sendJson(response, 404, { error: { message: `nothing at ${call.path}` } });
    }
    const kept = this.keep(call);
    this.requests.push(kept);
    const scripted = this.next.shift() ?? this.otherwise;
    switch (scripted.kind) {
      case 'answer':
        return this.send(response, scripted, kept);
      case 'hang':
        return this.hang(response, scripted.after);
      case 'drip':
        return this.drip(response, scripted);
      case 'error':
        return sendError(response, scripted);
      case 'cut':
        this.start(response);
        response.write(this.piece(scripted.chunk), () => {
          if (scripted.how === 'end') {
            response.end();
          } else {
            response.destroy();
          }
        });
        return;
      case 'raw':
        response.writeHead(scripted.status ?? 200, { 'content-type': scripted.contentType }).end(scripted.body);
    }
  }

  private hang(response: ServerResponse, after: 'headers' | 'chunk' | 'error-headers' | undefined): void {
    if (after === 'error-headers') {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.write('{"error":');
    } else if (after !== undefined) {
      this.start(response);
      response.flushHeaders();
    }
    if (after === 'chunk') {
      response.write(this.piece('你'));
    }
  }

  private async drip(response: ServerResponse, { what, everyMs }: Misbehaviour & { kind: 'drip' }): Promise<void> {
    this.start(response);
    const whole = this.piece('一个字一个字地说');
    for (let position = 0; !response.destroyed; position += 1) {
      const byte = whole.charAt(position) || ' ';
      response.write({ answer: this.piece('x'), comment: ': still thinking\n\n', byte }[what]);
      await sleep(everyMs);
    }
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendError(response: ServerResponse, scripted: Misbehaviour & { kind: 'error' }): void {
  const { status, message = 'scripted error', code = 'scripted', retryAfterSeconds } = scripted;
  const retryAfter = scripted.retryAfter ?? (retryAfterSeconds === undefined ? undefined : String(retryAfterSeconds));
  if (retryAfter !== undefined) {
    response.setHeader('retry-after', retryAfter);
  }
  sendJson(response, status, { error: { message, code, type: 'scripted' } });
}

async function readCall(request: IncomingMessage): Promise<ProviderCall> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) {
    text += String(part);
  }
  const body: unknown = JSON.parse(text);
  const { headers } = request;
  return {
    authorization: headers.authorization,
    headers,
    path: request.url ?? '',
    body: typeof body === 'object' && body !== null ? { ...body } : {},
  };
}
