import { Injectable } from '@nestjs/common';
import type { Decision } from '../decision.js';
import { Screening } from '../screening.js';
import type { Turn } from '../turn.js';
import type { Stage } from './stage.js';

/** Words that are not to be answered, or that nobody behind us needs to read. */
@Injectable()
export class InboundFilterStage implements Stage {
  readonly name = 'inbound-filter';

  constructor(private readonly screening: Screening) {}

  async decide(turn: Turn): Promise<Decision | undefined> {
    const verdict = await this.screening.inbound(turn);
    turn.text = verdict.text;
    switch (verdict.action) {
      case 'refuse':
        return { kind: 'refuse', reason: 'blocked-words', text: turn.texts.refused };
      case 'handoff':
        return { kind: 'handoff', reason: 'blocked-words', text: turn.texts.humanRequested };
      case 'mask':
      case 'pass':
        return undefined;
    }
  }
}
