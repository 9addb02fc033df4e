import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What the two services do: answer, refuse with a status, or accept and say nothing. */
export type ServiceState = 'up' | 'hangs' | number;

interface EmbeddingRequest {
  model: string;
  input: string[];
  dimensions?: number;
}

interface RerankRequest {
  model: string;
  query: string;
  documents: string[];
  top_n: number;
}

/**
 * An embedding model and a reranker on loopback. A text's vector counts the words of each concept, so that a test says by
 * itself what means the same; a document's relevance is what the test says.
 */
export class ScriptedMeaning {
  readonly embedded: EmbeddingRequest[] = [];
  readonly reranked: RerankRequest[] = [];
  readonly authorizations = new Set<string | undefined>();
  embeddings: ServiceState = 'up';
  reranker: ServiceState = 'up';
  /** Each concept is a list of words that mean the same. */
  concepts: readonly (readonly string[])[] = [];
  /** Texts with this word are refused with status 400. */
  refusedWord: string | undefined;
  relevance: (document: string) => number = () => 0.5;
  /** Makes an answer of the list that the common form has under `results`. */
  form: (results: { index: number; relevance_score: number }[]) => unknown = (results) => ({ results });

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  static async start(): Promise<ScriptedMeaning> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    const meaning = new ScriptedMeaning(server, typeof address === 'object' ? (address?.port ?? 0) : 0);
    server.on('request', (request, response) => {
      meaning.serve(request, response).catch(() => response.destroy());
    });
    return meaning;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/v1`;
  }

  /** All texts that were embedded. */
  get texts(): string[] {
    return this.embedded.flatMap(({ input }) => input);
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
    this.authorizations.add(request.headers.authorization);
    const isRerank = request.url === '/v1/rerank';
    const state = isRerank ? this.reranker : this.embeddings;
    if (state === 'up') {
      answer(response, isRerank ? this.rerank(JSON.parse(text)) : this.embed(JSON.parse(text)));
    } else if (typeof state === 'number') {
      response.writeHead(state).end('{"error":"a secret of the provider"}');
    }
  }

  private embed(request: EmbeddingRequest): unknown {
    this.embedded.push(request);
    if (request.input.some((text) => this.refusedWord !== undefined && text.includes(this.refusedWord))) {
      return 400;
    }
    return { data: request.input.map((text, index) => ({ index, embedding: this.vectorOf(text) })).toReversed() };
  }

  private vectorOf(text: string): number[] {
    const counts = this.concepts.map((words) => words.filter((word) => text.includes(word)).length);
    return [0.01, ...counts];
  }

  private rerank(request: RerankRequest): unknown {
    this.reranked.push(request);
    const scored = request.documents.map((text, index) => ({ index, relevance_score: this.relevance(text) }));
    return this.form(scored.toSorted((a, b) => b.relevance_score - a.relevance_score));
  }
}

/** A number is a status. */
function answer(response: ServerResponse, body: unknown): void {
  const isStatus = typeof body === 'number';
  response.writeHead(isStatus ? body : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(isStatus ? { error: 'a secret of the provider' } : body));
}
