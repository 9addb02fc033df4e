import { Injectable } from '@nestjs/common';
import type { RouteId } from '../../common/ids.js';
import { Database } from '../../database/database.js';
import type { Route } from './route.js';
import { type ArmFigures, judge, type Judgement } from './verdict.js';

/** The most recent turns of a route are counted, and no more. */
export const TURNS_MAX = 100_000;

export interface ArmMeasures extends ArmFigures {
  p50Ms: number | null;
  p95Ms: number | null;
  /** Of all its completions, in the currency of the models' prices. */
  cost: number;
}

export interface ComparedArm extends ArmMeasures {
  weight: number;
  /** Null for the control. */
  judgement: Judgement | null;
}

export interface Comparison {
  from: Date;
  arms: ComparedArm[];
}

/** What the arms of routes came to. */
@Injectable()
export class RouteComparison {
  constructor(private readonly database: Database) {}

  /**
   * Of the last days, and no longer than the arms are what they are. The control comes first.
   * @param turnsMax how many of the most recent turns are looked at.
   */
  async of(route: Route, days: number, turnsMax = TURNS_MAX): Promise<Comparison> {
    const from = new Date(Math.max(Date.now() - days * 86_400_000, route.comparedFrom.getTime()));
    const measured = new Map((await this.measure(route.id, from, turnsMax)).map((row) => [row.arm, row]));
    const arms = route.arms.map(({ name, weight }) => ({ ...(measured.get(name) ?? nothing(name)), weight }));
    const [control] = arms;
    const judged = arms.map((arm, index) => ({
      ...arm,
      judgement: index === 0 || control === undefined ? null : judge(control, arm),
    }));
    return { from, arms: judged };
  }

  /** Votes are looked up turn by turn: joined, a planner may read all questions that were ever asked. */
  private measure(id: RouteId, from: Date, turnsMax: number): Promise<ArmMeasures[]> {
    return this.database.rows<ArmMeasures>(
      `select t.arm, count(*)::integer as turns,
              (count(*) filter (where t.degraded or t.reason = 'turn-failed'))::integer as errors,
              (count(*) filter (where t.outcome = 'handed-off'))::integer as handoffs,
              (count(*) filter (where t.outcome = 'refused'))::integer as refused,
              (count(*) filter (where t.vote = 'helpful'))::integer as helpful,
              (count(*) filter (where t.vote = 'unhelpful'))::integer as unhelpful,
              percentile_disc(0.5) within group (order by t.milliseconds)::double precision as "p50Ms",
              percentile_disc(0.95) within group (order by t.milliseconds)::double precision as "p95Ms",
              coalesce(sum(t.cost), 0)::double precision as cost
         from (select arm, outcome, reason, degraded, cost,
                      round(extract(epoch from finished_at - started_at) * 1e3) as milliseconds,
                      (select vote from asked_questions where turn_id = turns.id) as vote
                 from turns where route_id = $1 and finished_at >= $2
                order by finished_at desc limit $3) as t
        where t.arm is not null
        group by t.arm`,
      [id, from, turnsMax],
    );
  }
}

function nothing(arm: string): ArmMeasures {
  const none = { turns: 0, errors: 0, handoffs: 0, refused: 0, helpful: 0, unhelpful: 0, cost: 0 };
  return { arm, ...none, p50Ms: null, p95Ms: null };
}
