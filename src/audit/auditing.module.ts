import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { ExportContents } from './exports/export-contents.js';
import { ExportFiles } from './exports/export-files.js';
import { ExportProcessor } from './exports/export.processor.js';
import { ExportProgress } from './exports/export-progress.js';
import { ExportWriter } from './exports/export-writer.js';
import { AuditExports } from './exports/exports.js';
import { ExportsController } from './exports/exports.controller.js';
import { StreamedExportsController } from './exports/streamed-exports.controller.js';
import { ReviewProcessor } from './reviews/review.processor.js';
import { Reviews } from './reviews/reviews.js';
import { ReviewsController } from './reviews/reviews.controller.js';
import { SavedSearches } from './reviews/saved-searches.js';
import { SavedSearchesController } from './reviews/saved-searches.controller.js';
import { SearchRuns } from './reviews/search-runs.js';

const controllers = [ExportsController, StreamedExportsController, SavedSearchesController, ReviewsController];

/** What auditors do with the log: files to take with them, searches they keep, answers they review. Needs the seals. */
@Module({})
export class AuditingModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: AuditingModule,
      global: true,
      controllers: config.servesHttp ? controllers : [],
      providers: [
        AuditExports,
        ExportContents,
        ExportFiles,
        ExportProgress,
        Reviews,
        SavedSearches,
        SearchRuns,
        ...(config.runsJobs ? [ExportWriter, ExportProcessor, ReviewProcessor] : []),
      ],
    };
  }
}
