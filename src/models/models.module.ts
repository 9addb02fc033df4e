import { Global, Module } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { SealedColumns } from '../common/sealed-columns.js';
import { SecretBox } from '../common/secret-box.js';
import { AppConfig } from '../config/app-config.js';
import { Database } from '../database/database.js';
import { ProviderConversationEraser } from './conversation-eraser.js';
import { ProviderConversations } from './conversation-ids.js';
import { Embeddings } from './embeddings.js';
import { GuardedModels } from './guarded-models.js';
import { ModelChecks } from './model-checks.js';
import { ModelDoctor } from './model-doctor.js';
import { ModelMeters } from './model-meters.js';
import { ModelMetrics } from './model-metrics.js';
import { environmentContext, modelContext } from './model-rows.js';
import { ModelStore } from './model-store.js';
import { ModelUsage } from './model-usage.js';
import { Models } from './models.js';
import { ModelsController } from './models.controller.js';
import { Moderation } from './moderation.js';
import { Reranker } from './reranker.js';

/** Loaded before anybody gets it injected, so that it can be asked from memory from the start. */
const loadedStore = {
  provide: ModelStore,
  inject: [Database, SecretBox, AuditLog, AppConfig],
  useFactory: async (...parts: ConstructorParameters<typeof ModelStore>): Promise<ModelStore> => {
    const store = new ModelStore(...parts);
    await store.start();
    return store;
  },
};

@Global()
@Module({
  controllers: [ModelsController],
  providers: [
    loadedStore,
    ModelMeters,
    ModelMetrics,
    ModelUsage,
    ModelChecks,
    ProviderConversations,
    ProviderConversationEraser,
    GuardedModels,
    Models,
    Embeddings,
    Reranker,
    Moderation,
    ModelDoctor,
  ],
  exports: [Models, Embeddings, Reranker, Moderation],
})
export class ModelsModule {
  constructor(columns: SealedColumns) {
    columns.register({ table: 'models', id: 'id', column: 'api_key', context: modelContext });
    columns.register({ table: 'models', id: 'id', column: 'environment', context: environmentContext });
  }
}
