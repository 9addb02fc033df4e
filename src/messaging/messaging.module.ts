import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { Backlog } from './backlog.js';
import { CallbackPool } from './callback-pool.js';
import { ChannelRegistry } from './channel.js';
import { ConversationsController } from './conversations.controller.js';
import { Conversations } from './conversations.js';
import { Deliveries } from './deliveries.js';
import { History } from './history.js';
import { Inbox } from './inbox.js';
import { Leases } from './leases.js';
import { OpenMessages } from './open-messages.js';
import { Outbox } from './outbox.js';
import { OutboxProcessor } from './outbox.processor.js';
import { Sweeper } from './sweeper.js';

/** Contacts, conversations and messages: how they come in, who works on them, how they go out. */
@Global()
@Module({})
export class MessagingModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: MessagingModule,
      controllers: config.servesHttp ? [ConversationsController] : [],
      providers: [
        CallbackPool,
        Inbox,
        ChannelRegistry,
        Leases,
        Conversations,
        OpenMessages,
        Outbox,
        Deliveries,
        History,
        Backlog,
        ...(config.runsJobs ? [OutboxProcessor, Sweeper] : []),
      ],
      exports: [Inbox, ChannelRegistry, Leases, Conversations, OpenMessages, Outbox],
    };
  }
}
