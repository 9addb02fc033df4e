import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { CannedRepliesController } from '../canned-replies/canned-replies.controller.js';
import { CannedReplyOperationsController } from '../canned-replies/canned-reply-operations.controller.js';
import { CannedReplies } from '../canned-replies/canned-replies.js';
import { CardPresses } from './card-presses.js';
import { CaseOriginals } from './case-originals.js';
import { DeskCommands } from './desk-commands.js';
import { DeskDeliveries } from './desk-deliveries.js';
import { DeskDrafts } from './desk-drafts.js';
import { DeskEndings } from './desk-endings.js';
import { DeskLine } from './desk-line.js';
import { DeskRelays } from './desk-relays.js';
import { DeskStates } from './desk-states.js';
import { Desk } from './desk.js';
import { OfferPresses } from './offer-presses.js';
import { Relay } from './relay.js';

/** What operators do from the phone. Cases, operators and notifications come from modules that are global. */
@Module({})
export class DeskModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: DeskModule,
      global: true,
      controllers: config.servesHttp ? [CannedRepliesController, CannedReplyOperationsController] : [],
      providers: [
        CannedReplies,
        CardPresses,
        CaseOriginals,
        Desk,
        DeskCommands,
        DeskDeliveries,
        DeskDrafts,
        DeskEndings,
        DeskLine,
        DeskRelays,
        DeskStates,
        OfferPresses,
        Relay,
      ],
      exports: [CannedReplies, CardPresses, Desk, DeskLine, Relay],
    };
  }
}
