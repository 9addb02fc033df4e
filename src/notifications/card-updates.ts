import { Injectable } from '@nestjs/common';
import { type AccountId, type GroupId, type HandoffId, notificationIdOf } from '../common/ids.js';
import type { Tx } from '../database/database.js';
import { Accounts } from '../settings/accounts.js';
import { wecomAppOf } from '../wecom/wecom-app-account.js';
import { NotificationRows } from './notification-rows.js';
import { textRequest, updateRequest } from './wecom-requests.js';

export interface CardUpdate {
  accountId: AccountId;
  memberId: string;
  /** Good for one update, within 72 h. */
  responseCode: string;
  replaceText: string;
  /** Whether the text is sent as a message where the card cannot be changed. */
  orAsText: boolean;
  handoffId?: HandoffId | undefined;
  groupId?: GroupId | undefined;
  requestId: string;
}

/** Changes of cards that members have: rows like any other, sent after the commit. */
@Injectable()
export class CardUpdates {
  constructor(
    private readonly rows: NotificationRows,
    private readonly accounts: Accounts,
  ) {}

  /** A response code is used once, however often this is called with it. */
  async add(tx: Tx, update: CardUpdate): Promise<void> {
    const { accountId, memberId, responseCode, replaceText, orAsText, handoffId, groupId, requestId } = update;
    const account = this.accounts.byId(accountId);
    const [sequence] = await this.rows.sequences(tx, 1);
    if (account === undefined || sequence === undefined) {
      return; // an account that was deleted has no cards
    }
    const to = { agentId: wecomAppOf(account).agentId, memberId };
    await this.rows.insert(tx, [
      {
        id: notificationIdOf(`card-update/${accountId}/${memberId}`, responseCode),
        sequence,
        event: 'card.updated',
        kind: 'card-update',
        handoffId,
        groupId,
        accountId,
        memberId,
        target: memberId,
        request: updateRequest(to, responseCode, replaceText),
        ...(orAsText && { fallback: textRequest(to, replaceText, sequence) }),
        requestId,
      },
    ]);
  }
}
