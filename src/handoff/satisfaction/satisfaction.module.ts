import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { CaseSurveys } from './case-surveys.js';
import { SatisfactionController } from './satisfaction.controller.js';
import { Satisfaction } from './satisfaction.js';
import { SurveyPresses } from './survey-presses.js';
import { SurveySampling } from './survey-sampling.js';
import { Surveys } from './surveys.js';

/** Needs groups, operators, cases, the desk and notifications, whose modules are global. */
@Module({})
export class SatisfactionModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: SatisfactionModule,
      global: true,
      controllers: config.servesHttp ? [SatisfactionController] : [],
      providers: [
        Surveys,
        CaseSurveys,
        SurveyPresses,
        ...(config.servesHttp ? [Satisfaction] : []),
        ...(config.runsJobs ? [SurveySampling] : []),
      ],
      exports: [Surveys],
    };
  }
}
