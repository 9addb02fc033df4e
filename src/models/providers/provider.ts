/** What a model is asked for and what it answers, whatever it speaks on the wire. */

export interface ToolCall {
  /** The model's own name for the call. */
  id: string;
  name: string;
  /** JSON, as the model wrote it: nobody has checked it. */
  arguments: string;
}

export type ChatMessage =
  | { role: 'system' | 'user'; content: string }
  | { role: 'assistant'; content: string; toolCalls?: readonly ToolCall[] }
  | { role: 'tool'; toolCallId: string; content: string };

/** A function that a model may ask to be called. */
export interface ToolDefinition {
  name: string;
  description: string;
  /** JSON Schema of an object. */
  parameters: Readonly<Record<string, unknown>>;
}

/** A passage that the provider itself names as its source. */
export interface ProviderCitation {
  title: string;
  text: string;
  source?: string;
}

export interface ProviderRequest {
  messages: readonly ChatMessage[];
  tools?: readonly ToolDefinition[] | undefined;
  temperature?: number | undefined;
  maxTokens?: number | undefined;
  stop?: readonly string[] | undefined;
  /** Asks for a JSON object, where the provider can be asked. */
  wantsJson?: boolean | undefined;
  /** Tells the provider which completions belong to one conversation. */
  conversationKey: string;
  /** For applications that take variables. */
  variables?: Readonly<Record<string, string>> | undefined;
}

export type FailureReason =
  | 'timeout'
  | 'unavailable'
  | 'empty'
  | 'refused'
  | 'too-long'
  | 'unauthorised'
  /** What came was not the protocol: a page, or broken JSON. */
  | 'invalid'
  /** It failed too often lately, and is left alone for a while. */
  | 'circuit-open'
  /** It works on as many completions as it may at once. */
  | 'busy'
  | 'rate-limited'
  | 'budget-spent'
  | 'disabled';

export interface Reply {
  outcome: 'completed';
  /** May be empty where tools are called. */
  text: string;
  toolCalls: readonly ToolCall[];
  citations?: readonly ProviderCitation[];
  promptTokens?: number;
  completionTokens?: number;
  /** Milliseconds until the first piece of the answer came. */
  firstTokenMs: number;
}

/** Holds nothing that the provider wrote: its error texts are for nobody's eyes but its own operators'. */
export interface Failure {
  outcome: 'failed';
  reason: FailureReason;
  /** For the log: `http-503`, a code such as `ECONNRESET`, or a word of ours. */
  code: string;
  mayRetry: boolean;
  /** How long the provider asks to wait. */
  retryAfterMs?: number;
}

export interface ProviderBounds {
  signal: AbortSignal;
  /** Milliseconds for all of it. */
  deadlineMs: number;
  /** Milliseconds until the first piece of the answer. */
  firstTokenMs: number;
}

/** One way to speak to models. */
export interface Provider {
  /** Throws nothing; ends within its bounds whatever the other side does. */
  complete(request: ProviderRequest, bounds: ProviderBounds): Promise<Reply | Failure>;
}
