import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** How one request is answered. */
export type ScriptedAnswer =
  | {
      kind: 'answer';
      /** Each text is one chunk of the stream. */
      chunks: readonly string[];
      /** Is sent as `reasoning_content` before the chunks. */
      reasoning?: string;
      finishReason?: string;
      delayMs?: number;
      /** The answer begins no earlier than this. */
      until?: Promise<unknown>;
    }
  /** Accepts the request and says nothing, or stops after the headers, or in the middle of the stream. */
  | { kind: 'hang'; after?: 'headers' | 'chunk' | 'error-headers' }
  /** A piece of the stream now and then, without end: a byte of an answer, or a comment that only keeps it open. */
  | { kind: 'drip'; what: 'answer' | 'comment'; everyMs: number }
  | { kind: 'error'; status: number; message?: string; code?: string; retryAfterSeconds?: number }
  /** The connection breaks after the first chunk, or the stream ends there as if it were complete. */
  | { kind: 'cut'; chunk: string; how: 'destroy' | 'end' }
  | { kind: 'raw'; body: string; contentType: string; status?: number };

export interface ModelRequest {
  authorization: string | undefined;
  headers: IncomingMessage['headers'];
  model: string;
  stream: boolean;
  messages: { role: string; content: string }[];
}

/** A model on loopback that speaks OpenAI's chat completions, answers as it is told and keeps what it was asked. */
export class ScriptedModel {
  readonly requests: ModelRequest[] = [];
  /** The answers to come, first in first out. */
  readonly next: ScriptedAnswer[] = [];
  /** When nothing is to come. */
  otherwise: ScriptedAnswer = answer('好的。');

  private readonly open = new Set<ServerResponse>();

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async start(): Promise<ScriptedModel> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const model = new ScriptedModel(server, typeof address === 'object' ? (address?.port ?? 0) : 0);
    server.on('request', (request, response) => {
      model.open.add(response);
      response.once('close', () => model.open.delete(response));
      model.serve(request, response).catch(() => response.destroy());
    });
    return model;
  }

  /** For `LLM_BASE_URL`. */
  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/v1`;
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

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readRequest(request);
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      return sendJson(response, 404, { error: { message: `nothing at ${request.url}` } });
    }
    this.requests.push(asked);
    const scripted = this.next.shift() ?? this.otherwise;
    switch (scripted.kind) {
      case 'answer':
        await sleep(scripted.delayMs ?? 0);
        await scripted.until;
        return asked.stream ? sendStream(response, scripted) : sendWhole(response, scripted);
      case 'hang':
        return hang(response, scripted.after);
      case 'drip':
        return drip(response, scripted);
      case 'error':
        return sendError(response, scripted);
      case 'cut':
        startStream(response);
        response.write(chunkOf({ content: scripted.chunk }), () => {
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
}

/** An answer in pieces of three characters, so that whatever it holds is split somewhere. */
export function answer(text: string): ScriptedAnswer {
  return { kind: 'answer', chunks: text.match(/[^]{1,3}/gu) ?? [] };
}

async function readRequest(request: IncomingMessage): Promise<ModelRequest> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) {
    body += String(part);
  }
  const { model, stream, messages } = JSON.parse(body) as Partial<ModelRequest>;
  const { headers } = request;
  return {
    authorization: headers.authorization,
    headers,
    model: String(model),
    stream: stream === true,
    messages: messages ?? [],
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendError(response: ServerResponse, scripted: ScriptedAnswer & { kind: 'error' }): void {
  const { status, message = 'scripted error', code = 'scripted', retryAfterSeconds } = scripted;
  if (retryAfterSeconds !== undefined) {
    response.setHeader('retry-after', String(retryAfterSeconds));
  }
  sendJson(response, status, { error: { message, code, type: 'scripted' } });
}

function hang(response: ServerResponse, after: 'headers' | 'chunk' | 'error-headers' | undefined): void {
  if (after === 'error-headers') {
    response.writeHead(500, { 'content-type': 'application/json' });
    response.write('{"error":');
  } else if (after !== undefined) {
    startStream(response);
    response.flushHeaders();
  }
  if (after === 'chunk') {
    response.write(chunkOf({ content: '你' }));
  }
}

async function drip(response: ServerResponse, { what, everyMs }: ScriptedAnswer & { kind: 'drip' }): Promise<void> {
  startStream(response);
  while (!response.destroyed) {
    response.write(what === 'answer' ? chunkOf({ content: 'x' }) : ': still thinking\n\n');
    await sleep(everyMs);
  }
}

function sendStream(response: ServerResponse, scripted: ScriptedAnswer & { kind: 'answer' }): void {
  startStream(response);
  if (scripted.reasoning !== undefined) {
    response.write(chunkOf({ reasoning_content: scripted.reasoning, content: null }));
  }
  for (const content of scripted.chunks) {
    response.write(chunkOf({ content }));
  }
  response.write(chunkOf({}, scripted.finishReason ?? 'stop'));
  response.write(`data: ${JSON.stringify({ choices: [], usage })}\n\n`);
  response.end('data: [DONE]\n\n');
}

function sendWhole(response: ServerResponse, scripted: ScriptedAnswer & { kind: 'answer' }): void {
  const message = {
    role: 'assistant',
    content: scripted.chunks.join(''),
    ...(scripted.reasoning !== undefined && { reasoning_content: scripted.reasoning }),
  };
  const choices = [{ index: 0, message, finish_reason: scripted.finishReason ?? 'stop' }];
  sendJson(response, 200, { id: 'scripted', object: 'chat.completion', choices, usage });
}

const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

function chunkOf(delta: Record<string, unknown>, finishReason: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finishReason }];
  return `data: ${JSON.stringify({ id: 'scripted', object: 'chat.completion.chunk', choices })}\n\n`;
}
