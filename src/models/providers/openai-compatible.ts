import type { Dispatcher } from 'undici';
import { withoutReasoning } from '../reasoning.js';
import { Draft } from './draft.js';
import { apiUrl } from './endpoint.js';
import { type AnswerReader, exchange } from './exchange.js';
import { failed, failureOfErrorEvent } from './failures.js';
import { countOf, isRecord, type JsonRecord, listOf, textOf } from './json.js';
import type { ChatMessage, Failure, Provider, ProviderBounds, ProviderRequest, Reply } from './provider.js';
import { ToolCallDrafts } from './tool-call-drafts.js';

export interface Connection {
  baseUrl: string;
  model: string;
  apiKey: string | undefined;
}

/**
 * Chat completions like OpenAI's, read as a stream, so that an answer that never ends is noticed.
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export class OpenAiCompatible implements Provider {
  /** Some refuse what they do not know; from then on it is left out. */
  private refusesJsonMode = false;

  constructor(
    private readonly connection: Connection,
    private readonly dispatcher: Dispatcher,
  ) {}

  async complete(request: ProviderRequest, bounds: ProviderBounds): Promise<Reply | Failure> {
    const asksForJson = request.wantsJson === true && !this.refusesJsonMode;
    const startedAt = performance.now();
    const result = await this.ask(request, asksForJson, bounds);
    if (!asksForJson || result.outcome === 'completed' || !/^http-4(00|22)$/.test(result.code)) {
      return result;
    }
    const deadlineMs = bounds.deadlineMs - (performance.now() - startedAt);
    const plain = await this.ask(request, false, { ...bounds, deadlineMs });
    this.refusesJsonMode = plain.outcome === 'completed';
    return plain;
  }

  private ask(request: ProviderRequest, asksForJson: boolean, bounds: ProviderBounds): Promise<Reply | Failure> {
    const { baseUrl, apiKey, model } = this.connection;
    const { messages, tools = [], temperature, maxTokens, stop = [] } = request;
    const body = {
      model,
      messages: messages.map(wireMessage),
      stream: true,
      stream_options: { include_usage: true },
      ...(temperature !== undefined && { temperature }),
      ...(maxTokens !== undefined && { max_tokens: maxTokens }),
      ...(stop.length > 0 && { stop }),
      ...(tools.length > 0 && { tools: tools.map((tool) => ({ type: 'function', function: tool })) }),
      ...(asksForJson && { response_format: { type: 'json_object' } }),
    };
    const url = apiUrl(baseUrl, '/chat/completions');
    const asked =
      isAzure(url) && apiKey !== undefined ? { apiKey: undefined, headers: { 'api-key': apiKey } } : { apiKey };
    return exchange(this.dispatcher, { url, body, ...asked }, bounds, new CompletionReader());
  }
}

/** Puts a completion together. `reasoning_content` is left where it is. */
export class CompletionReader implements AnswerReader {
  readonly draft = new Draft();
  protected promptTokens: number | undefined;
  protected completionTokens: number | undefined;
  private readonly toolCalls = new ToolCallDrafts();
  private isRefused = false;
  private isDone = false;
  private finishReason = '';

  /** Compatible providers leave out what OpenAI promises, or send null for it. */
  event(chunk: unknown): Failure | undefined {
    if (!isRecord(chunk)) {
      return failed('invalid', 'not-a-chunk', true);
    }
    if (chunk['error'] !== undefined && chunk['error'] !== null) {
      return failureOfErrorEvent(chunk);
    }
    const [choice] = listOf(chunk['choices']);
    if (isRecord(choice)) {
      this.take(choice, isRecord(choice['delta']) ? choice['delta'] : {});
    }
    this.takeUsage(chunk['usage']);
    return undefined;
  }

  whole(body: unknown): Failure | undefined {
    const [choice] = isRecord(body) ? listOf(body['choices']) : [];
    if (!isRecord(body) || !isRecord(choice) || !isRecord(choice['message'])) {
      const isError = isRecord(body) && isRecord(body['error']);
      return isError ? failureOfErrorEvent(body) : failed('invalid', 'not-a-completion');
    }
    this.take(choice, choice['message']);
    this.takeUsage(body['usage']);
    this.done();
    return undefined;
  }

  done(): void {
    this.isDone = true;
  }

  end(): Reply | Failure {
    if (this.finishReason === '' && !this.isDone) {
      return failed('unavailable', 'cut-off', true);
    }
    if (this.isRefused || this.finishReason === 'content_filter') {
      return failed('refused', 'content-filter');
    }
    if (this.finishReason === 'length') {
      return failed('too-long', 'token-limit');
    }
    const text = withoutReasoning(this.draft.text);
    const toolCalls = this.toolCalls.all();
    if (text === '' && toolCalls.length === 0) {
      return failed('empty', 'empty');
    }
    const { promptTokens, completionTokens } = this;
    return {
      outcome: 'completed',
      text,
      toolCalls,
      firstTokenMs: this.draft.firstTokenMs,
      ...(promptTokens !== undefined && { promptTokens }),
      ...(completionTokens !== undefined && { completionTokens }),
    };
  }

  protected takeUsage(usage: unknown): void {
    if (isRecord(usage)) {
      this.promptTokens = countOf(usage['prompt_tokens']) ?? this.promptTokens;
      this.completionTokens = countOf(usage['completion_tokens']) ?? this.completionTokens;
    }
  }

  private take(choice: JsonRecord, said: JsonRecord): void {
    this.draft.add(textOf(said['content']));
    if (textOf(said['reasoning_content']) !== '' || textOf(said['reasoning']) !== '') {
      this.draft.begin();
    }
    for (const [position, call] of listOf(said['tool_calls']).entries()) {
      this.draft.begin();
      this.draft.bytes += this.toolCalls.add(call, position);
    }
    this.isRefused ||= textOf(said['refusal']) !== '';
    this.finishReason = textOf(choice['finish_reason']) || this.finishReason; // some send '' until the last chunk
  }
}

function wireMessage(message: ChatMessage): object {
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, content: message.content };
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
    case 'assistant': {
      const { content, toolCalls = [] } = message;
      return toolCalls.length === 0
        ? { role: 'assistant', content }
        : {
            role: 'assistant',
            content,
            tool_calls: toolCalls.map(({ id, name, arguments: written }) => ({
              id,
              type: 'function',
              function: { name, arguments: written },
            })),
          };
    }
  }
}

/** It wants the key in a header of its own, and takes what stands in the common one for a token of its directory. */
function isAzure(url: string): boolean {
  return new URL(url).hostname.endsWith('.azure.com');
}
