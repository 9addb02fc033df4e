import { Injectable } from '@nestjs/common';
import type { TurnId } from '../../common/ids.js';
import { Categories } from '../../knowledge/categories/categories.js';
import { type Hit, Knowledge } from '../../knowledge/knowledge.js';
import type { Option } from '../clarification.js';
import type { Decision } from '../decision.js';
import { followUpOf } from '../follow-up.js';
import { PreviousTurns } from '../previous-turn.js';
import { quotationOf } from '../quotation.js';
import type { Turn } from '../turn.js';
import { unanswered } from '../unanswered.js';
import { Usefulness } from '../usefulness.js';
import type { Stage } from './stage.js';

/** What refers to the turn before: a choice among its options, or a vote on its answer. */
@Injectable()
export class FollowUpStage implements Stage {
  readonly name = 'follow-up';

  constructor(
    private readonly knowledge: Knowledge,
    private readonly categories: Categories,
    private readonly previousTurns: PreviousTurns,
    private readonly usefulness: Usefulness,
  ) {}

  async decide(turn: Turn): Promise<Decision | undefined> {
    turn.previous = await this.previousTurns.of(turn.subject.conversation.id);
    const followUp = followUpOf(turn.text, turn.previous);
    switch (followUp.kind) {
      case 'vote': {
        const { vote, turnId: on } = followUp;
        if (vote === 'unhelpful' && (await this.usefulness.wasUselessBefore(turn.subject.conversation.id, on))) {
          return { kind: 'handoff', reason: 'unhelpful-twice', vote, on, text: turn.texts.unhelpfulTwice };
        }
        return { kind: 'answer', reason: 'voted', vote, on, text: turn.texts.voted[vote] };
      }
      case 'choice':
        return this.quoteChoice(turn, followUp.turnId, followUp.option);
      case 'rejection':
        return this.acceptRejection(turn, followUp.turnId, followUp.options);
      case 'stray-vote':
        return { kind: 'answer', reason: 'small-talk', text: turn.texts.strayVote[followUp.vote] };
      case 'question':
        return undefined;
    }
  }

  /** The document as it is now: since the contact was asked it may have changed, or have gone. */
  private async quoteChoice(turn: Turn, turnId: TurnId, option: Option): Promise<Decision> {
    const { documentId } = option;
    const found = await this.knowledge.get(documentId, option.passage?.ordinal);
    const chosen = found !== undefined && this.mayQuote(found, option, turn) ? found : undefined;
    turn.grounds.choice = { turnId, documentId };
    turn.grounds.chosen = chosen;
    if (chosen !== undefined) {
      return { kind: 'answer', reason: 'chosen', documentId, on: turnId, text: quotationOf(chosen) };
    }
    return this.withoutAnswer(turn, turnId, option.category);
  }

  /** In a text that was cut anew, another passage may stand in the place of the one that was found. */
  private mayQuote({ category, passage }: Hit, option: Option, { subject }: Turn): boolean {
    const { accountIds } = this.categories.rulesOf(category);
    return (
      passage?.headingPath.join('\n') === option.passage?.headingPath.join('\n') &&
      (accountIds === undefined || accountIds.includes(subject.conversation.accountId))
    );
  }

  private acceptRejection(turn: Turn, turnId: TurnId, [first]: readonly Option[]): Promise<Decision> {
    turn.grounds.choice = { turnId, documentId: null };
    return this.withoutAnswer(turn, turnId, first?.category);
  }

  /** The question of turn `on` comes to nothing. */
  private withoutAnswer(turn: Turn, on: TurnId, category: string | undefined): Promise<Decision> {
    const { lowConfidenceAction } = this.categories.rulesOf(category);
    return this.usefulness.orHuman(turn, on, unanswered('nothing-relevant', lowConfidenceAction, turn.texts));
  }
}
