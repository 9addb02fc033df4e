import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { SummaryModule } from '../summary/summary.module.js';
import { CaseTickets } from './case-tickets.js';
import { ExternalTickets } from './external-tickets.js';
import { TicketChores } from './ticket-chores.js';
import { TicketComments } from './ticket-comments.js';
import { TicketNotices } from './ticket-notices.js';
import { TicketSummaries } from './ticket-summaries.js';
import { TicketSummaryProcessor } from './ticket-summary.processor.js';
import { TicketsController } from './tickets.controller.js';
import { Tickets } from './tickets.js';

/** Needs groups, operators, cases and notifications, whose modules are global. */
@Module({})
export class TicketsModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: TicketsModule,
      global: true,
      imports: [SummaryModule.forRoot()],
      controllers: config.servesHttp ? [TicketsController] : [],
      providers: [
        Tickets,
        TicketNotices,
        TicketComments,
        CaseTickets,
        ...(config.servesHttp ? [ExternalTickets] : []),
        ...(config.runsJobs ? [TicketChores, TicketSummaries, TicketSummaryProcessor] : []),
      ],
      exports: [Tickets],
    };
  }
}
