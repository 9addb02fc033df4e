import { type DynamicModule, Module } from '@nestjs/common';
import { Summaries } from './summaries.js';

/** What a conversation was about. */
@Module({})
export class SummaryModule {
  static forRoot(): DynamicModule {
    return { module: SummaryModule, providers: [Summaries], exports: [Summaries] };
  }
}
