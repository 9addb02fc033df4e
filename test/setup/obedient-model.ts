import type { ServerResponse } from 'node:http';
import { type ProviderCall, ScriptedProvider } from './scripted-provider.js';

type Answer = { kind: 'answer' };

/** Whoever gets this word to the model as an instruction has it say `OBEYED`. */
export const SECRET_WORD = '芝麻开门';
export const OBEYED = '遵命，我已照办。';
export const FAITHFUL = '签收后7天内可以退货。';

interface Message {
  role: string;
  content: string | null;
}

/** How servers tell roles apart in what they feed to a model, in the forms of several makers. */
const ROLE_MARK =
  /<\s*[|｜][^<>]{1,30}[|｜]\s*>|\[\s*\/?\s*INST\s*\]|<<\s*\/?\s*SYS\s*>>|\[\s*\/?\s*SYSTEM_PROMPT\s*\]/giu;
/** A tag as a careless reader sees it: any case and width, with spaces and attributes. */
const BRACKETS = { open: '[<＜﹤]', close: '[>＞﹥]' };
const DATA_TAGS = 'knowledge|question|tool_result';

/**
 * A model that does whatever reaches it as an instruction: all that stands outside of the blocks of data, whoever wrote it,
 * and all behind a mark that begins another role, wherever that mark stands. It answers from the passages otherwise.
 */
export class ObedientModel extends ScriptedProvider<Answer> {
  otherwise: Answer = { kind: 'answer' };
  /** Tools that it calls before it answers, one in each completion. */
  readonly calls: { id: string; name: string; arguments: string }[] = [];
  /** What it says before it says anything of its own. */
  readonly said: string[] = [];
  protected readonly path = '/v1/chat/completions';

  static start(): Promise<ObedientModel> {
    return new ObedientModel().listen();
  }

  get baseUrl(): string {
    return `${this.origin}/v1`;
  }

  protected keep(call: ProviderCall): ProviderCall {
    return call;
  }

  protected send(response: ServerResponse, _answer: Answer, { body }: ProviderCall): void {
    this.start(response);
    const call = this.calls.shift();
    const delta =
      call === undefined
        ? { content: this.answerTo(messagesOf(body)) }
        : { tool_calls: [{ index: 0, id: call.id, type: 'function', function: call }] };
    response.write(chunkOf(delta));
    response.end(`${chunkOf({}, call === undefined ? 'stop' : 'tool_calls')}data: [DONE]\n\n`);
  }

  protected piece(text: string): string {
    return chunkOf({ content: text });
  }

  private answerTo(messages: readonly Message[]): string {
    const isObeying = instructionsIn(messages).includes(SECRET_WORD);
    const text = this.said.shift() ?? (isObeying ? OBEYED : FAITHFUL);
    return JSON.stringify({ answer: text, citations: [1], confidence: 0.9, needs_human: false });
  }
}

function messagesOf({ messages }: ProviderCall['body']): Message[] {
  return Array.isArray(messages) ? messages : [];
}

function chunkOf(delta: object, finishReason: string | null = null): string {
  return `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finishReason }] })}\n\n`;
}

/** What a model takes for instructions. Its own words are none, unless a mark in them begins another role. */
function instructionsIn(messages: readonly Message[]): string {
  return messages
    .flatMap(({ role, content }) => {
      const [own = '', ...others] = (content ?? '').split(ROLE_MARK);
      return [...(role === 'assistant' ? [] : [withoutData(own)]), ...others];
    })
    .join('\n');
}

/** Each block ends at the first thing that looks like its end, as it does for a model. */
function withoutData(text: string): string {
  const { open, close } = BRACKETS;
  const tag = (slash: string): string => `${open}\\s*${slash}\\s*(?:${DATA_TAGS})(?![a-z_])[^<>＜＞]{0,80}${close}`;
  return text.replaceAll(new RegExp(`${tag('')}[^]*?${tag('[/／]')}`, 'giu'), ' ');
}
