import { Injectable, Logger } from '@nestjs/common';
import {
  type AccountId,
  type GroupId,
  type HandoffId,
  type NotificationId,
  notificationIdOf,
  type OperatorId,
} from '../common/ids.js';
import type { Tx } from '../database/database.js';
import { Accounts } from '../settings/accounts.js';
import { wecomAppOf } from '../wecom/wecom-app-account.js';
import { CardUpdates } from './card-updates.js';
import type { Card, NewNotification, Recipient } from './notification.js';
import { type NewRow, NotificationRows } from './notification-rows.js';
import { sinkRow } from './sink-requests.js';
import { Sinks } from './sinks.js';
import { cardRequest, textRequest } from './wecom-requests.js';

/** A press that shall be answered on the card itself. */
export interface PressAnswer {
  accountId: AccountId;
  memberId: string;
  responseCode: string;
  /** 20 characters are shown on the card. */
  replaceText: string;
  requestId: string;
}

interface DeliveredCard {
  account_id: AccountId;
  member_id: string;
  response_code: string;
  handoff_id: HandoffId | null;
  group_id: GroupId | null;
  request_id: string;
}

/** Tells operators and administrators: rows in the caller's transaction, sent after its commit, each by itself. */
@Injectable()
export class Notifications {
  private readonly logger = new Logger(Notifications.name);

  constructor(
    private readonly rows: NotificationRows,
    private readonly updates: CardUpdates,
    private readonly sinks: Sinks,
    private readonly accounts: Accounts,
  ) {}

  /**
   * The card, or the text where there is none, to everybody in `to`, and whatever suits them to each sink that wants
   * the event of the group. Called again with the same key it changes nothing.
   * @returns the rows of `to`, by which they can be superseded.
   */
  async notify(tx: Tx, notification: NewNotification): Promise<{ id: NotificationId; operatorId: OperatorId }[]> {
    const recipients = notification.to.filter((recipient) => this.canReceive(recipient, notification));
    const sinks = this.sinks.matching(notification.event, notification.groupId);
    if (recipients.length + sinks.length === 0) {
      return [];
    }
    const sequences = await this.rows.sequences(tx, recipients.length + sinks.length);
    const direct = recipients.map((recipient, n) => this.directRow(notification, recipient, sequences[n] ?? 0n));
    const others = sinks.map((sink, n) => sinkRow(notification, sink, sequences[recipients.length + n] ?? 0n));
    await this.rows.insert(tx, [...direct, ...others]);
    return direct.map(({ id }, n) => ({ id, operatorId: recipients[n]?.operatorId })).filter(hasOperator);
  }

  /**
   * What was not sent yet never is. On a card that was, the text takes the place of the buttons; one that is on its way
   * is changed once it has arrived. A plain text stays as it is.
   */
  async supersede(tx: Tx, ids: readonly NotificationId[], replaceText: string): Promise<void> {
    if (ids.length === 0) {
      return;
    }
    await tx.run(
      `update notifications
          set state = case state when 'pending' then 'superseded' else state end,
              done_at = case state when 'pending' then clock_timestamp() else done_at end,
              replacement = $2
        where id in (select id from notifications where id = any ($1::uuid[]) and kind = 'member'
                        and state in ('pending', 'sending') order by id for update)`,
      [ids, replaceText],
    );
    const delivered = await tx.rows<DeliveredCard>(
      `with cards as (
         select id, response_code from notifications
          where id = any ($1::uuid[]) and kind = 'member' and state = 'delivered' and response_code is not null
          order by id for update)
       update notifications set response_code = null, replacement = $2 from cards where notifications.id = cards.id
       returning account_id, member_id, cards.response_code, handoff_id, group_id, request_id`,
      [ids, replaceText],
    );
    for (const card of delivered) {
      await this.updates.add(tx, {
        accountId: card.account_id,
        memberId: card.member_id,
        responseCode: card.response_code,
        replaceText,
        orAsText: false,
        handoffId: card.handoff_id ?? undefined,
        groupId: card.group_id ?? undefined,
        requestId: card.request_id,
      });
    }
  }

  /**
   * Puts a text in place of the buttons that the member just pressed; where the card cannot be changed any more, he
   * reads the text as a message. A response code is answered once.
   */
  async answerPress(tx: Tx, answer: PressAnswer): Promise<void> {
    await this.updates.add(tx, { ...answer, orAsText: true });
  }

  private directRow(notification: NewNotification, recipient: Recipient, sequence: bigint): NewRow {
    const { event, key, groupId, handoffId, card, text, requestId } = notification;
    const { operatorId, memberId, accountId } = recipient;
    const id = notificationIdOf(key, operatorId);
    const account = this.accounts.byId(accountId);
    const to = { agentId: account === undefined ? 0 : wecomAppOf(account).agentId, memberId };
    const asText = textRequest(to, text, sequence);
    return {
      id,
      sequence,
      event,
      kind: 'member',
      groupId,
      handoffId,
      operatorId,
      accountId,
      memberId,
      target: memberId,
      ...(hasButtons(card)
        ? { request: cardRequest(to, card, `${card.id}@${id}`, sequence), fallback: asText }
        : { request: asText }),
      requestId,
    };
  }

  /** An id that names nobody, or everybody, is sent to nobody. */
  private canReceive({ memberId, accountId, operatorId }: Recipient, { event, requestId }: NewNotification): boolean {
    const can = MEMBER_ID.test(memberId) && this.accounts.byId(accountId) !== undefined;
    if (!can) {
      this.logger.warn({ event, operatorId, accountId, requestId }, 'an operator cannot be notified');
    }
    return can;
  }
}

/** @see https://developer.work.weixin.qq.com/document/path/90195 */
const MEMBER_ID = /^[A-Za-z0-9][A-Za-z0-9_\-@.]{0,63}$/;

/** WeCom takes no card of this type without a button. */
function hasButtons(card: Card | undefined): card is Card {
  return card !== undefined && card.buttons.length > 0;
}

function hasOperator(row: {
  id: NotificationId;
  operatorId: OperatorId | undefined;
}): row is { id: NotificationId; operatorId: OperatorId } {
  return row.operatorId !== undefined;
}
