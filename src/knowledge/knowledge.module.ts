import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { Documents } from './documents.js';
import { ImportRunner } from './import-runner.js';
import { Knowledge } from './knowledge.js';
import { KnowledgeController } from './knowledge.controller.js';
import { KnowledgeImportProcessor } from './knowledge-import.processor.js';
import { KnowledgeImports } from './knowledge-imports.js';
import { KnowledgeImportsController } from './knowledge-imports.controller.js';
import { KnowledgeIndex } from './knowledge-index.js';

@Module({})
export class KnowledgeModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: KnowledgeModule,
      global: true,
      controllers: config.servesHttp ? [KnowledgeController, KnowledgeImportsController] : [],
      providers: [
        Documents,
        Knowledge,
        KnowledgeImports,
        KnowledgeIndex,
        ...(config.runsJobs ? [ImportRunner, KnowledgeImportProcessor] : []),
      ],
      exports: [Knowledge, KnowledgeImports],
    };
  }
}
