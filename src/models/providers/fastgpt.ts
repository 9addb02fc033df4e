import type { Dispatcher } from 'undici';
import { Citations } from './citations.js';
import { cutAtStop, dialogueOf } from './dialogue.js';
import { apiUrl } from './endpoint.js';
import { exchange } from './exchange.js';
import { failed, failureOfErrorEvent } from './failures.js';
import { countOf, isRecord, type JsonRecord, listOf, textOf } from './json.js';
import { CompletionReader, type Connection } from './openai-compatible.js';
import type { Failure, Provider, ProviderBounds, ProviderRequest, Reply } from './provider.js';

/** Its own code for a key that it does not know, whatever the status. */
const KEY_REFUSED = 514;
/** Marks that newer releases put behind a sentence: the id of a passage. */
const CITATION_MARK = /\s?\[[0-9a-f]{24}\](?:\((?:CITE|QUOTE)\))?/g;

/**
 * An application of FastGPT. It keeps the conversation itself, under `chatId`, and has instructions and a knowledge base
 * of its own: what is sent is the question, with our instructions before it. It can be told neither temperature nor
 * length, nor tools.
 * @see https://doc.fastgpt.io/docs/introduction/development/openapi/chat
 */
export class FastGpt implements Provider {
  constructor(
    private readonly connection: Connection,
    private readonly dispatcher: Dispatcher,
  ) {}

  async complete(request: ProviderRequest, bounds: ProviderBounds): Promise<Reply | Failure> {
    const { baseUrl, apiKey, model } = this.connection;
    const { instructions, question } = dialogueOf(request.messages);
    const body = {
      ...(model !== '' && { model }),
      chatId: request.conversationKey,
      stream: true,
      detail: true,
      variables: request.variables ?? {},
      messages: [
        ...(instructions === '' ? [] : [{ role: 'system', content: instructions }]),
        { role: 'user', content: question },
      ],
    };
    const url = apiUrl(baseUrl, '/chat/completions', '/api/v1');
    return exchange(this.dispatcher, { url, apiKey, body }, bounds, new FastGptReader(request.stop));
  }
}

class FastGptReader extends CompletionReader {
  private readonly citations = new Citations();

  constructor(private readonly stop: readonly string[] | undefined) {
    super();
  }

  override event(data: unknown, name?: string): Failure | undefined {
    switch (name) {
      case undefined:
      case 'answer':
      case 'fastAnswer':
        return super.event(data);
      case 'error':
        return failureOfErrorEvent(data);
      case 'flowResponses':
      case 'appStreamResponse': // before release 4.8
        this.takeNodes(data);
        return undefined;
      case 'flowNodeResponse':
        this.takeNodes([data]);
        return undefined;
      default:
        return undefined; // how far its flow is
    }
  }

  override whole(body: unknown): Failure | undefined {
    if (isRecord(body) && body['choices'] === undefined && typeof body['code'] === 'number') {
      return body['code'] === KEY_REFUSED ? failed('unauthorised', 'fastgpt-514') : failureOfErrorEvent(body);
    }
    const failure = super.whole(isRecord(body) ? { ...body, choices: listOf(body['choices']).map(inText) } : body);
    this.takeNodes(isRecord(body) ? body['responseData'] : undefined);
    return failure;
  }

  override end(): Reply | Failure {
    const reply = super.end();
    if (reply.outcome === 'failed') {
      return reply;
    }
    const citations = this.citations.all();
    const text = cutAtStop(reply.text.replaceAll(CITATION_MARK, '').trim(), this.stop);
    return text === ''
      ? failed('empty', 'empty')
      : { ...reply, text, toolCalls: [], ...(citations.length > 0 && { citations }) };
  }

  /** Its `usage` is made up; what its nodes say is what they used. */
  protected override takeUsage(): void {
    return;
  }

  private takeNodes(nodes: unknown): void {
    for (const node of listOf(nodes).filter(isRecord)) {
      this.takeTokens(node);
      for (const quote of listOf(node['quoteList']).filter(isRecord)) {
        const text = [textOf(quote['q']), textOf(quote['a'])].filter((part) => part !== '').join('\n');
        this.citations.add({ title: textOf(quote['sourceName']), text, source: textOf(quote['sourceId']) });
      }
    }
  }

  private takeTokens(node: JsonRecord): void {
    const prompt = countOf(node['inputTokens']);
    const completion = countOf(node['outputTokens']);
    if (prompt !== undefined || completion !== undefined) {
      this.promptTokens = (this.promptTokens ?? 0) + (prompt ?? 0);
      this.completionTokens = (this.completionTokens ?? 0) + (completion ?? 0);
    } else if (node['tokens'] !== undefined) {
      this.promptTokens = (this.promptTokens ?? 0) + (countOf(node['tokens']) ?? 0); // both, before release 4.8.13
    }
  }
}

/** With details, what was said may be a list of parts. */
function inText(choice: unknown): unknown {
  if (!isRecord(choice) || !isRecord(choice['message']) || !Array.isArray(choice['message']['content'])) {
    return choice;
  }
  const parts = listOf(choice['message']['content']).filter(isRecord);
  const content = parts.map(({ text }) => (isRecord(text) ? textOf(text['content']) : textOf(text))).join('');
  return { ...choice, message: { ...choice['message'], content } };
}
