import { join } from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { SealedColumns } from '../common/sealed-columns.js';
import { AppConfig } from '../config/app-config.js';
import { Backlog } from './backlog.js';
import { CallbackPool } from './callback-pool.js';
import { ChannelRegistry } from './channel.js';
import { Contacts } from './contacts.js';
import { ContactsController } from './contacts.controller.js';
import { ConversationsController } from './conversations.controller.js';
import { ConversationList } from './conversation-list.js';
import { ConversationTranscript } from './conversation-transcript.js';
import { Conversations } from './conversations.js';
import { Deliveries } from './deliveries.js';
import { DeliveryObservers } from './delivery-observers.js';
import { DueContacts } from './due-contacts.js';
import { History } from './history.js';
import { Inbox } from './inbox.js';
import { Leases } from './leases.js';
import { MachineConsent } from './machine-consent.js';
import { ContactEraser } from './forgetting/contact-eraser.js';
import { ContactRetention } from './forgetting/contact-retention.js';
import { ConversationEraser } from './forgetting/conversation-eraser.js';
import { MessageEraser } from './forgetting/message-eraser.js';
import { MessageRetention } from './forgetting/message-retention.js';
import { FolderStore } from './media/folder-store.js';
import { MediaChecks } from './media/media-checks.js';
import { MediaController } from './media/media.controller.js';
import { MediaFetching } from './media/media-fetching.js';
import { MediaLibrary } from './media/media-library.js';
import { MediaProcessor } from './media/media.processor.js';
import { MediaRetention } from './media/media-retention.js';
import { MediaStore } from './media/media-store.js';
import { MediaUploads } from './media/media-uploads.js';
import { S3Store } from './media/s3-store.js';
import { MessageForms } from './message-forms.js';
import { OldTextsProtection } from './old-texts.js';
import { OpenMessages } from './open-messages.js';
import { MessagingReach } from './messaging-reach.js';
import { Outbox } from './outbox.js';
import { OutboxProcessor } from './outbox.processor.js';
import { payloadContext, requestContext } from './sealed-content.js';
import { Sweeper } from './sweeper.js';
import { MessageTexts } from './texts/message-texts.js';
import { TextIndexer } from './texts/text-indexer.js';

/** Contacts, conversations and messages: how they come in, who works on them, how they go out. */
@Global()
@Module({})
export class MessagingModule {
  constructor(columns: SealedColumns) {
    const isUnsettled = `state in ('pending', 'sending')`;
    columns.register({ table: 'inbox', id: 'id', column: 'payload', context: payloadContext, where: `state = 'open'` });
    columns.register({
      table: 'outbox',
      id: 'id',
      column: 'sealed_request',
      context: requestContext,
      where: isUnsettled,
    });
  }

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
        MessageForms,
        Outbox,
        Deliveries,
        DeliveryObservers,
        { provide: MediaStore, useFactory: mediaStoreOf, inject: [AppConfig] },
        MediaLibrary,
        MediaChecks,
        MediaFetching,
        MediaUploads,
        MediaRetention,
        ConversationEraser,
        MessageEraser,
        ContactEraser,
        MessageRetention,
        ContactRetention,
        Contacts,
        OldTextsProtection,
        MachineConsent,
        ConversationList,
        History,
        ...(config.servesHttp ? [MessagingReach] : []),
        MessageTexts,
        ConversationTranscript,
        Backlog,
        ...(config.runsJobs ? [OutboxProcessor, MediaProcessor, DueContacts, Sweeper, TextIndexer] : []),
      ],
      exports: [
        Inbox,
        ChannelRegistry,
        Leases,
        Conversations,
        OpenMessages,
        MessageForms,
        Outbox,
        DeliveryObservers,
        MediaLibrary,
        MediaUploads,
        Contacts,
        OldTextsProtection,
        MachineConsent,
      ],
    };
  }
}

function mediaStoreOf({ dataDir, mediaBucket }: AppConfig): MediaStore {
  return mediaBucket === undefined ? new FolderStore(join(dataDir, 'media')) : new S3Store(mediaBucket);
}
