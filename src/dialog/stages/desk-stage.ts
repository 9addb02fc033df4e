import { Injectable } from '@nestjs/common';
import { CardPresses } from '../../handoff/desk/card-presses.js';
import { Desk } from '../../handoff/desk/desk.js';
import type { DeskDecision } from '../../handoff/desk/desk-decision.js';
import { Operators } from '../../handoff/operators/operators.js';
import type { Decision } from '../decision.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** What an operator writes at work, and whoever presses a button of a card. It is none of the bot's business. */
@Injectable()
export class DeskStage implements Stage {
  readonly name = 'desk';

  constructor(
    private readonly operators: Operators,
    private readonly desk: Desk,
    private readonly presses: CardPresses,
  ) {}

  async decide(turn: Turn): Promise<Decision | undefined> {
    const made = await this.made(turn);
    if (made === undefined) {
      return undefined;
    }
    if (made.apply !== undefined) {
      turn.effects.push((tx) => made.apply?.(tx) ?? Promise.resolve());
    }
    const { reason, text, shown } = made;
    return { kind: 'desk', reason, ...(text !== undefined && { text }), ...(shown !== undefined && { shown }) };
  }

  private made({ subject, remainingMs }: Turn): Promise<DeskDecision | undefined> {
    const { conversation, externalId, contactId, turnId, requestId, signal, originals } = subject;
    const { accountId } = conversation;
    const writer = { accountId, externalId, contactId, turnId, requestId, signal, budgetMs: remainingMs };
    const operator = this.operators.byMember(accountId, externalId);
    if (operator !== undefined) {
      return this.desk.decide({ ...writer, operator, contents: originals });
    }
    const [pressed] = originals;
    return pressed === undefined ? Promise.resolve(undefined) : this.presses.decide(writer, pressed);
  }
}
