import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HealthRegistry, type HealthReport } from '../common/health-registry.js';
import { Metrics } from '../common/metrics.js';
import { Database } from '../database/database.js';

const OLD_SECONDS = 60;

interface Ages {
  inbox: number;
  outbox: number;
}

/** How old the oldest message is that has no outcome, and the oldest answer that is not sent. */
@Injectable()
export class Backlog implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly health: HealthRegistry,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.health.register({ name: 'backlog', check: () => this.check() });
    this.metrics.gauge('oldest_open_seconds', 'Age of the oldest open row.', ['box'], async (gauge) => {
      const ages = await this.ages();
      gauge.set({ box: 'inbox' }, ages.inbox);
      gauge.set({ box: 'outbox' }, ages.outbox);
    });
  }

  private async check(): Promise<HealthReport> {
    const { inbox, outbox } = await this.ages();
    const status = Math.max(inbox, outbox) > OLD_SECONDS ? 'degraded' : 'up';
    return { status, oldestInboxSeconds: inbox, oldestOutboxSeconds: outbox };
  }

  private async ages(): Promise<Ages> {
    const [ages] = await this.database.rows<Ages>(
      `select coalesce(extract(epoch from clock_timestamp() - (select min(due_at) from inbox where state = 'open')), 0)::int
                as inbox,
              coalesce(extract(epoch from clock_timestamp() -
                (select min(not_before) from outbox where state in ('pending', 'sending'))), 0)::int as outbox`,
    );
    return ages ?? { inbox: 0, outbox: 0 };
  }
}
