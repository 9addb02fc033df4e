import { randomInt, randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject, vi } from 'vitest';
import { type AccountId, accountIdOf, asId, type NotificationId, type OperatorId } from '../../src/common/ids.js';
import { Database, type Tx } from '../../src/database/database.js';
import type { Card, NewNotification, Recipient } from '../../src/notifications/notification.js';
import { Notifications } from '../../src/notifications/notifications.js';
import { NotificationsModule } from '../../src/notifications/notifications.module.js';
import { DueWork } from '../../src/queue/due-work.js';
import { JobQueues } from '../../src/queue/job-queues.js';
import { QueueModule } from '../../src/queue/queue.module.js';
import { WecomSimulator } from '../../src/simulator/simulator.js';
import { REDIS_DATABASES } from './redis.js';
import type { Backend } from './test-program.js';
import { TestPlatform } from './test-platform.js';

export interface NotificationRow {
  id: NotificationId;
  event: string;
  kind: string;
  state: string;
  attempts: number;
  reason: string | null;
  uses_fallback: boolean;
  target: string;
  sink_id: string | null;
  response_code: string | null;
}

/** The notifications alone, with their queue, on a database of their own, at a simulated WeCom. */
export class TestNotifications {
  private constructor(
    readonly platform: TestPlatform,
    readonly wecom: WecomSimulator,
    private readonly pool: pg.Pool,
  ) {}

  static async start(backend: Backend, environment: Record<string, string> = {}): Promise<TestNotifications> {
    const wecom = await WecomSimulator.start();
    wecom.app.callbackUrl = 'http://127.0.0.1:9/nobody-listens';
    const { corpId, agentId, secret, token, encodingAesKey } = wecom.app;
    const platform = await TestPlatform.start((config) => [QueueModule, NotificationsModule.forRoot(config)], {
      WECOM_CORP_ID: corpId,
      WECOM_AGENT_ID: `${agentId}`,
      WECOM_SECRET: secret,
      WECOM_TOKEN: token,
      WECOM_ENCODING_AES_KEY: encodingAesKey,
      WECOM_API_BASE_URL: wecom.apiBaseUrl,
      ...(backend === 'redis' && { REDIS_URL: `${inject('redisUrl')}/${randomInt(REDIS_DATABASES)}` }),
      ...environment,
    });
    const pool = new pg.Pool({ connectionString: platform.database.ownerUrl, max: 2 });
    pool.on('error', () => undefined);
    return new TestNotifications(platform, wecom, pool);
  }

  async stop(): Promise<void> {
    await this.pool.end();
    await this.platform.stop();
    await this.wecom.stop();
  }

  get accountId(): AccountId {
    return accountIdOf(this.wecom.app.corpId, this.wecom.app.agentId);
  }

  get notifications(): Notifications {
    return this.platform.app.get(Notifications, { strict: false });
  }

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.platform.app.get(Database, { strict: false }).transaction(work);
  }

  /** Fills in what a test does not care about. */
  notify(notification: Partial<NewNotification>): Promise<{ id: NotificationId; operatorId: OperatorId }[]> {
    const filled: NewNotification = {
      event: 'handoff.offered',
      key: randomUUID(),
      to: [],
      text: '有一位客户等待接入',
      subject: '有客户等待',
      data: {},
      requestId: 'a-request',
      ...notification,
    };
    return this.transaction((tx) => this.notifications.notify(tx, filled));
  }

  operator(memberId: string): Recipient {
    return { operatorId: asId(randomUUID()), memberId, accountId: this.accountId };
  }

  /** What the sweeper does every 2 s. */
  async sweep(): Promise<void> {
    const queues = this.platform.app.get(JobQueues, { strict: false });
    for (const source of this.platform.app.get(DueWork, { strict: false }).all()) {
      await queues.addAll(source.name, await source.due());
    }
  }

  /** As if the time until the next attempt had passed. */
  async passTime(where: string, values: unknown[]): Promise<void> {
    await this.sql(
      `update notifications set not_before = clock_timestamp() - interval '2 seconds' where state = 'pending' and ${where}`,
      values,
    );
    await this.sweep();
  }

  async rows(where = 'true', values: unknown[] = []): Promise<NotificationRow[]> {
    const { rows } = await this.pool.query<NotificationRow>(
      `select * from notifications where ${where} order by sequence`,
      values,
    );
    return rows;
  }

  async row(id: string): Promise<NotificationRow | undefined> {
    const [row] = await this.rows('id = $1', [id]);
    return row;
  }

  async sql(sql: string, values: unknown[] = []): Promise<void> {
    await this.pool.query(sql, values);
  }
}

export function aCard(fields: Partial<Card> = {}): Card {
  return {
    id: randomUUID(),
    title: '张三 请求人工服务',
    lines: [{ name: '原因', value: '客户要求' }],
    body: '客户：我的订单到哪了？',
    buttons: [
      { key: 'offer:1:claim', label: '接入', style: 'primary' },
      { key: 'offer:1:pass', label: '转给他人', style: 'normal' },
    ],
    ...fields,
  };
}

/** Waits until it holds, also where the machine is busy. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 15_000, interval: 20 });
}
