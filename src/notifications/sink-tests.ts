import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { Principal } from '../common/access.js';
import { newId, type NotificationId } from '../common/ids.js';
import { Database } from '../database/database.js';
import type { NewNotification } from './notification.js';
import { type ListedNotification, NotificationList } from './notification-list.js';
import { NotificationRows } from './notification-rows.js';
import { TEST_EVENT } from './senders.js';
import type { Sink } from './sink.js';
import { sinkRow } from './sink-requests.js';

/** Sends something to one sink, so that whoever set it up sees whether it arrives. */
@Injectable()
export class SinkTests {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly rows: NotificationRows,
    private readonly list: NotificationList,
  ) {}

  run(actor: Principal, requestId: string, sink: Sink): Promise<ListedNotification> {
    return this.database.transaction(async (tx) => {
      const [sequence = 0n] = await this.rows.sequences(tx, 1);
      const row = sinkRow(testOf(sink, requestId), sink, sequence);
      await this.rows.insert(tx, [row]);
      const details = { sinkId: sink.id, notificationId: row.id };
      await this.audit.record(tx, { actor, requestId }, { action: 'notification.sink-tested', details });
      return this.list.get(row.id, tx);
    });
  }
}

function testOf({ name }: Sink, requestId: string): NewNotification {
  return {
    event: TEST_EVENT,
    key: `test/${newId<NotificationId>()}`,
    to: [],
    subject: '测试通知',
    text: `这是一条测试通知，收到即表示“${name}”已配置成功。`,
    data: { test: true },
    requestId,
  };
}
