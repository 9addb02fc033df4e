import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Stands where the internet reaches the program: passes requests on, or answers for itself as a careless proxy does. */
export class PublicFront {
  /** Where requests go; undefined: nobody is behind it. */
  target: string | undefined;
  /** In place of passing on. */
  answer: Answer | undefined;
  private readonly server: Server;
  private port = 0;

  private constructor() {
    this.server = createServer((request, response) => {
      if (this.answer === undefined) {
        void this.pass(request, response);
      } else {
        this.answer(request, response);
      }
    });
  }

  static async start(): Promise<PublicFront> {
    const front = new PublicFront();
    await front.listen();
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Again where it did before. */
  async listen(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    this.port = typeof address === 'object' && address !== null ? address.port : 0;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async pass({ method = 'GET', url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const passed = await fetch(`${this.target}${url}`, { method, redirect: 'manual' });
    response.writeHead(passed.status, { 'content-type': passed.headers.get('content-type') ?? 'text/plain' });
    response.end(await passed.text());
  }
}
