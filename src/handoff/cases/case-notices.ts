import { Injectable } from '@nestjs/common';
import type { OfferId, OperatorId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import type { Card, NotificationEvent } from '../../notifications/notification.js';
import { Notifications } from '../../notifications/notifications.js';
import { mask } from '../../privacy/detection/masking.js';
import { CaseLabels } from './case-labels.js';
import { Groups } from '../groups/groups.js';
import { Operators } from '../operators/operators.js';
import { operatorTexts } from '../texts/operator-texts.js';
import type { Case } from './case.js';
import type { EscalationStep } from './clock.js';
import type { Offer, OfferStage } from './offers.js';
import { lastSaid, toMaskedLines } from './transcript.js';

/** On the card: three of them fit. */
const SHOWN_MESSAGES = 3;
const SHOWN_LENGTH = 48;
const LANGUAGES = new Intl.DisplayNames('zh-Hans', { type: 'language' });

/** What operators, supervisors and sinks are told of cases. */
@Injectable()
export class CaseNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly operators: Operators,
    private readonly groups: Groups,
    private readonly labels: CaseLabels,
  ) {}

  /** A card for each who is asked; its buttons name the offer. @returns whom it could be sent to. */
  async offered(tx: Tx, handoff: Case, offers: readonly Offer[], stage: OfferStage) {
    const [first] = offers;
    if (first === undefined) {
      return [];
    }
    const last = await lastSaid(tx, handoff.conversationId, SHOWN_MESSAGES, { withNotices: false });
    const said = toMaskedLines(last, SHOWN_LENGTH);
    const body = said.length === 0 ? operatorTexts.cases.card.noMessages : said.join('\n');
    const contact = this.labels.of(handoff);
    return this.notifications.notify(tx, {
      ...this.common(handoff, 'handoff.offered', first.id),
      to: this.recipients(offers.map(({ operatorId }) => operatorId)),
      card: this.card(handoff, first.id, stage, body),
      text: operatorTexts.cases.offered(contact, reasonOf(handoff), body),
      subject: operatorTexts.cases.requested(contact, reasonOf(handoff)),
      data: { ...dataOf(handoff), offerId: first.id, stage },
    });
  }

  /** For sinks alone: `handoff.requested`, `handoff.claimed` and the like. */
  async happened(tx: Tx, handoff: Case, event: NotificationEvent, key: string): Promise<void> {
    const text = operatorTexts.cases.happened[event]?.(this.labels.of(handoff), reasonOf(handoff)) ?? event;
    await this.notifications.notify(tx, {
      ...this.common(handoff, event, key),
      to: [],
      text,
      subject: text,
      data: dataOf(handoff),
    });
  }

  /** Nobody takes it: whoever answers for the group hears of it, and every sink that wants to. */
  async unanswered(tx: Tx, handoff: Case): Promise<void> {
    const text = operatorTexts.cases.unanswered(this.labels.of(handoff));
    await this.notifications.notify(tx, {
      ...this.common(handoff, 'handoff.unanswered', `${handoff.round}`),
      to: this.recipients(this.supervisorOf(handoff)),
      text,
      subject: text,
      data: dataOf(handoff),
    });
  }

  /** Nobody comes back who does not know that he is away. */
  async madeAway(tx: Tx, handoff: Case, { id, operatorId }: Pick<Offer, 'id' | 'operatorId'>): Promise<void> {
    const text = operatorTexts.cases.madeAway(this.operators.byId(operatorId)?.name ?? '');
    await this.notifications.notify(tx, {
      ...this.common(handoff, 'operator.away', `${id}/${operatorId}`),
      to: this.recipients([operatorId]),
      text,
      subject: text,
      data: { operatorId },
    });
  }

  /** A target is near or missed: for whoever answers for the group, and for whoever has the case. */
  async escalated(tx: Tx, handoff: Case, step: EscalationStep): Promise<void> {
    const text = operatorTexts.cases.escalations[step](this.labels.of(handoff));
    const claimed = handoff.state === 'claimed' && handoff.operatorId !== null ? [handoff.operatorId] : [];
    await this.notifications.notify(tx, {
      ...this.common(handoff, `handoff.${step}`, ''),
      to: this.recipients([...new Set([...this.supervisorOf(handoff), ...claimed])]),
      text,
      subject: text,
      data: dataOf(handoff),
    });
  }

  private common(handoff: Case, event: NotificationEvent, key: string) {
    const { id, groupId, requestId } = handoff;
    return { event, key: `${event}/${id}/${key}`, groupId: groupId ?? undefined, handoffId: id, requestId };
  }

  private card(handoff: Case, offerId: OfferId, stage: OfferStage, body: string): Card {
    const { title, supervisorTitle, lines, buttons } = operatorTexts.cases.card;
    const group = handoff.groupId === null ? undefined : this.groups.byId(handoff.groupId);
    return {
      id: `offer-${offerId}`,
      title: stage === 'supervisor' ? supervisorTitle : title,
      subtitle: mask(handoff.summary ?? ''),
      lines: [
        { name: lines.contact, value: this.labels.of(handoff) },
        { name: lines.reason, value: reasonOf(handoff) },
        ...(group === undefined ? [] : [{ name: lines.group, value: group.name }]),
        ...(handoff.language === null ? [] : [{ name: lines.language, value: languageName(handoff.language) }]),
      ],
      body,
      buttons: [
        { key: `offer:${offerId}:claim`, label: buttons.claim, style: 'primary' },
        { key: `offer:${offerId}:pass`, label: buttons.pass, style: 'normal' },
        { key: `offer:${offerId}:later`, label: buttons.later, style: 'normal' },
      ],
    };
  }

  private supervisorOf({ groupId }: Case): OperatorId[] {
    const supervisor = groupId === null ? undefined : this.groups.byId(groupId)?.supervisorId;
    return supervisor === undefined ? [] : [supervisor];
  }

  private recipients(ids: readonly OperatorId[]) {
    return ids.flatMap((operatorId) => {
      const operator = this.operators.byId(operatorId);
      return operator?.enabled === true
        ? [{ operatorId, memberId: operator.memberId, accountId: operator.accountId }]
        : [];
    });
  }
}

/** In Chinese: `zh-Hans` is 简体中文. */
function languageName(language: string): string {
  return LANGUAGES.of(language) ?? language;
}

/** In words; one that has none stands as whoever asked for a human wrote it, without personal data. */
export function reasonOf({ reason }: Pick<Case, 'reason'>): string {
  return operatorTexts.cases.reasons[reason] ?? mask(reason);
}

/** Ids and codes: what a webhook is told. */
function dataOf(handoff: Case): Record<string, unknown> {
  return {
    handoffId: handoff.id,
    conversationId: handoff.conversationId,
    contactId: handoff.contactId,
    accountId: handoff.accountId,
    groupId: handoff.groupId,
    operatorId: handoff.operatorId,
    state: handoff.state,
    reason: mask(handoff.reason),
    priority: handoff.priority,
    createdAt: handoff.createdAt.toISOString(),
  };
}
