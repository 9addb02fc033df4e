import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AnchorSinks, type Anchor } from '../audit/seals/anchors/anchor-sinks.js';
import { AuditAlerts, type AuditAlert } from '../audit/seals/audit-alerts.js';
import { AppConfig } from '../config/app-config.js';
import { Database } from '../database/database.js';
import type { NewNotification } from './notification.js';
import { Notifications } from './notifications.js';

/**
 * What sinks hear of the audit log: its alerts, and, those that ask for `audit.anchored`, the hash of a seal every hour.
 * A chat or a mailbox that keeps it is a place outside the database.
 */
@Injectable()
export class AuditNotices implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly notifications: Notifications,
    private readonly alerts: AuditAlerts,
    private readonly sinks: AnchorSinks,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.alerts.register((alert) => this.tell(alert));
    this.sinks.register({
      name: 'notifications',
      everySeconds: this.config.environment.AUDIT_ANCHOR_MINUTES * 60,
      anchor: (anchor) => this.anchor(anchor),
    });
  }

  private tell({ event, key, text, data }: AuditAlert): Promise<void> {
    return this.notify({ event, key, text, subject: '审计日志告警', data });
  }

  private anchor(anchor: Anchor): Promise<void> {
    const { seal, sequence, hash, keyId } = anchor;
    return this.notify({
      event: 'audit.anchored',
      key: `audit.anchored/${seal}`,
      subject: `审计日志锚点 ${seal}`,
      text: `审计日志锚点：封印 ${seal}，事件数 ${sequence}\n${hash}\n密钥 ${keyId}`,
      data: { ...anchor },
    });
  }

  private async notify(notice: Pick<NewNotification, 'event' | 'key' | 'text' | 'subject' | 'data'>): Promise<void> {
    await this.database.transaction((tx) =>
      this.notifications.notify(tx, { ...notice, to: [], requestId: notice.key }),
    );
  }
}
