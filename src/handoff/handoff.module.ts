import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { HandoffsController } from './handoffs.controller.js';
import { Handoffs } from './handoffs.js';

@Module({})
export class HandoffModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: HandoffModule,
      global: true,
      controllers: config.servesHttp ? [HandoffsController] : [],
      providers: [Handoffs],
      exports: [Handoffs],
    };
  }
}
