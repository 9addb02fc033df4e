import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Channel, ChannelRegistry, type DeliveryResult, type Recipient } from '../../messaging/channel.js';
import type { OutboundContent } from '../../messaging/content.js';
import { MemberQuota } from '../../wecom/member-quota.js';
import { wecomAppOf } from '../../wecom/wecom-app-account.js';
import { WecomClient } from '../../wecom/wecom-client.js';
import { TokenRefusedError, WecomUnreachableError } from '../../wecom/wecom-errors.js';
import { deliveryResultOf } from './delivery-result.js';
import { splitText } from './split-text.js';

const SEND_PATH = '/cgi-bin/message/send';
const INTERVAL_BASE_SECONDS = 4_400;
const INTERVALS = 10_000n;

// oxlint-disable-next-line no-control-regex -- WeCom refuses them; tab and line feeds stay
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;

/** Messages to the members of a self-built app. */
@Injectable()
export class WecomAppChannel implements Channel, OnModuleInit {
  readonly kind = 'wecom-app';

  constructor(
    private readonly registry: ChannelRegistry,
    private readonly quota: MemberQuota,
    private readonly client: WecomClient,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  split(content: OutboundContent): OutboundContent[] {
    return splitText(content.text).map((text) => ({ type: 'text', text }));
  }

  /** @see https://developer.work.weixin.qq.com/document/path/90236 */
  render({ account, externalId }: Recipient, part: OutboundContent, sequence: bigint): string {
    return JSON.stringify({
      touser: externalId,
      msgtype: 'text',
      agentid: wecomAppOf(account).agentId,
      text: { content: part.text.replace(CONTROL_CHARACTERS, '').toWellFormed() },
      safe: 0,
      enable_duplicate_check: 1,
      duplicate_check_interval: duplicateCheckSeconds(sequence),
    });
  }

  async deliver({ account, externalId }: Recipient, request: string): Promise<DeliveryResult> {
    const reservation = await this.quota.reserve(account.id, externalId);
    if (!reservation.granted) {
      return { outcome: 'quota', afterMs: reservation.afterMs };
    }
    try {
      return deliveryResultOf(await this.client.call(account, SEND_PATH, request), externalId);
    } catch (error) {
      if (error instanceof WecomUnreachableError) {
        return { outcome: 'retry', reason: `unreachable: ${error.reason}` };
      }
      if (error instanceof TokenRefusedError) {
        // The message is not at fault: it waits for the account to be put right.
        return { outcome: 'retry', reason: `gettoken-errcode-${error.errcode}`, afterMs: error.afterMs };
      }
      throw error;
    } finally {
      await this.quota.complete(reservation.id);
    }
  }
}

/**
 * 4,400 to 14,399 of the 14,400 seconds that WeCom allows. WeCom compares the request's JSON and knows no id of ours,
 * so the interval itself is the id: a retry repeats its row's bytes and is recognised, while the same words said again
 * on purpose have another sequence, hence another interval, and are delivered. Only two equal texts to one member
 * exactly a multiple of 10,000 messages apart, within the interval, are still taken for one.
 */
function duplicateCheckSeconds(sequence: bigint): number {
  return INTERVAL_BASE_SECONDS + Number(sequence % INTERVALS);
}
