import type { PendingToolCall } from '../tools/tool-kit.js';

/** A slot's value, as it stands in texts and in the arguments of tools. */
export type SlotValue = string | number | boolean;
export type Slots = Readonly<Record<string, SlotValue>>;

/** Where a conversation is in a flow. Everything in it is bounded: slots in number and length, and the moves. */
export interface FlowRun {
  kind: 'flow';
  flow: string;
  /** The step that waits for the contact or for a tool. */
  step: string;
  slots: Slots;
  /** How often this question was answered with something that does not do. */
  failures: number;
  /** How often in a row the contact spoke of something else. */
  asides: number;
  /** Steps taken since the beginning: a flow that turns in circles ends. */
  moves: number;
  /** The contact has said yes to what the slots hold now. */
  confirmed: boolean;
  /** The step's tool asked by itself whether it may act. */
  asksTool: boolean;
  /** So long it waits for the contact. */
  timeoutMinutes: number;
  /** The flow that was left for this one, and is gone on with afterwards. */
  suspended?: FlowRun;
}

/** What a conversation waits for. */
export type FlowState = FlowRun | PendingToolCall;

export type FlowReason = 'flow-asked' | 'flow-done' | 'flow-cancelled';

/** One call of a tool, for the explanation. */
export interface FlowToolCall {
  tool: string;
  ok: boolean;
  reason?: string;
  milliseconds: number;
}

/** For the explanation of a turn. */
export interface FlowTrace {
  /** The flow's name; absent for the confirmation of a model's call. */
  flow?: string;
  /** Where it waits now, or where it ended. */
  step?: string;
  toolCalls: readonly FlowToolCall[];
}

/** What a flow makes of a turn. `state` is what to store with the turn. */
export type FlowResult =
  /** No flow has to do with it. Store null: what may have been there has come to its end. */
  | { kind: 'none' }
  | { kind: 'reply'; reason: FlowReason; text: string; state: FlowState | null; trace: FlowTrace }
  | {
      kind: 'handoff';
      reason: 'flow-handoff';
      text: string;
      state: null;
      /** What the flow learned, for whoever takes over: one line a slot. */
      summary: string;
      trace: FlowTrace;
    }
  /** The message is about something else. What answers it appends `resume.text`, if it is not empty. */
  | { kind: 'aside'; resume: { text: string; state: FlowState | null }; trace: FlowTrace };
