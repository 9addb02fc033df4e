import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Misbehaviour, type ProviderCall, ScriptedProvider, sendJson } from './scripted-provider.js';

interface Answer {
  kind: 'answer';
  /** Each text is one chunk of the stream. */
  chunks: readonly string[];
  /** Is sent as `reasoning_content` before the chunks. */
  reasoning?: string;
  /** Are asked for behind the chunks, their arguments in pieces of seven characters. */
  toolCalls?: readonly { id: string; name: string; arguments: string }[];
  finishReason?: string;
  delayMs?: number;
  /** The answer begins no earlier than this. */
  until?: Promise<unknown>;
}

/** How one request is answered. */
export type ScriptedAnswer = Answer | Misbehaviour;

export interface ModelRequest extends ProviderCall {
  model: string;
  stream: boolean;
  messages: { role: string; content: string }[];
}

/** A model on loopback that speaks OpenAI's chat completions, answers as it is told and keeps what it was asked. */
export class ScriptedModel extends ScriptedProvider<Answer, ModelRequest> {
  otherwise: ScriptedAnswer = answer('好的。');
  protected readonly path = '/v1/chat/completions';

  private constructor() {
    super();
  }

  static start(): Promise<ScriptedModel> {
    return new ScriptedModel().listen();
  }

  /** For `LLM_BASE_URL`. */
  get baseUrl(): string {
    return `${this.origin}/v1`;
  }

  protected keep(call: ProviderCall): ModelRequest {
    const { model, stream, messages } = call.body as Partial<ModelRequest>;
    return { ...call, model: String(model), stream: stream === true, messages: messages ?? [] };
  }

  protected async send(response: ServerResponse, scripted: Answer, asked: ModelRequest): Promise<void> {
    await sleep(scripted.delayMs ?? 0);
    await scripted.until;
    if (asked.stream) {
      this.sendStream(response, scripted);
    } else {
      sendWhole(response, scripted);
    }
  }

  protected piece(text: string): string {
    return chunkOf({ content: text });
  }

  private sendStream(response: ServerResponse, scripted: Answer): void {
    const { reasoning, chunks, toolCalls = [], finishReason } = scripted;
    this.start(response);
    if (reasoning !== undefined) {
      response.write(chunkOf({ reasoning_content: reasoning, content: null }));
    }
    for (const content of chunks) {
      response.write(chunkOf({ content }));
    }
    for (const [index, { id, name, arguments: written }] of toolCalls.entries()) {
      response.write(chunkOf({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }));
      for (const part of written.match(/[^]{1,7}/gu) ?? []) {
        response.write(chunkOf({ tool_calls: [{ index, function: { arguments: part } }] }));
      }
    }
    response.write(chunkOf({}, finishReason ?? (toolCalls.length > 0 ? 'tool_calls' : 'stop')));
    response.write(`data: ${JSON.stringify({ choices: [], usage })}\n\n`);
    response.end('data: [DONE]\n\n');
  }
}

/** An answer in pieces of three characters, so that whatever it holds is split somewhere. */
export function answer(text: string): Answer {
  return { kind: 'answer', chunks: text.match(/[^]{1,3}/gu) ?? [] };
}

function sendWhole(response: ServerResponse, { chunks, reasoning, toolCalls, finishReason }: Answer): void {
  const message = {
    role: 'assistant',
    content: chunks.join(''),
    ...(reasoning !== undefined && { reasoning_content: reasoning }),
    ...(toolCalls !== undefined && {
      tool_calls: toolCalls.map(({ id, ...call }) => ({ id, type: 'function', function: call })),
    }),
  };
  const choices = [{ index: 0, message, finish_reason: finishReason ?? 'stop' }];
  sendJson(response, 200, { id: 'scripted', object: 'chat.completion', choices, usage });
}

const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

function chunkOf(delta: Record<string, unknown>, finishReason: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finishReason }];
  return `data: ${JSON.stringify({ id: 'scripted', object: 'chat.completion.chunk', choices })}\n\n`;
}
