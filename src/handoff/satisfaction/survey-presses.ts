import { Injectable, type OnModuleInit } from '@nestjs/common';
import { asId, isUuid, type SurveyId } from '../../common/ids.js';
import { Database, type Tx } from '../../database/database.js';
import { Notifications } from '../../notifications/notifications.js';
import { CardPresses, type Press } from '../desk/card-presses.js';
import type { DeskDecision } from '../desk/desk-decision.js';
import { Groups } from '../groups/groups.js';
import { Operators } from '../operators/operators.js';
import { contactTexts } from '../texts/contact-texts.js';
import { operatorTexts } from '../texts/operator-texts.js';
import { type Survey, Surveys } from './surveys.js';

/** From 1 to 5. */
const LOW_SCORE = 2;

/** What becomes of a press of the card that asks for a score. */
@Injectable()
export class SurveyPresses implements OnModuleInit {
  constructor(
    private readonly presses: CardPresses,
    private readonly surveys: Surveys,
    private readonly notifications: Notifications,
    private readonly groups: Groups,
    private readonly operators: Operators,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.presses.register('survey', (press) => this.pressed(press));
  }

  private async pressed(press: Press): Promise<DeskDecision> {
    const [id = '', score = ''] = press.parts;
    const survey = isUuid(id) ? await this.surveys.find(this.database, asId<SurveyId>(id)) : undefined;
    if (survey?.contactId !== press.writer.contactId || !/^[1-5]$/.test(score)) {
      return { reason: 'press', text: contactTexts(survey?.language).surveys.over };
    }
    const texts = contactTexts(survey.language).surveys;
    if (survey.score !== null) {
      return {
        reason: 'press',
        text: texts.scoredBefore,
        apply: (tx) => this.changeCard(tx, press, texts.scored(Number(survey.score))),
      };
    }
    if (!survey.isOpen) {
      return { reason: 'press', text: texts.over, apply: (tx) => this.changeCard(tx, press, texts.closed) };
    }
    return { reason: 'press', text: texts.thanks, apply: (tx) => this.store(tx, press, survey, Number(score)) };
  }

  private async store(tx: Tx, press: Press, survey: Survey, score: number): Promise<void> {
    if ((await this.surveys.score(tx, survey, score, press.writer.requestId)) && score <= LOW_SCORE) {
      await this.tellOfLowScore(tx, press, survey, score);
    }
    await this.changeCard(tx, press, contactTexts(survey.language).surveys.scored(score));
  }

  /** The supervisor of the group hears of it, and whatever sinks ask for it. */
  private async tellOfLowScore(tx: Tx, { writer }: Press, survey: Survey, score: number): Promise<void> {
    const { id, conversationId, handoffId, contactId, groupId } = survey;
    const supervisorId = groupId === null ? undefined : this.groups.byId(groupId)?.supervisorId;
    const supervisor = supervisorId === undefined ? undefined : this.operators.byId(supervisorId);
    const text = operatorTexts.surveys.low(score, writer.externalId);
    await this.notifications.notify(tx, {
      event: 'satisfaction.low',
      key: `survey/${id}`,
      groupId: groupId ?? undefined,
      handoffId: handoffId ?? undefined,
      to:
        supervisor?.enabled === true
          ? [{ operatorId: supervisor.id, memberId: supervisor.memberId, accountId: supervisor.accountId }]
          : [],
      subject: text,
      text,
      data: { surveyId: id, score, contactId, conversationId, handoffId },
      requestId: writer.requestId,
    });
  }

  /** The card shows what was chosen, and takes no more presses. */
  private async changeCard(tx: Tx, { responseCode, writer }: Press, replaceText: string): Promise<void> {
    if (responseCode !== undefined) {
      const { accountId, externalId: memberId, requestId } = writer;
      await this.notifications.answerPress(tx, { accountId, memberId, responseCode, replaceText, requestId });
    }
  }
}
