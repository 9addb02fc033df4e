import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { Documents } from './documents/documents.js';
import { ImportRunner } from './imports/import-runner.js';
import { Knowledge } from './knowledge.js';
import { DocumentsController } from './documents/documents.controller.js';
import { SearchController } from './retrieval/search.controller.js';
import { KnowledgeImportProcessor } from './imports/import.processor.js';
import { KnowledgeImports } from './imports/knowledge-imports.js';
import { KnowledgeImportsController } from './imports/imports.controller.js';
import { KnowledgeIndex } from './retrieval/knowledge-index.js';

@Module({})
export class KnowledgeModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: KnowledgeModule,
      global: true,
      controllers: config.servesHttp ? [DocumentsController, KnowledgeImportsController, SearchController] : [],
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
