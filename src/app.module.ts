import { type DynamicModule, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AccessModule } from './access/access.module.js';
import { AuditingModule } from './audit/auditing.module.js';
import { AuditModule } from './audit/audit.module.js';
import { SealsModule } from './audit/seals/seals.module.js';
import { WecomAppModule } from './channels/wecom-app/wecom-app.module.js';
import { CommonModule } from './common/common.module.js';
import { loggerOptions } from './common/logging.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DialogModule } from './dialog/dialog.module.js';
import { HandoffModule } from './handoff/handoff.module.js';
import { KnowledgeModule } from './knowledge/knowledge.module.js';
import { MessagingModule } from './messaging/messaging.module.js';
import { ModelsModule } from './models/models.module.js';
import { PromptsModule } from './models/prompts/prompts.module.js';
import { RoutesModule } from './models/routes/routes.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { DoctorModule } from './operations/doctor/doctor.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { ConsentModule } from './privacy/consent/consent.module.js';
import { DetectionModule } from './privacy/detection/detection.module.js';
import { ErasureModule } from './privacy/erasure/erasure.module.js';
import { MasterKeyModule } from './privacy/master-key/master-key.module.js';
import { PrivacyRegistriesModule } from './privacy/privacy-registries.module.js';
import { RetentionModule } from './privacy/retention/retention.module.js';
import { UnmaskingModule } from './privacy/unmasking/unmasking.module.js';
import { VaultModule } from './privacy/vault/vault.module.js';
import { QueueModule } from './queue/queue.module.js';
import { SettingsModule } from './settings/settings.module.js';
import { CallbackModule } from './wecom/callback.module.js';

/** What each role is made of: the web role stores and administers, the worker role answers; `all` does both. */
@Module({})
export class AppModule {
  static forRoot(config: AppConfig, databaseUrl: string, ownerUrl?: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(loggerOptions(config)),
        CommonModule,
        ConfigModule.forRoot(config),
        DatabaseModule.forRoot(databaseUrl, ownerUrl),
        QueueModule,
        AuditModule,
        SealsModule.forRoot(config),
        AuditingModule.forRoot(config),
        SettingsModule,
        DetectionModule,
        VaultModule,
        PrivacyRegistriesModule,
        RetentionModule.forRoot(config),
        ErasureModule.forRoot(config),
        ConsentModule.forRoot(config),
        MasterKeyModule.forRoot(config),
        UnmaskingModule.forRoot(config),
        AccessModule,
        OperationsModule,
        DoctorModule.forRoot(config),
        MessagingModule.forRoot(config),
        ...(config.servesHttp ? [CallbackModule] : []),
        WecomAppModule.forRoot(config),
        KnowledgeModule.forRoot(config),
        ModelsModule,
        PromptsModule.forRoot(config),
        RoutesModule.forRoot(config),
        NotificationsModule.forRoot(config),
        HandoffModule.forRoot(config),
        DialogModule.forRoot(config),
      ],
    };
  }
}
