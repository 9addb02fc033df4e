import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Chores } from '../common/chores.js';
import { HealthRegistry, type HealthReport } from '../common/health-registry.js';
import { Metrics } from '../common/metrics.js';
import { Database } from '../database/database.js';

/**
 * The months ahead, made in time. What comes where there is none, when a clock jumps, falls into the default partition,
 * and is moved when its month's partition is made.
 */
@Injectable()
export class AuditPartitions implements OnModuleInit {
  private readonly logger = new Logger(AuditPartitions.name);

  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
    private readonly health: HealthRegistry,
    private readonly metrics: Metrics,
  ) {}

  async onModuleInit(): Promise<void> {
    this.chores.register({ name: 'audit-partitions', run: () => this.make() });
    this.health.register({ name: 'audit-partitions', check: () => this.check() });
    this.metrics.gauge(
      'audit_partitions_sound',
      '1: each audit event is in the partition of its month, and next month has one.',
      [],
      async (gauge) => gauge.set(await this.isSound()),
    );
    try {
      await this.make();
    } catch (error) {
      this.logger.warn({ err: error }, 'the months ahead were not made; the next chore tries again');
    }
  }

  /** @returns how many were missing. */
  async make(): Promise<number> {
    const [row] = await this.database.rows<{ made: number }>('select make_audit_partitions() as made');
    return row?.made ?? 0;
  }

  private async isSound(): Promise<number> {
    const { status } = await this.check().catch(() => ({ status: 'unknown' }));
    return status === 'up' ? 1 : 0;
  }

  private async check(): Promise<HealthReport> {
    const [row] = await this.database.rows<{ ahead: boolean; astray: boolean }>(
      `select to_regclass('audit_events' || to_char((clock_timestamp() + interval '7 days') at time zone 'UTC', '_YYYY_MM'))
                is not null as ahead,
              exists (select from audit_events_default) as astray`,
    );
    const { ahead = false, astray = true } = row ?? {};
    return { status: ahead && !astray ? 'up' : 'degraded', nextMonthIsThere: ahead, eventsOutsideTheirMonth: astray };
  }
}
