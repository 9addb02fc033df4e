import type { ServerResponse } from 'node:http';
import { type Misbehaviour, type ProviderCall, ScriptedProvider, sendJson } from './scripted-provider.js';

interface Quote {
  q: string;
  a?: string;
  sourceName: string;
  sourceId?: string;
}

interface Answer {
  kind: 'answer';
  text: string;
  quotes?: readonly Quote[];
  /** Whole: `stream` is ignored, and the answer comes in one piece. */
  form?: 'stream' | 'whole';
}

/** An application of FastGPT on loopback: its chat completions, with details. */
export class ScriptedFastGpt extends ScriptedProvider<Answer> {
  otherwise: Answer | Misbehaviour = { kind: 'answer', text: '好的。' };
  protected readonly path = '/api/v1/chat/completions';

  static start(): Promise<ScriptedFastGpt> {
    return new ScriptedFastGpt().listen();
  }

  get baseUrl(): string {
    return `${this.origin}/api/v1`;
  }

  protected keep(call: ProviderCall): ProviderCall {
    return call;
  }

  protected piece(text: string): string {
    return event('answer', chunkOf({ role: 'assistant', content: text }));
  }

  protected send(response: ServerResponse, { text, quotes = [], form = 'stream' }: Answer): void {
    const responseData = [
      { moduleName: '知识库搜索', moduleType: 'datasetSearchNode', quoteList: quotes },
      { moduleName: 'AI 对话', moduleType: 'chatNode', inputTokens: 23, outputTokens: 5, quoteList: quotes },
    ];
    if (form === 'whole') {
      const message = { role: 'assistant', content: [{ type: 'text', text: { content: text } }] };
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 1 };
      const choices = [{ message, finish_reason: 'stop', index: 0 }];
      return sendJson(response, 200, { responseData, newVariables: {}, id: '', model: '', usage, choices });
    }
    this.start(response);
    response.write(event('flowNodeStatus', { status: 'running', name: '知识库搜索' }));
    for (const content of text.match(/[^]{1,3}/gu) ?? []) {
      response.write(event('answer', chunkOf({ role: 'assistant', content })));
    }
    response.write(event('answer', chunkOf({ content: null }, 'stop')));
    response.write('event: answer\ndata: [DONE]\n\n');
    response.end(event('flowResponses', responseData));
  }
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function chunkOf(delta: Record<string, unknown>, finishReason: string | null = null): unknown {
  return { id: '', object: '', created: 0, model: '', choices: [{ delta, index: 0, finish_reason: finishReason }] };
}
