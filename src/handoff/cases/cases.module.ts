import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { BackOnline } from './back-online.js';
import { CaseClock } from './case-clock.js';
import { CaseEndings } from './case-endings.js';
import { CaseFallback } from './case-fallback.js';
import { CaseLabels } from './case-labels.js';
import { CaseMetrics } from './case-metrics.js';
import { CaseNotices } from './case-notices.js';
import { CaseObservers } from './case-observers.js';
import { CaseQueue } from './case-queue.js';
import { CaseSteps } from './case-steps.js';
import { CaseTranscript } from './case-transcript.js';
import { CaseWords } from './case-words.js';
import { Cases } from './cases.js';
import { ClaimConfirmation } from './claim-confirmation.js';
import { Claiming } from './claiming.js';
import { Claims } from './claims.js';
import { ClockProcessor } from './clock.processor.js';
import { ConversationHandoffController } from './conversation-handoff.controller.js';
import { DueCases } from './due-cases.js';
import { HandoffList } from './handoff-list.js';
import { HandoffOperationsController } from './handoff-operations.controller.js';
import { HandoffsController } from './handoffs.controller.js';
import { Handoffs } from './handoffs.js';
import { LeftCases } from './left-cases.js';
import { Notes } from './notes.js';
import { OfferAnswers } from './offer-answers.js';
import { OfferProcessor } from './offer.processor.js';
import { Offering } from './offering.js';
import { Offers } from './offers.js';
import { Outlooks } from './outlooks.js';
import { RequestedHandoffs } from './requested-handoffs.js';
import { Waiting } from './waiting.js';

/** Needs the modules of operators, groups, events, the desk and notifications, which are global. */
@Module({})
export class CasesModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: CasesModule,
      global: true,
      controllers: config.servesHttp
        ? [HandoffsController, HandoffOperationsController, ConversationHandoffController]
        : [],
      providers: [
        BackOnline,
        CaseClock,
        CaseEndings,
        CaseFallback,
        CaseLabels,
        CaseMetrics,
        CaseNotices,
        CaseObservers,
        CaseQueue,
        Cases,
        CaseSteps,
        CaseTranscript,
        CaseWords,
        ClaimConfirmation,
        Claiming,
        Claims,
        DueCases,
        HandoffList,
        Handoffs,
        LeftCases,
        Notes,
        OfferAnswers,
        Offering,
        Offers,
        Outlooks,
        RequestedHandoffs,
        Waiting,
        ...(config.runsJobs ? [ClockProcessor, OfferProcessor] : []),
      ],
      exports: [
        CaseClock,
        CaseFallback,
        CaseLabels,
        CaseObservers,
        Cases,
        CaseWords,
        Claims,
        Handoffs,
        LeftCases,
        OfferAnswers,
        Offering,
        Offers,
        Outlooks,
        Waiting,
      ],
    };
  }
}
