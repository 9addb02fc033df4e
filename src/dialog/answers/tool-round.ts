import { dataBlock } from '../../models/prompts/data-blocks.js';
import type { ChatMessage, ToolCall } from '../../models/providers/provider.js';
import type { LanguageCode } from '../language/language.js';
import type { PendingToolCall, ToolKit } from '../tools/tool-kit.js';
import type { CalledTool } from './answer.js';

/** What the calls of one reply came to, or the one that the contact is to be asked about first. */
export type ToolRound =
  | { kind: 'called'; messages: readonly ChatMessage[]; results: readonly string[]; called: readonly CalledTool[] }
  | { kind: 'confirm'; call: PendingToolCall; called: readonly CalledTool[] };

export interface ToolRoundOptions {
  language: LanguageCode;
  /** Names a call within all turns by its place in the turn: the same again is not made twice. */
  callKey: (place: number) => string;
  /** How many calls were made before. */
  before: number;
  signal: AbortSignal;
  /** Asked before each call, in milliseconds. */
  remainingMs: () => number;
}

const CALLS_MAX = 4;
const REFUSED = '没有执行：一次最多调用这么多工具。';
const UNKNOWN = '没有这个工具。';

/**
 * Calls the tools that a model asked for, one after the other. A call with side effects is not made: it comes back, and
 * what the model asked for besides is left.
 * @throws what `signal` is aborted with.
 */
export async function callTools(
  kit: ToolKit,
  said: string,
  calls: readonly ToolCall[],
  options: ToolRoundOptions,
): Promise<ToolRound> {
  const messages: ChatMessage[] = [{ role: 'assistant', content: said, toolCalls: calls }];
  const results: string[] = [];
  const called: CalledTool[] = [];
  for (const [index, call] of calls.entries()) {
    const callKey = options.callKey(options.before + index);
    if (index < CALLS_MAX && kit.has(call.name) && kit.needsConfirmation(call.name)) {
      const filled = await kit.filled(call.name, call.arguments);
      const prepared = kit.prepare(call.name, filled, { callKey, language: options.language });
      if (prepared.ok) {
        return { kind: 'confirm', call: prepared.call, called };
      }
      called.push({ tool: call.name, ok: false, reason: prepared.reason, milliseconds: 0 });
      messages.push(toolMessage(call, prepared.text));
      continue;
    }
    const { text, trace } = await callOne(kit, call, index, callKey, options);
    called.push(trace);
    if (trace.ok) {
      results.push(text);
    }
    messages.push(toolMessage(call, text));
  }
  return { kind: 'called', messages, results, called };
}

async function callOne(
  kit: ToolKit,
  { name, arguments: argumentsJson }: ToolCall,
  index: number,
  callKey: string,
  { signal, remainingMs }: ToolRoundOptions,
): Promise<{ text: string; trace: CalledTool }> {
  const tool = name.slice(0, 64);
  if (index >= CALLS_MAX) {
    return { text: REFUSED, trace: { tool, ok: false, reason: 'refused', milliseconds: 0 } };
  }
  if (!kit.has(name)) {
    return { text: UNKNOWN, trace: { tool, ok: false, reason: 'unknown-tool', milliseconds: 0 } };
  }
  const startedAt = performance.now();
  const outcome = await kit.call(name, argumentsJson, { callKey, signal, deadlineMs: Math.max(0, remainingMs()) });
  const milliseconds = Math.round(performance.now() - startedAt);
  return {
    text: outcome.text,
    trace: { tool, ok: outcome.ok, ...(!outcome.ok && { reason: outcome.reason }), milliseconds },
  };
}

/** What a tool returns is data too: somebody else may have written it. */
function toolMessage({ id }: ToolCall, text: string): ChatMessage {
  return { role: 'tool', toolCallId: id, content: dataBlock('tool_result', text) };
}
