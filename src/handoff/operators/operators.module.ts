import { type DynamicModule, Module } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { AppConfig } from '../../config/app-config.js';
import { Database } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { Groups } from '../groups/groups.js';
import { Candidates } from './candidates.js';
import { OperatorChecks } from './operator-checks.js';
import { OperatorOperationsController } from './operator-operations.controller.js';
import { OperatorsController } from './operators.controller.js';
import { Operators } from './operators.js';
import { OwnOperators } from './own-operators.js';
import { Presence } from './presence.js';

/** Loaded before anybody gets it injected, so that it can be asked from memory from the start. */
const loadedOperators = {
  provide: Operators,
  inject: [Database, AuditLog, Accounts, Groups],
  useFactory: async (...parts: ConstructorParameters<typeof Operators>): Promise<Operators> => {
    const operators = new Operators(...parts);
    await operators.start();
    return operators;
  },
};

/** Needs the groups, whose module is global. */
@Module({})
export class OperatorsModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: OperatorsModule,
      global: true,
      controllers: config.servesHttp ? [OperatorsController, OperatorOperationsController] : [],
      providers: [loadedOperators, OperatorChecks, OwnOperators, Presence, Candidates],
      exports: [Operators, OwnOperators, Presence, Candidates],
    };
  }
}
