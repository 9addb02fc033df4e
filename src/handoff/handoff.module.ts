import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { CaseReach } from './case-reach.js';
import { CasesModule } from './cases/cases.module.js';
import { DeskModule } from './desk/desk.module.js';
import { EventsModule } from './events/events.module.js';
import { CaseEraser } from './forgetting/case-eraser.js';
import { CaseRetention } from './forgetting/case-retention.js';
import { CaseTextEraser } from './forgetting/case-text-eraser.js';
import { GroupsModule } from './groups/groups.module.js';
import { KnowledgeDraftsModule } from './knowledge-drafts/knowledge-drafts.module.js';
import { OperatorsModule } from './operators/operators.module.js';
import { OldCaseTexts } from './old-case-texts.js';
import { HandoffRulesModule } from './rules/handoff-rules.module.js';
import { SatisfactionModule } from './satisfaction/satisfaction.module.js';
import { TicketsModule } from './tickets/tickets.module.js';

/** Humans who take over: each part is a module of its own, and global. */
@Module({})
export class HandoffModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: HandoffModule,
      imports: [
        GroupsModule.forRoot(config),
        OperatorsModule.forRoot(config),
        HandoffRulesModule.forRoot(config),
        EventsModule.forRoot(config),
        CasesModule.forRoot(config),
        DeskModule.forRoot(config),
        TicketsModule.forRoot(config),
        SatisfactionModule.forRoot(config),
        KnowledgeDraftsModule.forRoot(config),
      ],
      providers: [
        CaseEraser,
        CaseTextEraser,
        CaseRetention,
        ...(config.servesHttp ? [CaseReach] : []),
        ...(config.runsJobs ? [OldCaseTexts] : []),
      ],
    };
  }
}
