import { type DynamicModule, Module } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { AppConfig } from '../config/app-config.js';
import { Database } from '../database/database.js';
import { ModelsModule } from '../models/models.module.js';
import { Accounts } from '../settings/accounts.js';
import { Settings } from '../settings/settings.js';
import { AskedQuestions } from './asked/asked-questions.js';
import { GapClusters } from './asked/gap-clusters.js';
import { GapList } from './asked/gap-list.js';
import { GapsController } from './asked/gaps.controller.js';
import { QuestionEraser } from './asked/question-eraser.js';
import { QuestionRetention } from './asked/question-retention.js';
import { CategoriesController } from './categories/categories.controller.js';
import { Categories } from './categories/categories.js';
import { DocumentDraftsController } from './documents/document-drafts.controller.js';
import { DocumentDrafts } from './documents/document-drafts.js';
import { DocumentPassages } from './documents/document-passages.js';
import { DocumentRevisionsController } from './documents/document-revisions.controller.js';
import { DocumentRevisions } from './documents/document-revisions.js';
import { DocumentSteps } from './documents/document-steps.js';
import { Documents } from './documents/documents.js';
import { EvaluationProcessor } from './evaluations/evaluation.processor.js';
import { EvaluationProgress } from './evaluations/evaluation-progress.js';
import { EvaluationRunner } from './evaluations/evaluation-runner.js';
import { EvaluationsController } from './evaluations/evaluations.controller.js';
import { Evaluations } from './evaluations/evaluations.js';
import { KnowledgeExportsController } from './exports/exports.controller.js';
import { KnowledgeExports } from './exports/knowledge-exports.js';
import { ImportProgress } from './imports/import-progress.js';
import { ImportRunner } from './imports/import-runner.js';
import { Knowledge } from './knowledge.js';
import { KnowledgeChecks } from './knowledge-checks.js';
import { DocumentOperationsController } from './documents/document-operations.controller.js';
import { DocumentsController } from './documents/documents.controller.js';
import { SearchController } from './retrieval/search.controller.js';
import { KnowledgeImportProcessor } from './imports/import.processor.js';
import { KnowledgeImports } from './imports/knowledge-imports.js';
import { KnowledgeImportsController } from './imports/imports.controller.js';
import { EmbeddingProcessor } from './retrieval/embedding.processor.js';
import { EmbeddingRunner } from './retrieval/embedding-runner.js';
import { KnowledgeIndex } from './retrieval/knowledge-index.js';
import { Retriever } from './retrieval/retriever.js';
import { VocabularyController } from './vocabulary/vocabulary.controller.js';
import { Vocabulary } from './vocabulary/vocabulary.js';

/** Loaded before anybody gets it injected, so that it can be asked from memory from the start. */
const loadedCategories = {
  provide: Categories,
  inject: [Database, AuditLog, Settings, Accounts],
  useFactory: async (...parts: ConstructorParameters<typeof Categories>): Promise<Categories> => {
    const categories = new Categories(...parts);
    await categories.start();
    return categories;
  },
};

/** What editors keep. */
const editing = {
  controllers: [
    DocumentOperationsController,
    DocumentsController,
    DocumentRevisionsController,
    DocumentDraftsController,
    CategoriesController,
    VocabularyController,
  ],
  providers: [
    Documents,
    DocumentSteps,
    DocumentRevisions,
    DocumentDrafts,
    DocumentPassages,
    Vocabulary,
    loadedCategories,
  ],
};

/** What people asked, and what the base did not answer. */
const asked = {
  controllers: [GapsController],
  providers: [AskedQuestions, GapClusters, GapList, QuestionEraser, QuestionRetention],
};

@Module({})
export class KnowledgeModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: KnowledgeModule,
      global: true,
      imports: [ModelsModule],
      controllers: config.servesHttp
        ? [
            ...editing.controllers,
            ...asked.controllers,
            EvaluationsController,
            KnowledgeImportsController,
            KnowledgeExportsController,
            SearchController,
          ]
        : [],
      providers: [
        ...editing.providers,
        ...asked.providers,
        Evaluations,
        Knowledge,
        KnowledgeChecks,
        KnowledgeImports,
        KnowledgeExports,
        KnowledgeIndex,
        Retriever,
        ...(config.runsJobs && config.embeddingModel ? [EmbeddingRunner, EmbeddingProcessor] : []),
        ...(config.runsJobs ? [EvaluationProgress, EvaluationRunner, EvaluationProcessor] : []),
        ...(config.runsJobs ? [ImportProgress, ImportRunner, KnowledgeImportProcessor] : []),
      ],
      exports: [AskedQuestions, Categories, Documents, Knowledge, KnowledgeImports],
    };
  }
}
