import { Injectable } from '@nestjs/common';
import { assertNever } from '../common/app-error.js';
import type { Dispatch } from './dispatches.js';
import { MailSender } from './mail-sender.js';
import { MemberSender } from './member-sender.js';
import type { SendResult } from './notification-policy.js';
import { RobotSender } from './robot-sender.js';
import { Sinks } from './sinks.js';
import { WebhookSender } from './webhook-sender.js';

/** Sends a notification to wherever it goes. */
@Injectable()
export class Senders {
  constructor(
    private readonly sinks: Sinks,
    private readonly members: MemberSender,
    private readonly robots: RobotSender,
    private readonly mails: MailSender,
    private readonly webhooks: WebhookSender,
  ) {}

  async send(dispatch: Dispatch): Promise<SendResult> {
    return dispatch.kind === 'member' || dispatch.kind === 'card-update'
      ? this.members.send(dispatch)
      : this.sendToSink(dispatch);
  }

  /** With the address and the secrets that the sink has now: what was put right helps also what waits. */
  private async sendToSink(dispatch: Dispatch): Promise<SendResult> {
    const sink = dispatch.sinkId === null ? undefined : this.sinks.byId(dispatch.sinkId);
    if (sink === undefined) {
      // It may have been made in another process a moment ago.
      return dispatch.attempts < 3
        ? { outcome: 'retry', reason: 'sink-unknown' }
        : { outcome: 'rejected', reason: 'sink-deleted' };
    }
    if (!sink.enabled && dispatch.event !== TEST_EVENT) {
      return { outcome: 'rejected', reason: 'sink-disabled' };
    }
    const { secrets, recipients } = sink;
    switch (secrets.kind) {
      case 'group-robot':
        return this.robots.send(dispatch, secrets.key);
      case 'email':
        return this.mails.send(dispatch, recipients);
      case 'webhook':
        return this.webhooks.send(dispatch, secrets);
      default:
        return assertNever(secrets);
    }
  }
}

/** Goes to a sink that somebody tries, also while it is disabled. */
export const TEST_EVENT = 'sink.test';
