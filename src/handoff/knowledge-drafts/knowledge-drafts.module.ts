import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { KnowledgeDraftsController } from './knowledge-drafts.controller.js';
import { KnowledgeDrafts } from './knowledge-drafts.js';

/** Needs the knowledge base, whose module is global. */
@Module({})
export class KnowledgeDraftsModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: KnowledgeDraftsModule,
      controllers: config.servesHttp ? [KnowledgeDraftsController] : [],
      providers: config.servesHttp ? [KnowledgeDrafts] : [],
    };
  }
}
