import type { DocumentId, GroupId, TurnId } from '../common/ids.js';
import type { DeskReason } from '../handoff/desk/desk-decision.js';
import type { Outcome } from '../messaging/open-messages.js';
import type { Option } from './clarification.js';
import type { Vote } from './commands.js';
import type { FlowReason } from './flows/flow-state.js';

/** Why a question was not answered: the base holds nothing on it, or the search is not sure enough of what it found. */
export type Unanswered = 'nothing-relevant' | 'low-confidence';

/** Why a human is asked although something was found. */
export type HandoffReason =
  | 'asked-for-human'
  | 'turn-failed'
  /** What the contact wrote, or what would have been answered, holds words that a human has to see. */
  | 'blocked-words'
  | 'blocked-answer'
  /** The model says that a human is needed, or told what no passage holds. */
  | 'model-asked'
  | 'unsupported-claims'
  /** The flow ends with a human. */
  | 'flow-handoff'
  /** A complaint, a dispute over a refund, the law, somebody's safety. */
  | 'sensitive'
  /** A rule of the enterprise. */
  | 'rule'
  /** Neither this question nor the one before was answered. */
  | 'unanswered-twice'
  /** The contact wants no answers of a machine. */
  | 'consent-withdrawn'
  /** Nothing that a machine can read. */
  | 'unsupported-content'
  | Unanswered;

/** Where a rule sends a case. */
export interface HandoffAim {
  groupId?: GroupId | undefined;
  /** The higher, the sooner it is offered. */
  priority?: number | undefined;
}

/** What a turn comes to. `text` is what the contact reads. */
export type Decision =
  | { kind: 'answer'; reason: 'quoted' | 'model' | 'small-talk' | 'help' | FlowReason; text: string }
  | {
      kind: 'answer';
      reason: 'conversation-ended' | 'context-cleared' | 'queue-left' | 'tickets' | 'consent-given';
      text: string;
    }
  /** The word to a score that the contact gave. */
  | { kind: 'answer'; reason: 'commented'; text: string }
  /** The document answers the question of turn `on`. */
  | { kind: 'answer'; reason: 'chosen'; documentId: DocumentId; on: TurnId; text: string }
  /** On the answer to the question of turn `on`. */
  | { kind: 'answer'; reason: 'voted'; vote: Vote; on: TurnId; text: string }
  | { kind: 'clarify'; reason: 'did-you-mean'; options: readonly Option[]; text: string }
  /** `confirm-tool`: the contact is asked before something is done in the enterprise's systems. */
  | { kind: 'clarify'; reason: 'unsupported-content' | 'confirm-tool' | Unanswered; text: string }
  /** `summary`: what whoever takes over should know, beyond what was said. */
  | { kind: 'handoff'; reason: HandoffReason; text: string; summary?: string; to?: HandoffAim }
  /** The answers to turn `on` and to the question before it did not help. */
  | { kind: 'handoff'; reason: 'unhelpful-twice'; vote: Vote; on: TurnId; text: string }
  | { kind: 'refuse'; reason: 'too-long' | 'blocked-words' | 'rate-limited'; text: string }
  | { kind: 'relay'; reason: 'operator-owns' }
  /**
   * An operator at work, or a button of a card; `text` is what whoever wrote or pressed is told, `shown` the same with the
   * personal data that he may see.
   */
  | { kind: 'desk'; reason: DeskReason | 'desk-failed'; text?: string; shown?: string }
  | { kind: 'ignore'; reason: 'event' | 'blank' | 'rate-limited' };

const outcomes: Readonly<Record<Exclude<Decision['kind'], 'desk'>, Outcome>> = {
  answer: 'answered',
  clarify: 'answered',
  handoff: 'handed-off',
  refuse: 'refused',
  relay: 'relayed',
  ignore: 'ignored',
};

export function outcomeOf(decision: Decision): Outcome {
  if (decision.kind === 'desk') {
    return decision.reason === 'desk-relay' ? 'relayed' : 'answered';
  }
  return outcomes[decision.kind];
}

/** What the contact is told, if anything. */
export function replyOf(decision: Decision): string | undefined {
  return decision.kind === 'relay' || decision.kind === 'ignore' ? undefined : decision.text;
}

/** The same decision in other words; one without words stays as it is. */
export function reworded(decision: Decision, text: string): Decision {
  return decision.kind === 'relay' || decision.kind === 'ignore' ? decision : { ...decision, text };
}
