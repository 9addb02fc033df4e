import type { Dispatcher } from 'undici';
import { withoutReasoning } from '../reasoning.js';
import { Citations } from './citations.js';
import { cutAtStop, dialogueOf, transcriptOf } from './dialogue.js';
import { Draft } from './draft.js';
import { apiUrl } from './endpoint.js';
import { type AnswerReader, exchange } from './exchange.js';
import { failed, failureOfErrorEvent } from './failures.js';
import { countOf, isRecord, type JsonRecord, listOf, textOf } from './json.js';
import type { Connection } from './openai-compatible.js';
import type { Failure, Provider, ProviderBounds, ProviderRequest, Reply } from './provider.js';

const CONVERSATION_ID_LENGTH_MAX = 100;

/** Remembers what a provider calls our conversations. Throws nothing. */
export interface ConversationIds {
  of(conversationKey: string): Promise<string | undefined>;
  /** Or that it is still the same. */
  keep(conversationKey: string, externalId: string): Promise<unknown>;
}

/**
 * An application of Dify. It keeps the conversation itself and has instructions and a knowledge base of its own: it is
 * asked the question alone. Ours reach it as the inputs `instructions` and `history`, where it declares them.
 * @see https://docs.dify.ai/api-reference/chat/send-chat-message
 */
export class Dify implements Provider {
  constructor(
    private readonly connection: Connection,
    private readonly dispatcher: Dispatcher,
    private readonly conversations: ConversationIds,
  ) {}

  async complete(request: ProviderRequest, bounds: ProviderBounds): Promise<Reply | Failure> {
    const startedAt = performance.now();
    const { conversationKey } = request;
    const known = (await this.conversations.of(conversationKey)) ?? '';
    const left = (): ProviderBounds => ({ ...bounds, deadlineMs: bounds.deadlineMs - (performance.now() - startedAt) });
    let { reader, result } = await this.ask(request, known, left());
    if (known !== '' && result.outcome === 'failed' && result.code === 'http-404') {
      ({ reader, result } = await this.ask(request, '', left())); // somebody deleted it over there
    }
    if (result.outcome === 'completed' && reader.conversationId !== '') {
      await this.conversations.keep(conversationKey, reader.conversationId);
    }
    return result;
  }

  private async ask(
    { messages, conversationKey, variables, stop }: ProviderRequest,
    conversationId: string,
    bounds: ProviderBounds,
  ): Promise<{ reader: DifyReader; result: Reply | Failure }> {
    const { baseUrl, apiKey } = this.connection;
    const dialogue = dialogueOf(messages);
    const body = {
      inputs: { ...variables, instructions: dialogue.instructions, history: transcriptOf(dialogue) },
      query: dialogue.question,
      response_mode: 'streaming',
      conversation_id: conversationId,
      user: conversationKey,
      auto_generate_name: false,
    };
    const url = apiUrl(baseUrl, '/chat-messages', '/v1');
    const reader = new DifyReader(stop);
    return { reader, result: await exchange(this.dispatcher, { url, apiKey, body }, bounds, reader) };
  }
}

class DifyReader implements AnswerReader {
  readonly draft = new Draft();
  conversationId = '';
  private readonly citations = new Citations();
  private promptTokens: number | undefined;
  private completionTokens: number | undefined;
  private isOver = false;

  constructor(private readonly stop: readonly string[] | undefined) {}

  event(data: unknown): Failure | undefined {
    if (!isRecord(data)) {
      return failed('invalid', 'not-an-event', true);
    }
    switch (data['event']) {
      case 'message':
      case 'agent_message':
        this.draft.add(textOf(data['answer']));
        break;
      case 'agent_thought':
        this.draft.begin();
        break;
      case 'message_replace': // its moderation takes back what was said
        this.draft.replace(textOf(data['answer']));
        break;
      case 'message_end':
        this.finish(data);
        break;
      case 'error':
        return failureOfErrorEvent(data);
      default:
        break; // how far its flow is
    }
    return undefined;
  }

  whole(body: unknown): Failure | undefined {
    if (!isRecord(body) || typeof body['answer'] !== 'string') {
      return isRecord(body) && 'code' in body ? failureOfErrorEvent(body) : failed('invalid', 'not-an-answer');
    }
    this.draft.add(body['answer']);
    this.finish(body);
    return undefined;
  }

  end(): Reply | Failure {
    if (!this.isOver) {
      return failed('unavailable', 'cut-off', true);
    }
    const text = cutAtStop(withoutReasoning(this.draft.text), this.stop);
    const citations = this.citations.all();
    const { promptTokens, completionTokens } = this;
    return text === ''
      ? failed('empty', 'empty')
      : {
          outcome: 'completed',
          text,
          toolCalls: [],
          firstTokenMs: this.draft.firstTokenMs,
          ...(citations.length > 0 && { citations }),
          ...(promptTokens !== undefined && { promptTokens }),
          ...(completionTokens !== undefined && { completionTokens }),
        };
  }

  private finish(data: JsonRecord): void {
    this.isOver = true;
    const id = textOf(data['conversation_id']);
    this.conversationId = id.length <= CONVERSATION_ID_LENGTH_MAX ? id : '';
    const metadata = isRecord(data['metadata']) ? data['metadata'] : {};
    const usage = isRecord(metadata['usage']) ? metadata['usage'] : {};
    this.promptTokens = countOf(usage['prompt_tokens']);
    this.completionTokens = countOf(usage['completion_tokens']);
    for (const resource of listOf(metadata['retriever_resources']).filter(isRecord)) {
      this.citations.add({
        title: textOf(resource['document_name']),
        text: textOf(resource['content']),
        source: textOf(resource['dataset_name']),
      });
    }
  }
}
