import { join } from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { Backlog } from './backlog.js';
import { CallbackPool } from './callback-pool.js';
import { ChannelRegistry } from './channel.js';
import { Contacts } from './contacts.js';
import { ContactsController } from './contacts.controller.js';
import { ConversationsController } from './conversations.controller.js';
import { Conversations } from './conversations.js';
import { Deliveries } from './deliveries.js';
import { DeliveryObservers } from './delivery-observers.js';
import { DueContacts } from './due-contacts.js';
import { History } from './history.js';
import { Inbox } from './inbox.js';
import { Leases } from './leases.js';
import { FolderStore } from './media/folder-store.js';
import { MediaController } from './media/media.controller.js';
import { MediaFetching } from './media/media-fetching.js';
import { MediaLibrary } from './media/media-library.js';
import { MediaProcessor } from './media/media.processor.js';
import { MediaRetention } from './media/media-retention.js';
import { MediaStore } from './media/media-store.js';
import { MediaUploads } from './media/media-uploads.js';
import { S3Store } from './media/s3-store.js';
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
      controllers: config.servesHttp ? [ConversationsController, ContactsController, MediaController] : [],
      providers: [
        CallbackPool,
        Inbox,
        ChannelRegistry,
        Leases,
        Conversations,
        OpenMessages,
        Outbox,
        Deliveries,
        DeliveryObservers,
        { provide: MediaStore, useFactory: mediaStoreOf, inject: [AppConfig] },
        MediaLibrary,
        MediaFetching,
        MediaUploads,
        MediaRetention,
        Contacts,
        History,
        Backlog,
        ...(config.runsJobs ? [OutboxProcessor, MediaProcessor, DueContacts, Sweeper] : []),
      ],
      exports: [
        Inbox,
        ChannelRegistry,
        Leases,
        Conversations,
        OpenMessages,
        Outbox,
        DeliveryObservers,
        MediaLibrary,
        MediaUploads,
        Contacts,
      ],
    };
  }
}

function mediaStoreOf({ dataDir, mediaBucket }: AppConfig): MediaStore {
  return mediaBucket === undefined ? new FolderStore(join(dataDir, 'media')) : new S3Store(mediaBucket);
}
