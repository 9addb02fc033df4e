import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '../../common/metrics.js';
import { Database } from '../../database/database.js';

interface Figures {
  requested: number;
  offered: number;
  claimed: number;
  longestWait: number;
}

/** How many contacts wait for a human or have one now, and how long the first of those who wait has waited. */
@Injectable()
export class CaseMetrics implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge('open_handoffs', 'Cases that are not closed, by state.', ['state'], async (gauge) => {
      const { requested, offered, claimed } = await this.figures();
      gauge.set({ state: 'requested' }, requested);
      gauge.set({ state: 'offered' }, offered);
      gauge.set({ state: 'claimed' }, claimed);
    });
    this.metrics.gauge('longest_handoff_wait_seconds', 'Of the cases that nobody has claimed.', [], async (gauge) => {
      gauge.set((await this.figures()).longestWait);
    });
  }

  private async figures(): Promise<Figures> {
    const [figures] = await this.database.rows<Figures>(
      `select (count(*) filter (where state = 'requested'))::int as requested,
              (count(*) filter (where state = 'offered'))::int as offered,
              (count(*) filter (where state = 'claimed'))::int as claimed,
              coalesce(extract(epoch from clock_timestamp() -
                min(queued_at) filter (where state in ('requested', 'offered'))), 0)::int as "longestWait"
         from handoffs where state in ('requested', 'offered', 'claimed')`,
    );
    return figures ?? { requested: 0, offered: 0, claimed: 0, longestWait: 0 };
  }
}
