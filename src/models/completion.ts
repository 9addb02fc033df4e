import type { ModelId } from '../common/ids.js';
import type { ChatMessage, FailureReason, ProviderCitation, ToolCall, ToolDefinition } from './providers/provider.js';

export interface CompletionRequest {
  /** Unset: the first that is enabled. */
  modelId?: ModelId | undefined;
  messages: readonly ChatMessage[];
  tools?: readonly ToolDefinition[] | undefined;
  temperature?: number | undefined;
  maxTokens?: number | undefined;
  stop?: readonly string[] | undefined;
  /** Asks for a JSON object, where the provider can be asked. */
  wantsJson?: boolean | undefined;
  /** Tells providers that keep conversations themselves which this is: an id, no personal data. */
  conversationId: string;
  /** For applications that take variables. */
  variables?: Readonly<Record<string, string>> | undefined;
  /** Aborted when nobody wants the answer any more. */
  signal?: AbortSignal | undefined;
  /** What is left of the turn's time. */
  deadlineMs: number;
  /** Where a route is in a greater hurry than the model's own time-outs. */
  firstTokenTimeoutMs?: number | undefined;
  timeoutMs?: number | undefined;
  requestId: string;
}

export interface Completed {
  outcome: 'completed';
  /** Empty where it only calls tools. */
  text: string;
  toolCalls: readonly ToolCall[];
  /** What the provider itself names as its sources. */
  citations?: readonly ProviderCitation[];
  modelId: ModelId;
  /** The name that people gave it. */
  model: string;
  /** Retries and waiting included. */
  milliseconds: number;
  /** Of the attempt that succeeded. */
  firstTokenMs: number;
  /** As the provider says. */
  promptTokens?: number;
  completionTokens?: number;
  /** In the currency of the prices; from estimates where the provider names no tokens. */
  cost: number;
}

export interface Uncompleted {
  outcome: 'failed';
  reason: FailureReason;
  modelId?: ModelId;
  /** '' where there is none. */
  model: string;
  milliseconds: number;
}

export type Completion = Completed | Uncompleted;
