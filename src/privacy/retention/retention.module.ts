import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { EventRetention } from './event-retention.js';
import { Holds } from './holds.js';
import { HoldsController } from './holds.controller.js';
import { RetentionController } from './retention.controller.js';
import { RetentionProcessor } from './retention.processor.js';
import { RetentionRuns } from './retention-runs.js';
import { VaultRetention } from './vault-retention.js';

/** What is not kept for ever, and what must be. Needs the registries of privacy, whose module is global. */
@Module({})
export class RetentionModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: RetentionModule,
      global: true,
      controllers: config.servesHttp ? [HoldsController, RetentionController] : [],
      providers: [
        Holds,
        RetentionRuns,
        VaultRetention,
        EventRetention,
        ...(config.runsJobs ? [RetentionProcessor] : []),
      ],
      exports: [Holds],
    };
  }
}
