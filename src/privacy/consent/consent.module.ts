import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { LabelCoverage } from './label-coverage.js';
import { LabelsController } from './labels.controller.js';
import { NoticesController } from './notices.controller.js';

/** What contacts are told, and how answers of models are told from those of people. */
@Module({})
export class ConsentModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: ConsentModule,
      controllers: config.servesHttp ? [LabelsController, NoticesController] : [],
      providers: [LabelCoverage],
    };
  }
}
