import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { AnswerCache } from './answer-cache.js';
import { AnswerWarmers } from './answer-warmers.js';
import { StoredAnswers } from './stored-answers.js';
import { WarmUp } from './warm-up.js';
import { WarmUpProcessor } from './warm-up.processor.js';

@Module({})
export class CacheModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: CacheModule,
      global: true,
      providers: [AnswerCache, AnswerWarmers, StoredAnswers, ...(config.runsJobs ? [WarmUp, WarmUpProcessor] : [])],
      exports: [AnswerCache, AnswerWarmers],
    };
  }
}
