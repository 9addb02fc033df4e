import { Injectable } from '@nestjs/common';
import { Accounts } from '../settings/accounts.js';
import { MemberQuota } from '../wecom/member-quota.js';
import { failureOf } from '../wecom/member-reply.js';
import { WecomClient } from '../wecom/wecom-client.js';
import type { Account } from '../settings/account.js';
import type { WecomReply } from '../wecom/wecom-http.js';
import type { Dispatch } from './dispatches.js';
import type { SendResult } from './notification-policy.js';
import { memberResultOf } from './member-result.js';

const SEND_PATH = '/cgi-bin/message/send';
const UPDATE_PATH = '/cgi-bin/message/update_template_card';

/** Writes to members of WeCom, under the quota that their messages have too. */
@Injectable()
export class MemberSender {
  constructor(
    private readonly accounts: Accounts,
    private readonly quota: MemberQuota,
    private readonly client: WecomClient,
  ) {}

  async send(dispatch: Dispatch): Promise<SendResult> {
    const { accountId, memberId } = dispatch;
    if (accountId === null || memberId === null) {
      return { outcome: 'rejected', reason: 'no-receiver' };
    }
    const account = this.accounts.byId(accountId);
    if (account === undefined) {
      return { outcome: 'retry', reason: 'account-unknown' }; // it was made in another process a moment ago
    }
    if (!account.enabled) {
      return { outcome: 'rejected', reason: 'account-disabled' };
    }
    try {
      return dispatch.kind === 'card-update' && !dispatch.usesFallback
        ? memberResultOf(await this.client.call(account, UPDATE_PATH, dispatch.request), memberId, true)
        : await this.message(account, memberId, dispatch);
    } catch (error) {
      return failureOf(error);
    }
  }

  private async message(account: Account, memberId: string, dispatch: Dispatch): Promise<SendResult> {
    const { usesFallback, fallback, request } = dispatch;
    const reservation = await this.quota.reserve(account.id, memberId);
    if (!reservation.granted) {
      return { outcome: 'quota', afterMs: reservation.afterMs };
    }
    try {
      const bytes = usesFallback && fallback !== null ? fallback : request;
      const reply: WecomReply = await this.client.call(account, SEND_PATH, bytes);
      return memberResultOf(reply, memberId, fallback !== null && !usesFallback);
    } finally {
      await this.quota.complete(reservation.id);
    }
  }
}
