import type { LocalText } from '../language/localised.js';
import type { SlotValue } from './flow-state.js';

/** A condition holds where all that it names does. */
export interface Condition {
  slot: string;
  is?: SlotValue;
  in?: readonly SlotValue[];
  isSet?: boolean;
  matches?: string;
  above?: number;
  below?: number;
}

export interface Choice {
  value: string;
  /** As it is shown. Absent: the value. */
  label?: LocalText;
  /** Other words for it. */
  also?: readonly string[];
}

/** What a question accepts. */
export interface Question {
  ask: string;
  text: LocalText;
  type: SlotType;
  /** For whole answers; where it is not the whole answer, one place of it that matches is taken. */
  pattern?: string;
  choices?: readonly Choice[];
  min?: number;
  max?: number;
  decimals?: number;
  /** Dates from the past, or of the future. Absent: both. */
  when?: 'past' | 'future';
  maxLength?: number;
  /** Of what does not do, said before the question is asked again. */
  invalid?: LocalText;
  /** So often it is asked again. */
  retries?: number;
  /** Where it goes then; absent: to a human. */
  failed?: string;
  /** The words that start the flow may hold the answer. */
  fromFirstMessage?: boolean;
}

export const slotTypes = ['text', 'number', 'date', 'phone', 'email', 'choice', 'tax-number'] as const;
export type SlotType = (typeof slotTypes)[number];

interface Common {
  /** Unset in the file: its position, as `#3`. */
  id: string;
  /** The step that follows. Absent: the next in the file; after the last, the end. */
  next?: string;
}

export type SayStep = Common & { kind: 'say'; say: LocalText };
export type AskStep = Common & Question & { kind: 'ask' };
export type BranchStep = Common & {
  kind: 'branch';
  branch: readonly { when: Condition; go: string }[];
  otherwise?: string;
};
export type ConfirmStep = Common & { kind: 'confirm'; confirm: LocalText; yes?: string; no?: string };
export type ToolStep = Common & {
  kind: 'tool';
  tool: string;
  arguments?: Readonly<Record<string, SlotValue>>;
  /** Slot → JSON pointer into the result. */
  save?: Readonly<Record<string, string>>;
  /** The slot for what the tool itself tells the contact. */
  saveMessage?: string;
  /** There is no such tool. Absent: as `failed`. */
  missing?: string;
  /** The enterprise's system knows no such thing (404). Absent: as `failed`. */
  notFound?: string;
  /** Absent: to a human. */
  failed?: string;
};
export type SetStep = Common & { kind: 'set'; set: Readonly<Record<string, SlotValue | null>> };
export type EndStep = Common & { kind: 'end'; end: 'answered' | 'handoff'; text?: LocalText };

export type FlowStep = SayStep | AskStep | BranchStep | ConfirmStep | ToolStep | SetStep | EndStep;
export type StepKind = FlowStep['kind'];

/** A flow, parsed and checked: every step has an id, every `go` leads somewhere. */
export interface Flow {
  name: string;
  /** What it is about, as a contact would say it: "we were speaking of …". */
  title: LocalText;
  /** The intents that begin it. */
  intents: readonly string[];
  /** Absent: all accounts. */
  accountIds?: readonly string[];
  timeoutMinutes: number;
  steps: readonly FlowStep[];
}
