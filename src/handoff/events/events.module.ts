import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { EventStreams } from './event-streams.js';
import { HandoffEventsController } from './handoff-events.controller.js';
import { HandoffEvents } from './handoff-events.js';

@Module({})
export class EventsModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: EventsModule,
      global: true,
      controllers: config.servesHttp ? [HandoffEventsController] : [],
      providers: [HandoffEvents, ...(config.servesHttp ? [EventStreams] : [])],
      exports: [HandoffEvents],
    };
  }
}
