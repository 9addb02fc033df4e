import { type DynamicModule, Module } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { SealedColumns } from '../common/sealed-columns.js';
import { SecretBox } from '../common/secret-box.js';
import { AppConfig } from '../config/app-config.js';
import { Database } from '../database/database.js';
import { WecomModule } from '../wecom/wecom.module.js';
import { AuditNotices } from './audit-notices.js';
import { CardUpdates } from './card-updates.js';
import { Dispatches } from './dispatches.js';
import { DueNotifications } from './due-notifications.js';
import { MailSender } from './mail-sender.js';
import { MemberSender } from './member-sender.js';
import { NotificationChecks } from './notification-checks.js';
import { NotificationList } from './notification-list.js';
import { NotificationObservers } from './notification-observers.js';
import { NotificationProcessor } from './notification.processor.js';
import { NotificationRows } from './notification-rows.js';
import { Notifications } from './notifications.js';
import { NotificationsController } from './notifications.controller.js';
import { ReviewReminders } from './review-reminders.js';
import { RobotQuota } from './robot-quota.js';
import { RobotSender } from './robot-sender.js';
import { Senders } from './senders.js';
import { sinkContext } from './sink-rows.js';
import { SinkTests } from './sink-tests.js';
import { Sinks } from './sinks.js';
import { SinksController } from './sinks.controller.js';
import { WebhookSender } from './webhook-sender.js';

/** Loaded before anybody gets it injected, so that it can be asked from memory from the start. */
const loadedSinks = {
  provide: Sinks,
  inject: [Database, AuditLog, AppConfig, SecretBox],
  useFactory: async (...parts: ConstructorParameters<typeof Sinks>): Promise<Sinks> => {
    const sinks = new Sinks(...parts);
    await sinks.start();
    return sinks;
  },
};

const sending = [
  MemberSender,
  RobotQuota,
  RobotSender,
  WebhookSender,
  Senders,
  Dispatches,
  DueNotifications,
  NotificationProcessor,
];

/** Tells operators and administrators: cards and texts of WeCom, group robots, e-mail, signed webhooks. */
@Module({})
export class NotificationsModule {
  constructor(columns: SealedColumns) {
    columns.register({ table: 'notification_sinks', id: 'id', column: 'secrets', context: sinkContext });
  }

  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: NotificationsModule,
      global: true,
      imports: [WecomModule],
      controllers: config.servesHttp ? [SinksController, NotificationsController] : [],
      providers: [
        loadedSinks,
        NotificationObservers,
        NotificationRows,
        CardUpdates,
        Notifications,
        AuditNotices,
        ReviewReminders,
        MailSender,
        NotificationChecks,
        ...(config.servesHttp ? [NotificationList, SinkTests] : []),
        ...(config.runsJobs ? sending : []),
      ],
      exports: [Notifications, NotificationObservers],
    };
  }
}
