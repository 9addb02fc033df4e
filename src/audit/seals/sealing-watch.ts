import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { HealthRegistry, type HealthReport } from '../../common/health-registry.js';
import { Metrics } from '../../common/metrics.js';
import { Database } from '../../database/database.js';
import { AuditAlerts } from './audit-alerts.js';

const INTERVAL_MS = 60_000;
/** Events are sealed within 2 s; one that waits so long tells that nobody seals. */
const LATE_SECONDS = 60;

/**
 * Tells when events wait for their seal, which leaves them to whoever has the database. What is sealed verifies all the
 * same, so that no verification tells of it.
 */
@Injectable()
export class SealingWatch implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SealingWatch.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly alerts: AuditAlerts,
    private readonly metrics: Metrics,
    private readonly health: HealthRegistry,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      'audit_unsealed_age_seconds',
      'How long the first event waits for its seal.',
      [],
      async (gauge) => gauge.set(await this.age()),
    );
    this.health.register({ name: 'audit-sealing', check: () => this.check() });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tick(), INTERVAL_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Each process looks, as those that seal may all be away. */
  async tick(): Promise<void> {
    try {
      if ((await this.age()) > LATE_SECONDS) {
        await this.alerts.raise({
          event: 'audit.sealing-late',
          key: `audit.sealing-late/${new Date().toISOString().slice(0, 13)}`,
          text: '审计事件超过一分钟没有封印，请检查后台进程及其日志。',
          data: {},
        });
      }
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'whether audit events are sealed is not known');
    }
  }

  /** Seconds, 0 where nothing waits. */
  private async age(): Promise<number> {
    const [row] = await this.database.rows<{ age: number }>(
      `select extract(epoch from clock_timestamp() - event_at)::float8 as age from audit_unsealed
        where not lost and isfinite(event_at) order by position limit 1`,
    );
    return Math.max(0, row?.age ?? 0);
  }

  private async check(): Promise<HealthReport> {
    const age = await this.age();
    return { status: age > LATE_SECONDS ? 'degraded' : 'up', oldestSeconds: Math.round(age) };
  }
}
