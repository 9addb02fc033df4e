import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { HealthRegistry, type HealthReport } from '../common/health-registry.js';
import { AppConfig } from '../config/app-config.js';
import { Database } from '../database/database.js';

/** Less than the 2 s within which a balancer is to learn that the database is away. */
const CHECK_TIMEOUT_MS = 1_500;

/** What a process needs in order to do its part, and what else there is to tell. */
@Injectable()
export class Readiness {
  constructor(
    private readonly database: Database,
    private readonly registry: HealthRegistry,
    private readonly indicators: HealthIndicatorService,
    private readonly config: AppConfig,
  ) {}

  checks(): (() => Promise<HealthIndicatorResult>)[] {
    return [
      () => this.indicate('database', () => this.checkDatabase()),
      ...this.registry.all().map((check) => () => this.indicate(check.name, () => check.check())),
    ];
  }

  /** Migrated it was when the program started, else it would not have started. */
  private async checkDatabase(): Promise<HealthReport> {
    const [row] = await this.database.rows<{ writable: boolean }>(
      `select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off' as writable`,
    );
    return { status: row?.writable === true ? 'up' : 'down' };
  }

  private async indicate(name: string, check: () => Promise<HealthReport>): Promise<HealthIndicatorResult> {
    const { status, ...details } = await within(CHECK_TIMEOUT_MS, check).catch((): HealthReport => {
      return { status: 'degraded', reason: 'the check failed' };
    });
    const indicator = this.indicators.check(name);
    if (status === 'up') {
      return indicator.up(details);
    }
    return status === 'down' || this.needs(name) ? indicator.down(details) : indicator.degraded(details);
  }

  /** A process that only runs jobs is of no use without the queue; one that answers callbacks can still store. */
  private needs(name: string): boolean {
    return name === 'database' || (name === 'queue' && this.config.environment.ROLE === 'worker');
  }
}

async function within<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
