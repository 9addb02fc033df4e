import { Injectable } from '@nestjs/common';
import type { Decision } from '../decision.js';
import { Demands } from '../demands.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** What goes to a human whatever could be answered. */
@Injectable()
export class DemandStage implements Stage {
  readonly name = 'demand';

  constructor(private readonly demands: Demands) {}

  decide(turn: Turn): Promise<Decision | undefined> {
    return this.demands.ofWords(turn);
  }
}
