import { type DynamicModule, Module } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { AppConfig } from '../../config/app-config.js';
import { Database } from '../../database/database.js';
import { ModelsModule } from '../../models/models.module.js';
import { Accounts } from '../../settings/accounts.js';
import { Translation } from '../language/translation.js';
import { IntentModel } from './intent-model.js';
import { IntentsController } from './intents.controller.js';
import { Intents } from './intents.js';
import { OwnIntents } from './own-intents.js';

/** Loaded before anybody gets it injected, so that it can be asked from memory from the start. */
const loadedOwnIntents = {
  provide: OwnIntents,
  inject: [Database, AuditLog, Accounts],
  useFactory: async (...parts: ConstructorParameters<typeof OwnIntents>): Promise<OwnIntents> => {
    const intents = new OwnIntents(...parts);
    await intents.start();
    return intents;
  },
};

/** What messages mean, and in which language. */
@Module({})
export class IntentsModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: IntentsModule,
      imports: [ModelsModule],
      controllers: config.servesHttp ? [IntentsController] : [],
      providers: [loadedOwnIntents, IntentModel, Intents, Translation],
      exports: [Intents, Translation],
    };
  }
}
