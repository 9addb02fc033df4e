import { type DynamicModule, Module } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import type { AppConfig } from '../../config/app-config.js';
import { Database } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { Models } from '../models.js';
import { Prompts } from '../prompts/prompts.js';
import { RouteComparison } from './comparison.js';
import { RouteWatch } from './route-watch.js';
import { RoutesController } from './routes.controller.js';
import { Routes } from './routes.js';

/** Loaded before anybody gets it injected, so that it can be asked from memory from the start. */
const loadedRoutes = {
  provide: Routes,
  inject: [Database, AuditLog, Accounts, Models, Prompts],
  useFactory: async (...parts: ConstructorParameters<typeof Routes>): Promise<Routes> => {
    const routes = new Routes(...parts);
    await routes.start();
    return routes;
  },
};

/** Needs the models and the prompts, whose modules are global. */
@Module({})
export class RoutesModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: RoutesModule,
      global: true,
      controllers: config.servesHttp ? [RoutesController] : [],
      providers: [loadedRoutes, RouteComparison, ...(config.runsJobs ? [RouteWatch] : [])],
      exports: [Routes, RouteComparison],
    };
  }
}
