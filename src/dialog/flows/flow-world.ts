import type { LanguageCode } from '../language/language.js';
import type { ToolOutcome } from '../tools/tool-kit.js';
import type { FlowRun } from './flow-state.js';

/** What a flow is told: that it begins, what the contact says, or what the tool it waits for came to. */
export type FlowInput =
  { kind: 'start'; text: string } | { kind: 'text'; text: string } | { kind: 'tool'; outcome: ToolOutcome };

/** What is to happen next. */
export type FlowEffect =
  | { kind: 'wait' }
  | { kind: 'call'; tool: string; arguments: string }
  | { kind: 'end'; as: 'answered' | 'handoff' | 'cancelled' }
  /** The message is about something else. */
  | { kind: 'aside' };

export interface Advance {
  run: FlowRun;
  /** What the contact is told, in order. */
  replies: string[];
  effect: FlowEffect;
}

/** What a flow knows of the world. */
export interface FlowWorld {
  language: LanguageCode;
  /** `YYYY-MM-DD`, where the contacts are. */
  today: string;
  /** The message was taken for something that has nothing to do with this flow. */
  isOtherTopic: boolean;
  tools: {
    has(name: string): boolean;
    needsConfirmation(name: string): boolean;
    /** What the contact is asked before the tool acts; undefined for arguments that it does not take. */
    question(name: string, argumentsJson: string): string | undefined;
  };
}
