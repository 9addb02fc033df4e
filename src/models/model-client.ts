import { Logger } from '@nestjs/common';
import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { type Dispatcher, fetch as fetchThrough } from 'undici';
import type { FirstModel } from '../config/app-config.js';
import { withoutReasoning } from './reasoning.js';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface Reply {
  text: string;
  promptTokens: number | undefined;
  completionTokens: number | undefined;
}

export type FailureReason = 'timeout' | 'unavailable' | 'refused' | 'empty' | 'too-long';

/** Why there is no reply. Holds nothing that the provider said: that could reach a contact. */
export class ModelFailure extends Error {
  constructor(
    readonly reason: FailureReason,
    readonly canRetry: boolean,
    options?: ErrorOptions,
  ) {
    super(`the model failed: ${reason}`, options);
  }
}

const REPLY_LENGTH_MAX = 16_000;
const TEMPERATURE = 0.2;

/** One attempt at OpenAI's chat completions, read as a stream, so that a reply that never ends is noticed. */
export class ModelClient {
  private readonly logger = new Logger(ModelClient.name);
  private readonly client: OpenAI;

  constructor(
    private readonly model: FirstModel,
    dispatcher: Dispatcher,
  ) {
    this.client = new OpenAI({
      apiKey: model.apiKey ?? 'none', // a model served locally asks for none, the library does
      baseURL: model.baseUrl,
      maxRetries: 0,
      timeout: model.timeoutMs,
      fetch: throughDispatcher(dispatcher),
    });
  }

  get name(): string {
    return this.model.model;
  }

  /** @throws {ModelFailure} */
  async complete(messages: readonly ChatMessage[], signal: AbortSignal): Promise<Reply> {
    try {
      const reply = await this.read(messages, signal);
      const text = withoutReasoning(reply.text);
      if (text === '') {
        throw new ModelFailure('empty', false);
      }
      return { ...reply, text };
    } catch (error) {
      throw error instanceof ModelFailure ? error : this.toFailure(error, signal);
    }
  }

  private async read(messages: readonly ChatMessage[], signal: AbortSignal): Promise<Reply> {
    const stream = await this.client.chat.completions.create(
      {
        model: this.model.model,
        messages: messages.map(({ role, content }): ChatCompletionMessageParam => ({ role, content })),
        temperature: TEMPERATURE,
        stream: true,
        stream_options: { include_usage: true },
      },
      { signal },
    );
    const reply: Reply = { text: '', promptTokens: undefined, completionTokens: undefined };
    let isFinished = false;
    for await (const { choices, usage } of stream) {
      reply.text += choices?.[0]?.delta?.content ?? '';
      isFinished ||= choices?.[0]?.finish_reason != null;
      reply.promptTokens = usage?.prompt_tokens ?? reply.promptTokens;
      reply.completionTokens = usage?.completion_tokens ?? reply.completionTokens;
      if (reply.text.length > REPLY_LENGTH_MAX) {
        stream.controller.abort();
        throw new ModelFailure('too-long', false);
      }
    }
    signal.throwIfAborted(); // an aborted stream ends as if it were complete
    if (!isFinished && reply.text !== '') {
      throw new ModelFailure('unavailable', true); // it was cut off in the middle
    }
    return reply;
  }

  private toFailure(error: unknown, signal: AbortSignal): ModelFailure {
    if (signal.aborted || error instanceof APIUserAbortError) {
      return new ModelFailure('timeout', false, { cause: error });
    }
    const status = error instanceof APIError ? error.status : undefined;
    this.logger.warn(
      { model: this.name, status, error: error instanceof Error ? error.name : 'unknown' },
      'a model call failed',
    );
    if (error instanceof APIConnectionError || status === undefined || status === 429 || status >= 500) {
      return new ModelFailure('unavailable', true, { cause: error });
    }
    return new ModelFailure('refused', false, { cause: error });
  }
}

/** The library calls a web `fetch`; undici's own is one, and alone knows our dispatcher. */
function throughDispatcher(dispatcher: Dispatcher): typeof fetch {
  const call = (input: unknown, init: object = {}): unknown => fetchThrough(input as string, { ...init, dispatcher }); // the library passes a URL as text
  return call as typeof fetch; // the same interface, declared twice
}
