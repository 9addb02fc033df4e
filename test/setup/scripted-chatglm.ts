import type { ServerResponse } from 'node:http';
import { type Misbehaviour, type ProviderCall, ScriptedProvider, sendJson } from './scripted-provider.js';

interface Answer {
  kind: 'answer';
  text: string;
  status?: number;
}

/** ChatGLM's own `api.py` on loopback. */
export class ScriptedChatGlm extends ScriptedProvider<Answer> {
  otherwise: Answer | Misbehaviour = { kind: 'answer', text: '好的。' };
  protected readonly path = '/';
  protected override readonly contentType = 'application/json';

  static start(): Promise<ScriptedChatGlm> {
    return new ScriptedChatGlm().listen();
  }

  get baseUrl(): string {
    return this.origin;
  }

  protected keep(call: ProviderCall): ProviderCall {
    return call;
  }

  protected piece(text: string): string {
    return `{"response": "${text}`;
  }

  protected send(response: ServerResponse, { text, status = 200 }: Answer, { body }: ProviderCall): void {
    const before = Array.isArray(body['history']) ? body['history'] : [];
    const history = [...before, [body['prompt'], text]];
    sendJson(response, 200, { response: text, history, status, time: '2026-07-01 12:00:00' });
  }
}
