import { type DynamicModule, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { MasterKeyController } from './master-key.controller.js';
import { MasterKeys } from './master-keys.js';
import { Resealing } from './resealing.js';

/** The key that everything is sealed under, and how it is replaced. */
@Module({})
export class MasterKeyModule implements OnApplicationBootstrap {
  constructor(private readonly masterKeys: MasterKeys) {}

  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: MasterKeyModule,
      controllers: config.servesHttp ? [MasterKeyController] : [],
      providers: [MasterKeys, Resealing],
    };
  }

  /** By now every module has opened what it stored: the key is the right one. */
  async onApplicationBootstrap(): Promise<void> {
    await this.masterKeys.introduce();
  }
}
