import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { Reveals } from './reveals.js';
import { Unmaskings } from './unmaskings.js';
import { UnmaskingsController } from './unmaskings.controller.js';

/** Who sees originals, and why. */
@Module({})
export class UnmaskingModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: UnmaskingModule,
      global: true, // whoever relays originals records that he does
      controllers: config.servesHttp ? [UnmaskingsController] : [],
      providers: [Reveals, Unmaskings],
      exports: [Reveals],
    };
  }
}
