import { type DynamicModule, Module } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { AppConfig } from '../../config/app-config.js';
import { Database } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { Groups } from '../groups/groups.js';
import { HandoffRulesController } from './handoff-rules.controller.js';
import { HandoffRules } from './handoff-rules.js';

/** Loaded before anybody gets it injected, so that it can be asked from memory from the start. */
const loadedRules = {
  provide: HandoffRules,
  inject: [Database, AuditLog, Accounts, Groups],
  useFactory: async (...parts: ConstructorParameters<typeof HandoffRules>): Promise<HandoffRules> => {
    const rules = new HandoffRules(...parts);
    await rules.start();
    return rules;
  },
};

/** Needs the groups, whose module is global. */
@Module({})
export class HandoffRulesModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: HandoffRulesModule,
      global: true,
      controllers: config.servesHttp ? [HandoffRulesController] : [],
      providers: [loadedRules],
      exports: [HandoffRules],
    };
  }
}
