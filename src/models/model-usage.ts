import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Chore, Chores } from '../common/chores.js';
import type { ModelId } from '../common/ids.js';
import { Database } from '../database/database.js';
import { METER } from './model-meters-sql.js';

const KEPT_DAYS = 400;

export interface UsageDay {
  /** UTC, such as `2026-07-01`. */
  day: string;
  calls: number;
  completed: number;
  /** With those that were tried again. */
  requests: number;
  promptTokens: number;
  completionTokens: number;
  cost: number;
  milliseconds: number;
}

export interface Usage {
  /** What counts against the limits now; calls that are under way count as what they are estimated at. */
  minute: { requests: number; tokens: number };
  today: { tokens: number; cost: number };
  /** The newest first; those on which nothing was used are left out. */
  days: UsageDay[];
}

/** What models have used: for people to read, and for so many days. */
@Injectable()
export class ModelUsage implements OnModuleInit, Chore {
  readonly name = 'model-usage';

  constructor(
    private readonly database: Database,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register(this);
  }

  async of(id: ModelId, days: number): Promise<Usage> {
    const [meter] = await this.database.rows<{ requests: number; minute_tokens: number; tokens: number; cost: number }>(
      `with ${METER}
       select (requests + requests_before * (1 - elapsed))::float8 as requests,
              (tokens + tokens_before * (1 - elapsed))::float8 as minute_tokens,
              day_tokens::float8 as tokens, day_cost::float8 as cost from meter`,
      [id],
    );
    const { requests = 0, minute_tokens: minuteTokens = 0, tokens = 0, cost = 0 } = meter ?? {};
    return {
      minute: { requests: Math.round(requests), tokens: Math.round(minuteTokens) },
      today: { tokens, cost },
      days: await this.days(id, days),
    };
  }

  async run(): Promise<void> {
    await this.database.run(
      `delete from model_usage_days where day < (clock_timestamp() at time zone 'utc')::date - $1::integer`,
      [KEPT_DAYS],
    );
  }

  private days(id: ModelId, days: number): Promise<UsageDay[]> {
    return this.database.rows<UsageDay>(
      `select day::text as day, calls::float8 as calls, completed::float8 as completed, requests::float8 as requests,
              prompt_tokens::float8 as "promptTokens", completion_tokens::float8 as "completionTokens",
              cost::float8 as cost, milliseconds::float8 as milliseconds
         from model_usage_days
        where model_id = $1 and day > (clock_timestamp() at time zone 'utc')::date - $2::integer
        order by day desc`,
      [id, days],
    );
  }
}
