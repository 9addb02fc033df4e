import type { DocumentId, TurnId } from '../common/ids.js';
import type { Outcome } from '../messaging/open-messages.js';
import type { Option } from './clarification.js';
import type { Vote } from './commands.js';

/** Why a question was not answered: the base holds nothing on it, or the search is not sure enough of what it found. */
export type Unanswered = 'nothing-relevant' | 'low-confidence';

/** What a turn comes to. `text` is what the contact reads. */
export type Decision =
  | { kind: 'answer'; reason: 'quoted' | 'model' | 'small-talk' | 'help'; text: string }
  | { kind: 'answer'; reason: 'conversation-ended' | 'context-cleared'; text: string }
  /** The document answers the question of turn `on`. */
  | { kind: 'answer'; reason: 'chosen'; documentId: DocumentId; on: TurnId; text: string }
  /** On the answer to the question of turn `on`. */
  | { kind: 'answer'; reason: 'voted'; vote: Vote; on: TurnId; text: string }
  | { kind: 'clarify'; reason: 'did-you-mean'; options: readonly Option[]; text: string }
  | { kind: 'clarify'; reason: 'unsupported-content' | Unanswered; text: string }
  | { kind: 'handoff'; reason: 'asked-for-human' | 'turn-failed' | Unanswered; text: string }
  | { kind: 'refuse'; reason: 'too-long'; text: string }
  | { kind: 'relay'; reason: 'operator-owns' }
  | { kind: 'ignore'; reason: 'event' | 'blank' };

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
