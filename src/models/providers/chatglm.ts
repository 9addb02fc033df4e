import type { Dispatcher } from 'undici';
import { withoutReasoning } from '../reasoning.js';
import { estimateTokens } from '../token-estimate.js';
import { type Dialogue, cutAtStop, dialogueOf } from './dialogue.js';
import { Draft } from './draft.js';
import { type AnswerReader, exchange } from './exchange.js';
import { failed, failureOfErrorEvent } from './failures.js';
import { isRecord, textOf } from './json.js';
import type { Connection } from './openai-compatible.js';
import type { Failure, Provider, ProviderBounds, ProviderRequest, Reply } from './provider.js';

const ANSWER_TOKENS = 1_024;
const LENGTH_MAX = 32_768;
const TOP_P = 0.7;
const TEMPERATURE = 0.95;
/** Sampling divides by it. */
const TEMPERATURE_MIN = 0.01;

/**
 * ChatGLM as its own `api.py` serves it: one question, the rounds before it, and the whole answer at once, so that the
 * time to its first token is the time to all of it. It has no place for instructions: they stand before the question.
 * @see https://github.com/THUDM/ChatGLM-6B/blob/main/api.py
 */
export class ChatGlm implements Provider {
  constructor(
    private readonly connection: Connection,
    private readonly dispatcher: Dispatcher,
  ) {}

  async complete(request: ProviderRequest, bounds: ProviderBounds): Promise<Reply | Failure> {
    const { baseUrl, apiKey } = this.connection;
    const dialogue = dialogueOf(request.messages);
    const { instructions, rounds, question } = dialogue;
    const body = {
      prompt: instructions === '' ? question : `${instructions}\n\n${question}`,
      history: rounds,
      max_length: lengthOf(dialogue, request.maxTokens),
      top_p: TOP_P,
      temperature: Math.max(TEMPERATURE_MIN, request.temperature ?? TEMPERATURE),
    };
    const reader = new ChatGlmReader(request.stop);
    const whole = { ...bounds, firstTokenMs: bounds.deadlineMs };
    return exchange(this.dispatcher, { url: new URL(baseUrl).href, apiKey, body }, whole, reader);
  }
}

class ChatGlmReader implements AnswerReader {
  readonly draft = new Draft();

  constructor(private readonly stop: readonly string[] | undefined) {}

  event(): Failure {
    return failed('invalid', 'not-an-answer');
  }

  whole(body: unknown): Failure | undefined {
    if (!isRecord(body)) {
      return failed('invalid', 'not-an-answer');
    }
    const { status = 200, response } = body;
    if (status !== 200 && status !== '200') {
      return failureOfErrorEvent(body);
    }
    if (typeof response !== 'string') {
      return failed('invalid', 'not-an-answer');
    }
    this.draft.add(textOf(response));
    return undefined;
  }

  end(): Reply | Failure {
    const text = cutAtStop(withoutReasoning(this.draft.text), this.stop);
    return text === ''
      ? failed('empty', 'empty')
      : { outcome: 'completed', text, toolCalls: [], firstTokenMs: this.draft.firstTokenMs };
  }
}

/** Its length counts what it is asked along with what it answers. */
function lengthOf({ instructions, rounds, question }: Dialogue, maxTokens = ANSWER_TOKENS): number {
  const asked = [instructions, question, ...rounds.flat()].map(estimateTokens);
  return Math.min(LENGTH_MAX, asked.reduce((sum, tokens) => sum + tokens, 0) + maxTokens);
}
