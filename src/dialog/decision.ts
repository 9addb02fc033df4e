import type { DocumentId, TurnId } from '../common/ids.js';
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
  | Unanswered;

/** What a turn comes to. `text` is what the contact reads. */
export type Decision =
  | { kind: 'answer'; reason: 'quoted' | 'model' | 'small-talk' | 'help' | FlowReason; text: string }
  | { kind: 'answer'; reason: 'conversation-ended' | 'context-cleared'; text: string }
  /** The document answers the question of turn `on`. */
  | { kind: 'answer'; reason: 'chosen'; documentId: DocumentId; on: TurnId; text: string }
  /** On the answer to the question of turn `on`. */
  | { kind: 'answer'; reason: 'voted'; vote: Vote; on: TurnId; text: string }
  | { kind: 'clarify'; reason: 'did-you-mean'; options: readonly Option[]; text: string }
  /** `confirm-tool`: the contact is asked before something is done in the enterprise's systems. */
  | { kind: 'clarify'; reason: 'unsupported-content' | 'confirm-tool' | Unanswered; text: string }
  /** `summary`: what whoever takes over should know, beyond what was said. */
  | { kind: 'handoff'; reason: HandoffReason; text: string; summary?: string }
  | { kind: 'refuse'; reason: 'too-long' | 'blocked-words' | 'rate-limited'; text: string }
  | { kind: 'relay'; reason: 'operator-owns' }
  | { kind: 'ignore'; reason: 'event' | 'blank' | 'rate-limited' };

const outcomes: Readonly<Record<Decision['kind'], Outcome>> = {
  answer: 'answered',
  clarify: 'answered',
  handoff: 'handed-off',
  refuse: 'refused',
  relay: 'relayed',
  ignore: 'ignored',
};

export function outcomeOf(decision: Decision): Outcome {
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
