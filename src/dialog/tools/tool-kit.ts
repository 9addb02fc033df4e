import type { Principal } from '../../common/access.js';
import type { AccountId, ContactId, ConversationId, TurnId } from '../../common/ids.js';
import type { LanguageCode } from '../language/language.js';
import type { ToolDefinition } from '../../models/providers/provider.js';

/** Why a call came to nothing. */
export type ToolFailure =
  | 'unknown-tool'
  | 'invalid-arguments'
  /** The address is private, link-local or the like, and nobody listed it; or a redirect leads to a host not allowed. */
  | 'address-refused'
  | 'unreachable'
  | 'timed-out'
  /** The enterprise's system says that there is no such thing: 404. */
  | 'not-found'
  /** It said no: any other status of 4xx, or what the mapping takes for a no. */
  | 'refused'
  /** It broke: 5xx. */
  | 'system-error'
  | 'too-large'
  /** No JSON, where the mapping needs JSON. */
  | 'invalid-response'
  /** A call with side effects was begun before, and nobody knows what came of it: it is not done twice. */
  | 'outcome-unknown';

/** Whether a call that failed so may have done what it was to do. */
export function mayHaveActed(reason: ToolFailure): boolean {
  return UNCERTAIN.has(reason);
}

const UNCERTAIN: ReadonlySet<ToolFailure> = new Set([
  'outcome-unknown',
  'timed-out',
  'unreachable',
  'system-error',
  'too-large',
  'invalid-response',
]);

/** What a call came to; `text` is for a model, in its bounds, and never holds a secret. */
export type ToolOutcome =
  | {
      ok: true;
      /** What the mapping makes of the response: JSON. */
      result: unknown;
      text: string;
      /** What the tool has to tell a contact, where it has a template for that. */
      message?: string;
    }
  | { ok: false; reason: ToolFailure; text: string };

/** For whom tools are called. A trial has an account alone. */
export interface ToolScope {
  accountId: AccountId;
  contactId?: ContactId;
  /** The contact's id on the channel, which the enterprise's own systems know. */
  externalId?: string;
  conversationId?: ConversationId;
  turnId?: TurnId;
  requestId?: string;
  /** Who tries it; absent: the system calls it for a turn. */
  actor?: Principal;
}

export interface ToolCallOptions {
  /** Names the call within all turns, such as `<turn id>/2`: the same call again gets the outcome of the first. */
  callKey: string;
  signal: AbortSignal;
  /** What the turn has left, in milliseconds. The tool's own time-out may be shorter. */
  deadlineMs: number;
}

/** A call with side effects that waits for the contact's yes. It is the state of a conversation, as a flow's is. */
export interface PendingToolCall {
  kind: 'tool-confirmation';
  tool: string;
  /** JSON, checked against the tool's schema. */
  arguments: string;
  callKey: string;
  /** What the contact is asked. */
  question: string;
  /** How often the contact spoke of something else since. */
  asides: number;
}

/** The tools of one account, for one turn. */
export interface ToolKit {
  /** What a model is offered. */
  readonly definitions: readonly ToolDefinition[];
  has(name: string): boolean;
  /** Whether the contact is to be asked before it is called. */
  needsConfirmation(name: string): boolean;
  /** The arguments with the originals of a contact's placeholders, where the tool may see them. */
  filled(name: string, argumentsJson: string): Promise<string>;
  /** What to ask the contact, and what to keep until the answer; a failure for arguments that the tool does not take. */
  prepare(
    name: string,
    argumentsJson: string,
    options: { callKey: string; language: LanguageCode },
  ): { ok: true; call: PendingToolCall } | { ok: false; reason: ToolFailure; text: string };
  /** Rejects only with what `signal` was aborted with. Asks nobody: see `needsConfirmation`. */
  call(name: string, argumentsJson: string, options: ToolCallOptions): Promise<ToolOutcome>;
}
