import type { Decision } from '../decision.js';
import type { StepName } from '../steps.js';
import type { Turn } from '../turn.js';

/** One station of a turn. */
export interface Stage {
  readonly name: StepName;
  /** What the turn comes to; undefined: the next stage goes on with it. */
  decide(turn: Turn): Promise<Decision | undefined> | Decision | undefined;
}
