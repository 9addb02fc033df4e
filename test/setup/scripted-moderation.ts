import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A moderation endpoint on loopback: it flags what holds a word, or does what a test says. */
export class ScriptedModeration {
  readonly requests: { input: string; model?: string }[] = [];
  readonly authorizations: (string | undefined)[] = [];
  /** Texts with it are flagged as `violence`. */
  flaggedWord = '炸弹';
  /** In place of the usual answer; undefined hangs. */
  answer: (() => { status: number; body: string } | undefined) | undefined;

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async start(): Promise<ScriptedModeration> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const moderation = new ScriptedModeration(server, typeof address === 'object' ? (address?.port ?? 0) : 0);
    server.on('request', (request, response) => {
      moderation.serve(request, response).catch(() => response.destroy());
    });
    return moderation;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) {
      text += String(chunk);
    }
    const body = JSON.parse(text) as { input: string; model?: string };
    this.requests.push(body);
    this.authorizations.push(request.headers.authorization);
    const scripted = this.answer === undefined ? { status: 200, body: this.judge(body.input) } : this.answer();
    if (scripted !== undefined) {
      response.writeHead(request.url === '/v1/moderations' ? scripted.status : 404).end(scripted.body);
    }
  }

  /** As https://platform.openai.com/docs/api-reference/moderations shows it. */
  private judge(input: string): string {
    const flagged = input.includes(this.flaggedWord);
    const categories = { violence: flagged, hate: false };
    return JSON.stringify({ id: 'modr-1', model: 'm', results: [{ flagged, categories, category_scores: {} }] });
  }
}
