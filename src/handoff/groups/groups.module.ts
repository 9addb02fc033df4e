import { type DynamicModule, Module } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { AppConfig } from '../../config/app-config.js';
import { Database } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { GroupsController } from './groups.controller.js';
import { Groups } from './groups.js';

/** Loaded before anybody gets it injected, so that it can be asked from memory from the start. */
const loadedGroups = {
  provide: Groups,
  inject: [Database, AuditLog, Accounts],
  useFactory: async (...parts: ConstructorParameters<typeof Groups>): Promise<Groups> => {
    const groups = new Groups(...parts);
    await groups.start();
    return groups;
  },
};

@Module({})
export class GroupsModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: GroupsModule,
      global: true,
      controllers: config.servesHttp ? [GroupsController] : [],
      providers: [loadedGroups],
      exports: [Groups],
    };
  }
}
