import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { CacheModule } from '../../models/cache/cache.module.js';
import { Answers } from './answers.js';

/** Models, prompts and settings are global. */
@Module({})
export class AnswersModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: AnswersModule,
      imports: [CacheModule.forRoot(config)],
      providers: [Answers],
      exports: [Answers],
    };
  }
}
