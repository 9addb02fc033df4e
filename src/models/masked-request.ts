import { type FindPersonalData, maskTogether } from '../privacy/detection/masking.js';
import type { ChatMessage, ProviderRequest, Reply, ToolCall } from './providers/provider.js';

export interface MaskedRequest {
  request: ProviderRequest;
  /** Puts what was masked back, where the reply repeats its placeholder. */
  restore: (reply: Reply) => Reply;
}

/** The longest numbers are turned into texts: a placeholder in place of a number would be no JSON. */
const PLAIN_NUMBER_MAX = 1e9;

/** Masks personal data in all that leaves with a request: what was said, what tools were called with and what they said. */
export function maskRequest(request: ProviderRequest, find?: FindPersonalData): MaskedRequest {
  const variables = Object.entries(request.variables ?? {});
  const { texts, restore } = maskTogether(
    [...request.messages.flatMap(textsOf), ...variables.map(([, value]) => value)],
    find,
  );
  let position = 0;
  const next = (): string => texts[position++] ?? '';
  return {
    request: {
      ...request,
      messages: request.messages.map((message) => withTexts(message, next)),
      ...(request.variables !== undefined && {
        variables: Object.fromEntries(variables.map(([name]) => [name, next()])),
      }),
    },
    restore: (reply) => ({
      ...reply,
      text: restore(reply.text),
      toolCalls: reply.toolCalls.map((call) => ({ ...call, arguments: inStrings(call.arguments, restore) })),
      ...(reply.citations !== undefined && {
        citations: reply.citations.map((citation) => ({ ...citation, text: restore(citation.text) })),
      }),
    }),
  };
}

/** In the order in which `withTexts` asks for them. */
function textsOf(message: ChatMessage): string[] {
  return [message.content, ...callsOf(message).map((call) => withoutLongNumbers(call.arguments))];
}

function withTexts(message: ChatMessage, next: () => string): ChatMessage {
  const content = next();
  const calls = callsOf(message);
  return message.role === 'assistant' && calls.length > 0
    ? { ...message, content, toolCalls: calls.map((call) => ({ ...call, arguments: next() })) }
    : { ...message, content };
}

function callsOf(message: ChatMessage): readonly ToolCall[] {
  return message.role === 'assistant' ? (message.toolCalls ?? []) : [];
}

function withoutLongNumbers(json: string): string {
  return rewritten(json, (value) =>
    typeof value === 'number' && Math.abs(value) > PLAIN_NUMBER_MAX ? String(value) : value,
  );
}

/** What is put back may hold characters that a text in JSON cannot. */
function inStrings(json: string, change: (text: string) => string): string {
  return rewritten(json, (value) => (typeof value === 'string' ? change(value) : value));
}

/** As it was, where it is no JSON: whoever uses it says so. */
function rewritten(json: string, change: (value: unknown) => unknown): string {
  try {
    return JSON.stringify(JSON.parse(json, (_key, value: unknown) => change(value)));
  } catch {
    return json;
  }
}
