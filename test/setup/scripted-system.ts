import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** How one request is answered. */
export type SystemAnswer =
  | { kind: 'json'; body: unknown; status?: number; headers?: Record<string, string> }
  | { kind: 'raw'; body: string | Buffer; status?: number; headers?: Record<string, string> }
  | { kind: 'redirect'; to: string; status?: number }
  /** Accepts the request and says nothing, or stops after the headers. */
  | { kind: 'hang'; after?: 'headers' }
  /** A byte now and then, without end. */
  | { kind: 'drip'; everyMs: number }
  /** So many bytes without a promise of how many. */
  | { kind: 'flood'; bytes: number }
  | { kind: 'cut' };

export interface SystemRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** An enterprise's system on loopback, which answers as it is told and keeps what it was asked. */
export class ScriptedSystem {
  readonly requests: SystemRequest[] = [];
  /** The answers to come, first in first out. */
  readonly next: SystemAnswer[] = [];
  /** When nothing is to come. */
  otherwise: SystemAnswer = { kind: 'json', body: { ok: true } };

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(host = '127.0.0.1'): Promise<ScriptedSystem> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, host, resolve);
    });
    const address = server.address();
    const system = new ScriptedSystem(server, typeof address === 'object' ? (address?.port ?? 0) : 0);
    server.on('request', (request, response) => {
      system.serve(request, response).catch(() => response.destroy());
    });
    return system;
  }

  /** Such as `http://127.0.0.1:1234`. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request.setEncoding('utf8')) {
      body += String(part);
    }
    const { method = '', url = '', headers } = request;
    this.requests.push({ method, url, headers, body });
    const answer = this.next.shift() ?? this.otherwise;
    switch (answer.kind) {
      case 'json':
        response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
        return void response.end(JSON.stringify(answer.body));
      case 'raw':
        return void response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
      case 'redirect':
        return void response.writeHead(answer.status ?? 302, { location: answer.to }).end();
      case 'hang':
        if (answer.after === 'headers') {
          response.writeHead(200).flushHeaders();
        }
        return;
      case 'drip':
        return drip(response, answer.everyMs);
      case 'flood':
        return flood(response, answer.bytes);
      case 'cut':
        return void response.writeHead(200, { 'content-length': '100' }).write('{"half":', () => response.destroy());
    }
  }
}

function drip(response: ServerResponse, everyMs: number): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write(' '), everyMs);
  response.once('close', () => clearInterval(timer));
}

function flood(response: ServerResponse, bytes: number): void {
  response.writeHead(200);
  const part = Buffer.alloc(16_384, 'x');
  const write = (left: number): void => {
    if (left <= 0) {
      response.end();
    } else if (!response.destroyed) {
      response.write(part.subarray(0, Math.min(left, part.length)), () => write(left - part.length));
    }
  };
  write(bytes);
}
