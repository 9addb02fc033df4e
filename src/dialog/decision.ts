import type { Outcome } from '../messaging/open-messages.js';

/** What a turn comes to. `text` is what the contact reads. */
export type Decision =
  | { kind: 'answer'; reason: 'quoted' | 'model' | 'small-talk' | 'help'; text: string }
  | { kind: 'answer'; reason: 'conversation-ended' | 'context-cleared'; text: string }
  | { kind: 'clarify'; reason: 'unsupported-content' | 'nothing-relevant'; text: string }
  | { kind: 'handoff'; reason: 'asked-for-human' | 'turn-failed'; text: string }
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
