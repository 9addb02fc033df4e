import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/database.js';
import { Cases } from '../cases/cases.js';
import { CaseWords } from '../cases/case-words.js';
import { Claims, type Move, type MoveResult } from '../cases/claims.js';
import { Groups } from '../groups/groups.js';
import { Operators } from '../operators/operators.js';
import { contactTexts } from '../texts/contact-texts.js';
import { operatorTexts } from '../texts/operator-texts.js';
import { DeskLine } from './desk-line.js';
import type { DeskSession } from './desk-session.js';
import type { DeskCase } from './desk-states.js';
import { type TransferChoice, transferTargetOf } from './transfer-target.js';

const texts = operatorTexts.desk;
const CHOICES_SHOWN_MAX = 20;
const whyNot = { none: texts.transferUnknown, several: texts.transferSeveral };

/** What an operator does to his current case. It is done with the outcome of the turn, behind what he wrote before. */
@Injectable()
export class DeskEndings {
  constructor(
    private readonly claims: Claims,
    private readonly cases: Cases,
    private readonly words: CaseWords,
    private readonly line: DeskLine,
    private readonly groups: Groups,
    private readonly operators: Operators,
  ) {}

  resolve(session: DeskSession, place: DeskCase, note: string): void {
    this.move(session, place, texts.resolved(session.label(place)), (tx, move) =>
      this.claims.resolveIn(tx, { ...move, outcome: 'solved', ...(note !== '' && { note }) }),
    );
  }

  return(session: DeskSession, place: DeskCase): void {
    this.move(session, place, texts.returned(session.label(place)), (tx, move) => this.claims.returnToBotIn(tx, move));
  }

  transfer(session: DeskSession, place: DeskCase, written: string): void {
    const choices = this.choices(session);
    const match = transferTargetOf(written, choices);
    if (match.kind !== 'one') {
      const names = choices.slice(0, CHOICES_SHOWN_MAX).map(({ name }) => name);
      const why = written === '' ? texts.howToTransfer : whyNot[match.kind](written);
      return session.say(names.length === 0 ? why : `${why}\n${texts.transferChoices(names)}`);
    }
    const { name, to } = match.choice;
    this.move(session, place, texts.transferred(session.label(place), name), (tx, move) =>
      this.claims.transferIn(tx, { ...move, to }),
    );
  }

  /** It stays his, and nothing reminds him of it until he takes it up again. */
  hold(session: DeskSession, place: DeskCase): void {
    const label = session.label(place);
    session.hold(place.case.id);
    session.say(texts.held(label));
    session.atEnd(async (tx) => {
      const handoff = await this.cases.lock(tx, place.case.id);
      if (handoff?.state !== 'claimed' || handoff.operatorId !== session.operator.id) {
        return this.tooLate(tx, session, place);
      }
      await tx.run('update handoffs set held_at = clock_timestamp(), due_at = clock_timestamp() where id = $1', [
        handoff.id,
      ]);
      await this.words.toContact(tx, handoff, contactTexts(handoff.language).desk.held);
    });
  }

  /** What is left on the desk is said along with it, because it decides where the next words go. */
  private move(
    session: DeskSession,
    place: DeskCase,
    done: string,
    deed: (tx: Tx, move: Move) => Promise<MoveResult>,
  ): void {
    session.close(place.case.id);
    session.say([done, this.rest(session)].join('\n'));
    const { operator, actor, writer } = session;
    const move = { handoffId: place.case.id, operatorId: operator.id, actor, requestId: writer.requestId };
    session.atEnd(async (tx) => {
      const result = await deed(tx, move);
      if (result.kind !== 'done') {
        await this.tooLate(tx, session, place, result.kind === 'refused' ? texts.transferRefused : undefined);
      }
    });
  }

  private rest(session: DeskSession): string {
    const current = session.current();
    if (current !== undefined) {
      return texts.current(session.label(current));
    }
    return session.places.length === 0 ? texts.afterLast : `${session.list()}\n${texts.thenSwitch}`;
  }

  private tooLate(tx: Tx, session: DeskSession, place: DeskCase, text?: string): Promise<void> {
    const { operator, writer } = session;
    const words = text ?? texts.notYours(session.label(place));
    return this.line.tell(tx, operator, { handoff: place.case, text: words, requestId: writer.requestId });
  }

  private choices({ operator }: DeskSession): TransferChoice[] {
    const groups = this.groups.list().map(({ id, name }) => ({ name, aliases: [], to: { groupId: id } }));
    const operators = this.operators
      .list()
      .filter(({ id, enabled }) => enabled && id !== operator.id)
      .map(({ id, name, memberId }) => ({ name, aliases: [memberId], to: { operatorId: id } }));
    return [...groups, ...operators];
  }
}
