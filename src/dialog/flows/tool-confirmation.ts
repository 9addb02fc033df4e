import type { LanguageCode } from '../language/language.js';
import { mayHaveActed, type PendingToolCall, type ToolKit, type ToolOutcome } from '../tools/tool-kit.js';
import type { FlowResult, FlowToolCall } from './flow-state.js';
import { flowTextsFor } from './flow-texts.js';
import { yesOrNo } from './reading.js';

/** The contact may ask something in between, once. */
const ASIDES_MAX = 1;

interface Answer {
  text: string;
  language: LanguageCode;
  signal: AbortSignal;
  deadlineMs: number;
}

/** What a contact says to a call that a model would make: nothing but a plain yes makes it happen. */
export async function confirmTool(call: PendingToolCall, answer: Answer, kit: ToolKit): Promise<FlowResult> {
  const { language } = answer;
  const texts = flowTextsFor(language);
  const said = yesOrNo(answer.text);
  if (said === true) {
    return perform(call, answer, kit);
  }
  if (said === false) {
    const trace = { toolCalls: [] };
    return { kind: 'reply', reason: 'flow-cancelled', text: texts.cancelled, state: null, trace };
  }
  const isForgotten = call.asides >= ASIDES_MAX;
  const resume = isForgotten
    ? { text: '', state: null }
    : { text: texts.resumeTool(call.question), state: { ...call, asides: call.asides + 1 } };
  return { kind: 'aside', resume, trace: { toolCalls: [] } };
}

async function perform(
  call: PendingToolCall,
  { language, signal, deadlineMs }: Answer,
  kit: ToolKit,
): Promise<FlowResult> {
  const startedAt = performance.now();
  const outcome = await kit.call(call.tool, call.arguments, { callKey: call.callKey, signal, deadlineMs });
  const milliseconds = Math.round(performance.now() - startedAt);
  const trace = { toolCalls: [traceOf(call.tool, outcome, milliseconds)] };
  const texts = flowTextsFor(language);
  if (outcome.ok) {
    return { kind: 'reply', reason: 'flow-done', text: outcome.message ?? texts.done, state: null, trace };
  }
  const text = mayHaveActed(outcome.reason) ? texts.outcomeUnknown : texts.toolFailed;
  const summary = `${call.tool}\n${call.arguments}`;
  return { kind: 'handoff', reason: 'flow-handoff', text, state: null, summary, trace };
}

function traceOf(tool: string, outcome: ToolOutcome, milliseconds: number): FlowToolCall {
  return { tool, ok: outcome.ok, ...(!outcome.ok && { reason: outcome.reason }), milliseconds };
}
