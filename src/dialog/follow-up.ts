import type { TurnId } from '../common/ids.js';
import { choiceOf, type Option } from './clarification.js';
import { type Vote, voteOf } from './commands.js';
import type { PreviousTurn } from './previous-turn.js';
import { isSmallTalk } from './small-talk.js';

/** What words come to after the turn before; `turnId` is that turn's question. */
export type FollowUp =
  | { kind: 'choice'; turnId: TurnId; option: Option }
  /** None of the options, which are as many as were named. */
  | { kind: 'rejection'; turnId: TurnId; options: readonly Option[] }
  | { kind: 'vote'; turnId: TurnId; vote: Vote }
  /** There is no answer that it could be on. */
  | { kind: 'stray-vote'; vote: Vote }
  | { kind: 'question' };

/**
 * Does it refer to what was said before? Without anything to refer to, a number is an ordinary question. A vote is
 * none: whoever says 没帮助 to a greeting or a handoff asks for nothing that could be looked up.
 */
export function followUpOf(text: string, previous: PreviousTurn | undefined): FollowUp {
  const words = withoutSmallTalk(text);
  switch (previous?.kind) {
    case undefined:
      return withoutReference(words);
    case 'clarified':
      return toTheOptions(words, previous.turnId, previous.options);
    case 'answered': {
      const vote = voteOf(words);
      return vote === undefined ? { kind: 'question' } : { kind: 'vote', turnId: previous.turnId, vote };
    }
  }
}

function withoutReference(words: string): FollowUp {
  const vote = voteOf(words);
  return vote === undefined ? { kind: 'question' } : { kind: 'stray-vote', vote };
}

function toTheOptions(words: string, turnId: TurnId, options: readonly Option[]): FollowUp {
  const choice = choiceOf(words, options);
  switch (choice?.kind) {
    case undefined:
      return withoutReference(words);
    case 'none':
      return { kind: 'rejection', turnId, options };
    case 'option':
      return { kind: 'choice', turnId, option: choice.option };
  }
}

/** A burst such as "2", "谢谢" is still a choice. */
function withoutSmallTalk(text: string): string {
  return text
    .split('\n')
    .filter((line) => !isSmallTalk(line))
    .join('\n');
}
