import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '../../common/access.js';
import { asId, type HandoffId, isUuid, type OfferId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Notifications } from '../../notifications/notifications.js';
import type { ClaimResult } from '../cases/claiming.js';
import { Claims } from '../cases/claims.js';
import { type OfferAnswer, OfferAnswers } from '../cases/offer-answers.js';
import { Offers } from '../cases/offers.js';
import type { Operator } from '../operators/operator.js';
import { Operators } from '../operators/operators.js';
import { operatorTexts } from '../texts/operator-texts.js';
import { CardPresses, type Press } from './card-presses.js';
import { CaseLabels } from '../cases/case-labels.js';
import type { DeskDecision } from './desk-decision.js';
import type { DeskWriter } from './desk-writer.js';

/** What whoever pressed reads, what takes the place of the buttons, and whether he has the case now. */
interface PressOutcome {
  text: string;
  replaceText?: string;
  switchTo?: HandoffId;
}

const texts = operatorTexts.presses;

/** The buttons of an offer: 接入, 转给他人, 稍后. Their keys are `offer:<offer>:claim`, `pass` and `later`. */
@Injectable()
export class OfferPresses implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly presses: CardPresses,
    private readonly claims: Claims,
    private readonly answers: OfferAnswers,
    private readonly offers: Offers,
    private readonly operators: Operators,
    private readonly notifications: Notifications,
    private readonly labels: CaseLabels,
  ) {}

  onModuleInit(): void {
    this.presses.register('offer', (press) => this.press(press));
  }

  /** Claims and answers are stored at once; a press that is handled again finds them, and says the same. */
  private async press(press: Press): Promise<DeskDecision> {
    const { text, replaceText, switchTo } = await this.outcomeOf(press);
    const { responseCode, writer } = press;
    const { accountId, externalId: memberId, requestId } = writer;
    const answersOnCard = replaceText !== undefined && responseCode !== undefined;
    return {
      reason: 'press',
      text,
      ...(switchTo !== undefined && { switchTo }),
      ...(answersOnCard && {
        apply: (tx: Tx) =>
          this.notifications.answerPress(tx, { accountId, memberId, responseCode, replaceText, requestId }),
      }),
    };
  }

  /** Only whoever was asked may answer: a card may have been shown to somebody else. */
  private async outcomeOf({ parts: [id = '', answer], writer }: Press): Promise<PressOutcome> {
    const operator = this.operators.byMember(writer.accountId, writer.externalId);
    const offerId = asId<OfferId>(id);
    const asked = isUuid(id) ? await this.offers.ofId(this.database, offerId) : [];
    const [first] = asked;
    if (first === undefined) {
      return { text: texts.notFound, replaceText: texts.replace.over };
    }
    if (operator === undefined || !asked.some(({ operatorId }) => operatorId === operator.id)) {
      return { text: texts.notForYou };
    }
    if (answer === 'claim') {
      return this.claim(first.handoffId, operator, writer);
    }
    const how = answer === 'pass' ? 'passed' : 'postponed';
    return declined(await this.answers.decline(offerId, operator.id, how), how);
  }

  private async claim(handoffId: HandoffId, { id: operatorId }: Operator, writer: DeskWriter): Promise<PressOutcome> {
    const actor: Principal = { kind: 'contact', id: writer.contactId };
    const { requestId } = writer;
    return this.claimed(await this.claims.claim({ handoffId, operatorId, actor, requestId, via: 'press' }));
  }

  private claimed(result: ClaimResult): PressOutcome {
    switch (result.kind) {
      case 'claimed':
        return {
          text: texts.claimed(this.labels.of(result.case)),
          replaceText: texts.replace.claimed,
          switchTo: result.case.id,
        };
      case 'already-yours':
        return {
          text: texts.alreadyYours(this.labels.of(result.case)),
          replaceText: texts.replace.claimed,
          switchTo: result.case.id,
        };
      case 'taken': {
        const by = result.by === null ? undefined : this.operators.byId(result.by);
        return { text: by === undefined ? texts.taken : texts.takenBy(by.name), replaceText: texts.replace.taken };
      }
      case 'closed':
        return { text: texts.closed, replaceText: texts.replace.closed };
      case 'at-capacity':
        return { text: texts.atCapacity };
      case 'own-case':
        return { text: texts.ownCase };
      case 'not-found':
        return { text: texts.notFound, replaceText: texts.replace.over };
    }
  }
}

/** An answer that was given before stands: pressing again says what it was. */
function declined(answer: OfferAnswer, how: 'passed' | 'postponed'): PressOutcome {
  switch (answer.kind) {
    case 'done':
      return { text: texts[how], replaceText: texts.replace[how] };
    case 'over':
      return answer.state === how
        ? { text: texts[how], replaceText: texts.replace[how] }
        : { text: texts.expired, replaceText: texts.replace.over };
    case 'not-asked':
      return { text: texts.notForYou };
  }
}
