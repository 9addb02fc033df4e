import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type Channel,
  ChannelRegistry,
  type DeliveryResult,
  type MediaFetch,
  type Recipient,
} from '../../messaging/channel.js';
import type { OutboundContent } from '../../messaging/content.js';
import type { Account } from '../../settings/account.js';
import { errcodeEntry } from '../../wecom/errcodes.js';
import { memberMessage } from '../../wecom/member-message.js';
import { MemberQuota } from '../../wecom/member-quota.js';
import { failureOf, memberReplyOf } from '../../wecom/member-reply.js';
import { wecomAppOf } from '../../wecom/wecom-app-account.js';
import { WecomClient } from '../../wecom/wecom-client.js';
import { MediaExchange } from './media-exchange.js';
import { messageBody, partsOf } from './message-body.js';

const SEND_PATH = '/cgi-bin/message/send';

/** Messages to the members of a self-built app. */
@Injectable()
export class WecomAppChannel implements Channel, OnModuleInit {
  readonly kind = 'wecom-app';

  constructor(
    private readonly registry: ChannelRegistry,
    private readonly quota: MemberQuota,
    private readonly client: WecomClient,
    private readonly media: MediaExchange,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  split(content: OutboundContent): OutboundContent[] {
    return partsOf(content);
  }

  render({ account, externalId: memberId }: Recipient, part: OutboundContent, sequence: bigint): string {
    return memberMessage({ agentId: wecomAppOf(account).agentId, memberId }, messageBody(part), sequence);
  }

  async deliver({ account, externalId }: Recipient, request: string): Promise<DeliveryResult> {
    try {
      const { result, refusedMedia } = await this.attempt(account, externalId, request);
      return refusedMedia === undefined
        ? result
        : (await this.attempt(account, externalId, request, refusedMedia)).result;
    } catch (error) {
      return failureOf(error);
    }
  }

  fetchMedia(account: Account, externalMediaId: string): Promise<MediaFetch> {
    return this.media.fetch(account, externalMediaId);
  }

  private async attempt(account: Account, member: string, request: string, refused?: string): Promise<Attempt> {
    const ready = await this.media.ready(account, request, refused);
    if (ready.outcome !== 'ready') {
      return { result: ready };
    }
    const reservation = await this.quota.reserve(account.id, member);
    if (!reservation.granted) {
      return { result: { outcome: 'quota', afterMs: reservation.afterMs } };
    }
    try {
      const reply = await this.client.call(account, SEND_PATH, ready.request);
      const result = memberReplyOf(reply, member);
      const isMediaRefused = errcodeEntry(reply.errcode).action === 're-upload';
      return isMediaRefused && ready.externalId !== undefined ? { result, refusedMedia: ready.externalId } : { result };
    } finally {
      await this.quota.complete(reservation.id);
    }
  }
}

interface Attempt {
  result: DeliveryResult;
  /** What WeCom said is none of its files, though it was. */
  refusedMedia?: string;
}
