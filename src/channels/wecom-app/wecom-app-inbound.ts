import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Inbox } from '../../messaging/inbox.js';
import { type CallbackDelivery, type CallbackReceiver, CallbackReceivers } from '../../wecom/callback-receivers.js';
import { inboundContentOf } from './inbound-content.js';

/** Callbacks of a self-built app go to the inbox. */
@Injectable()
export class WecomAppInbound implements CallbackReceiver, OnModuleInit {
  readonly kind = 'wecom-app';

  constructor(
    private readonly receivers: CallbackReceivers,
    private readonly inbox: Inbox,
  ) {}

  onModuleInit(): void {
    this.receivers.register(this);
  }

  async receive({ account, callback, dedupeKey, requestId }: CallbackDelivery): Promise<'stored' | 'duplicate'> {
    return this.inbox.store({
      accountId: account.id,
      externalId: callback.fromUserId,
      dedupeKey,
      content: inboundContentOf(callback.content),
      sentAt: callback.createdAt,
      requestId,
    });
  }
}
