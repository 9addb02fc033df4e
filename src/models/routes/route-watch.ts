import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { SYSTEM } from '../../common/access.js';
import { Chores } from '../../common/chores.js';
import { RouteComparison } from './comparison.js';
import type { Route } from './route.js';
import { Routes } from './routes.js';

const DAYS = 14;
/** Of a route, at each look. */
const TURNS_MAX = 20_000;

/** Takes the contacts of an arm that is clearly worse than the control back to it. */
@Injectable()
export class RouteWatch implements OnModuleInit {
  private readonly logger = new Logger(RouteWatch.name);

  constructor(
    private readonly routes: Routes,
    private readonly comparison: RouteComparison,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.register({ name: 'routes', run: () => this.look() });
  }

  async look(): Promise<void> {
    for (const route of this.routes.list()) {
      if (route.enabled && route.arms.some(({ weight }, index) => index > 0 && weight > 0)) {
        await this.judge(route);
      }
    }
  }

  private async judge(route: Route): Promise<void> {
    const { arms } = await this.comparison.of(route, DAYS, TURNS_MAX);
    const worse = arms.filter(({ weight, judgement }) => weight > 0 && (judgement?.worseBy.length ?? 0) > 0);
    if (worse.length === 0) {
      return;
    }
    const names = worse.map(({ arm }) => arm);
    const judged = arms
      .filter(({ arm }, index) => index === 0 || names.includes(arm))
      .map(({ judgement, ...figures }) => ({ ...figures, ...judgement }));
    const { version } = route;
    await this.routes.rollBack(route.id, { by: 'itself', actor: SYSTEM, arms: names, figures: judged, version });
    this.logger.warn(
      { routeId: route.id, arms: names },
      'an arm is clearly worse: its contacts are back on the control',
    );
  }
}
