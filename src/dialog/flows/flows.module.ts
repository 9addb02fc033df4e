import { type DynamicModule, Module } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { SealedColumns } from '../../common/sealed-columns.js';
import { SecretBox } from '../../common/secret-box.js';
import { AppConfig } from '../../config/app-config.js';
import { Database } from '../../database/database.js';
import { Accounts } from '../../settings/accounts.js';
import { ToolCaller } from '../tools/tool-caller.js';
import { ToolCalls } from '../tools/tool-calls.js';
import { ToolHttp } from '../tools/tool-http.js';
import { ToolPrivacy } from '../tools/tool-privacy.js';
import { toolContext } from '../tools/tool-rows.js';
import { ToolTrials } from '../tools/tool-trials.js';
import { ToolsController } from '../tools/tools.controller.js';
import { Tools } from '../tools/tools.js';
import { FlowLibrary } from './flow-library.js';
import { FlowRuns } from './flow-runs.js';
import { FlowsController } from './flows.controller.js';
import { Flows } from './flows.js';

/** Both are loaded before anybody gets them injected, so that they can be asked from memory from the start. */
const loadedTools = {
  provide: Tools,
  inject: [Database, AuditLog, Accounts, ToolCaller, ToolPrivacy, SecretBox],
  useFactory: async (...parts: ConstructorParameters<typeof Tools>): Promise<Tools> => {
    const tools = new Tools(...parts);
    await tools.start();
    return tools;
  },
};

const loadedLibrary = {
  provide: FlowLibrary,
  inject: [Database, AuditLog, Accounts, AppConfig],
  useFactory: async (...parts: ConstructorParameters<typeof FlowLibrary>): Promise<FlowLibrary> => {
    const library = new FlowLibrary(...parts);
    await library.start();
    return library;
  },
};

/** Flows and the tools that flows and models call. */
@Module({})
export class FlowsModule {
  constructor(columns: SealedColumns) {
    columns.register({ table: 'tools', id: 'id', column: 'secret', context: toolContext });
  }

  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: FlowsModule,
      controllers: config.servesHttp ? [ToolsController, FlowsController] : [],
      providers: [
        ToolHttp,
        ToolCalls,
        ToolCaller,
        ToolPrivacy,
        loadedTools,
        loadedLibrary,
        FlowRuns,
        Flows,
        ...(config.servesHttp ? [ToolTrials] : []),
      ],
      exports: [Tools, FlowLibrary, FlowRuns, Flows],
    };
  }
}
