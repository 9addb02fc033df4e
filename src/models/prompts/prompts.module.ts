import { type DynamicModule, Module } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { AppConfig } from '../../config/app-config.js';
import { Database } from '../../database/database.js';
import { PromptTrialsController } from './prompt-trials.controller.js';
import { PromptTrials } from './prompt-trials.js';
import { PromptsController } from './prompts.controller.js';
import { Prompts } from './prompts.js';
import { TrialProgress } from './trial-progress.js';
import { PromptTrialRunners } from './trial-runner.js';
import { PromptTrialProcessor } from './trial.processor.js';

/** Loaded before anybody gets it injected, so that it can be asked from memory from the start. */
const loadedPrompts = {
  provide: Prompts,
  inject: [Database, AuditLog],
  useFactory: async (...parts: ConstructorParameters<typeof Prompts>): Promise<Prompts> => {
    const prompts = new Prompts(...parts);
    await prompts.start();
    return prompts;
  },
};

@Module({})
export class PromptsModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: PromptsModule,
      global: true,
      controllers: config.servesHttp ? [PromptsController, PromptTrialsController] : [],
      providers: [
        loadedPrompts,
        PromptTrials,
        PromptTrialRunners,
        ...(config.runsJobs ? [TrialProgress, PromptTrialProcessor] : []),
      ],
      exports: [Prompts, PromptTrialRunners],
    };
  }
}
