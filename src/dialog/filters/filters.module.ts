import { type DynamicModule, Module } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { Metrics } from '../../common/metrics.js';
import type { AppConfig } from '../../config/app-config.js';
import { Database } from '../../database/database.js';
import { FilterListsController } from './filter-lists.controller.js';
import { FilterLists } from './filter-lists.js';
import { FilterRulesController } from './filter-rules.controller.js';
import { FilterRules } from './filter-rules.js';
import { FilterTrialsController } from './filter-trials.controller.js';
import { FilterWordsController } from './filter-words.controller.js';
import { FilterWords } from './filter-words.js';
import { Filters } from './filters.js';
import { RecentMessages } from './recent-messages.js';

/** Loaded before anybody gets it injected, so that it can be asked from memory from the start. */
const loadedFilters = {
  provide: Filters,
  inject: [Database, AuditLog, Metrics],
  useFactory: async (...parts: ConstructorParameters<typeof Filters>): Promise<Filters> => {
    const filters = new Filters(...parts);
    await filters.start();
    return filters;
  },
};

/** Word lists and rules, and what keeps them. */
@Module({})
export class FiltersModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: FiltersModule,
      controllers: config.servesHttp
        ? [FilterListsController, FilterWordsController, FilterRulesController, FilterTrialsController]
        : [],
      providers: [loadedFilters, ...(config.servesHttp ? [FilterLists, FilterWords, FilterRules, RecentMessages] : [])],
      exports: [Filters],
    };
  }
}
