import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { ModelsModule } from '../models/models.module.js';
import { FirstNotices } from '../privacy/consent/first-notices.js';
import { AnswersModule } from './answers/answers.module.js';
import { DialogProcessor } from './dialog.processor.js';
import { Demands } from './demands.js';
import { ExplanationsController } from './explanations.controller.js';
import { FiltersModule } from './filters/filters.module.js';
import { FlowsModule } from './flows/flows.module.js';
import { IntentsModule } from './intents/intents.module.js';
import { Limits } from './limits/limits.js';
import { HandoffNotice } from './handoff-notice.js';
import { OutboundFilter } from './outbound-filter.js';
import { Patience } from './patience.js';
import { PreviousTurns } from './previous-turn.js';
import { Relaying } from './relaying.js';
import { QuestionAnswering } from './question-answering.js';
import { Screening } from './screening.js';
import { Searching } from './searching.js';
import { FrequentAnswers } from './replay/frequent-answers.js';
import { PastTurns } from './replay/past-turns.js';
import { ReplayProcessor } from './replay/replay.processor.js';
import { ReplayProgress } from './replay/replay-progress.js';
import { Replays } from './replay/replays.js';
import { ReplaysController } from './replay/replays.controller.js';
import { TrialAnswering } from './replay/trial-answering.js';
import { AnswerStage } from './stages/answer-stage.js';
import { CommandStage } from './stages/command-stage.js';
import { DemandStage } from './stages/demand-stage.js';
import { DeskStage } from './stages/desk-stage.js';
import { FlowStage } from './stages/flow-stage.js';
import { FollowUpStage } from './stages/follow-up-stage.js';
import { InboundFilterStage } from './stages/inbound-filter-stage.js';
import { LimitsStage } from './stages/limits-stage.js';
import { SpokenConsentStage } from './stages/spoken-consent-stage.js';
import { PolicyStage } from './stages/policy-stage.js';
import { SurveyStage } from './stages/survey-stage.js';
import { UnderstandingStage } from './stages/understanding-stage.js';
import { Thinking } from './thinking.js';
import { TurnEraser } from './turn-eraser.js';
import { TurnEnding } from './turn-ending.js';
import { TurnReplies } from './turn-replies.js';
import { TurnTranscript } from './turn-transcript.js';
import { Usefulness } from './usefulness.js';

const stages = [
  DeskStage,
  SpokenConsentStage,
  PolicyStage,
  LimitsStage,
  InboundFilterStage,
  CommandStage,
  SurveyStage,
  FollowUpStage,
  UnderstandingStage,
  DemandStage,
  FlowStage,
  AnswerStage,
];
const answering = [Searching, Screening, Demands, QuestionAnswering, OutboundFilter, HandoffNotice];
const turn = [Limits, PreviousTurns, Usefulness, ...answering, ...stages, Thinking];
const replay = [TrialAnswering, FrequentAnswers, PastTurns, ReplayProgress, ReplayProcessor];

/** The turn: what a burst of messages gets as an answer. */
@Module({})
export class DialogModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: DialogModule,
      imports: [
        ModelsModule,
        FiltersModule.forRoot(config),
        FlowsModule.forRoot(config),
        IntentsModule.forRoot(config),
        AnswersModule.forRoot(config),
      ],
      controllers: config.servesHttp ? [ExplanationsController, ReplaysController] : [],
      providers: [
        Replays,
        TurnTranscript,
        FirstNotices,
        TurnEraser,
        ...(config.runsJobs ? [...turn, Relaying, TurnReplies, TurnEnding, Patience, DialogProcessor, ...replay] : []),
      ],
    };
  }
}
