import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Misbehaviour, type ProviderCall, ScriptedProvider, sendJson } from './scripted-provider.js';

interface Answer {
  kind: 'answer';
  text: string;
  event?: 'message' | 'agent_message';
  resources?: readonly { document_name: string; dataset_name?: string; content: string }[];
  /** What its moderation says in place of the answer. */
  replacedBy?: string;
}

/** An application of Dify on loopback. It knows the conversations that it began, until it forgets them. */
export class ScriptedDify extends ScriptedProvider<Answer> {
  otherwise: Answer | Misbehaviour = { kind: 'answer', text: '好的。' };
  readonly conversations = new Set<string>();
  protected readonly path = '/v1/chat-messages';

  static start(): Promise<ScriptedDify> {
    return new ScriptedDify().listen();
  }

  get baseUrl(): string {
    return `${this.origin}/v1`;
  }

  protected keep(call: ProviderCall): ProviderCall {
    return call;
  }

  protected piece(text: string): string {
    return eventOf({ event: 'message', answer: text });
  }

  protected send(response: ServerResponse, scripted: Answer, { body }: ProviderCall): void {
    const asked = String(body['conversation_id']);
    if (asked !== '' && !this.conversations.has(asked)) {
      const gone = { code: 'not_found', message: 'Conversation Not Exists.', status: 404 };
      return sendJson(response, 404, gone);
    }
    const id = asked === '' ? randomUUID() : asked;
    this.conversations.add(id);
    this.start(response);
    response.write('event: ping\n\n');
    response.write(eventOf({ event: 'workflow_started', conversation_id: id }));
    for (const answer of scripted.text.match(/[^]{1,3}/gu) ?? []) {
      response.write(eventOf({ event: scripted.event ?? 'message', conversation_id: id, answer }));
    }
    if (scripted.replacedBy !== undefined) {
      response.write(eventOf({ event: 'message_replace', conversation_id: id, answer: scripted.replacedBy }));
    }
    const usage = { prompt_tokens: 31, completion_tokens: 9, total_tokens: 40, total_price: '0.0001', currency: 'USD' };
    const metadata = { usage, retriever_resources: scripted.resources ?? [] };
    response.end(eventOf({ event: 'message_end', conversation_id: id, metadata }));
  }
}

function eventOf(data: Record<string, unknown>): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}
